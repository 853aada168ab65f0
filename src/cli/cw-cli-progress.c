/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-progress.h"

#include <unistd.h>

/* Back to the line's beginning, and away with what stood there. */
#define WIPE_LINE "\r\x1b[K"

#define BAR_WIDTH 24

static gboolean
is_watched (void)
{
  return isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/** cw_cli_progress_is_shown: Returns: whether somebody watches or wants to, or has to be told */
gboolean
cw_cli_progress_is_shown (const CwCliContext *context)
{
  return !context->options.quiet
         && (context->options.verbose || context->tells_progress || isatty (STDERR_FILENO));
}

static gboolean
replaces_line (const CwCliContext *context)
{
  return !context->options.verbose && is_watched ();
}

/**
 * cw_cli_progress_show:
 * @context: the context
 * @format: a printf() format, without a line break
 * @...: its arguments
 *
 * Says that a step is done. On a terminal it takes the place of what was said before, unless every
 * step is wanted.
 */
void
cw_cli_progress_show (CwCliContext *context, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (!cw_cli_progress_is_shown (context))
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  context->progress_stands = replaces_line (context);
  if (context->progress_stands)
    fprintf (stderr, WIPE_LINE "%s", text);
  else
    fprintf (stderr, "%s\n", text);
}

/**
 * cw_cli_progress_show_bar:
 * @context: the context
 * @done: how many steps are done
 * @total: of how many
 * @text: what was done last
 *
 * Like cw_cli_progress_show(), with a bar where the line is replaced each time.
 */
void
cw_cli_progress_show_bar (CwCliContext *context, guint done, guint total, const char *text)
{
  g_autoptr (GString) bar = g_string_new (NULL);

  for (guint i = 0; replaces_line (context) && i < BAR_WIDTH; i++)
    g_string_append (bar, (guint64) i * total < (guint64) done * BAR_WIDTH ? "█" : "░");
  cw_cli_progress_show (context, "%s%s[%u/%u] %s", bar->str, bar->len > 0 ? " " : "", done, total,
                        text);
}

/** cw_cli_progress_clear: takes away the line that stands on the terminal, if one does */
void
cw_cli_progress_clear (CwCliContext *context)
{
  if (context->progress_stands)
    fputs (WIPE_LINE, stderr);
  context->progress_stands = FALSE;
}
