/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_traits (const CwCommand *command, const CwCliOptions *options, GError **error)
{
  const char *unknown = NULL;

  if (options->json && !(command->traits & CW_COMMAND_PRINTS_JSON))
    unknown = "--json";
  else if (options->csv && !(command->traits & CW_COMMAND_PRINTS_CSV))
    unknown = "--csv";
  else if (options->from != CW_NO_DAY && !(command->traits & CW_COMMAND_READS_HISTORY))
    unknown = "--from";
  else if (options->to != CW_NO_DAY && !(command->traits & CW_COMMAND_READS_HISTORY))
    unknown = "--to";
  if (unknown == NULL)
    return TRUE;
  /* Translators: a command and an option that means nothing to it */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” takes no “%s”"), command->name,
               unknown);
  return FALSE;
}

static gboolean
check_provider (const CwCommand *command, const CwCliOptions *options, GError **error)
{
  const CwCommandTraits needing = CW_COMMAND_READS_HISTORY | CW_COMMAND_TELLS_PROGRESS;

  if (!g_str_equal (options->provider, "producer") || !(command->traits & needing)
      || command->traits & CW_COMMAND_ASKS_SERVICE)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               /* Translators: %s is a command */
               _ ("“%s” needs prices, and the risk service has none; “--provider producer” goes "
                  "with “risk”, which shows the returns and the value at risk that it offers"),
               command->name);
  return FALSE;
}

/* Whether one of the symbols is to come from the provider that wants a key. */
static gboolean
name_finnhub (char **words)
{
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    if (g_ascii_strncasecmp (words[i], "finnhub:", strlen ("finnhub:")) == 0)
      return TRUE;
  return FALSE;
}

static void
print_help (GOptionContext *parser, GError **error)
{
  g_autofree char *help = g_option_context_get_help (parser, FALSE, NULL);

  fprintf (stdout, "%s\n", help);
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_HELP_SHOWN, "");
}

static GOptionContext *
make_parser (const CwCommand *command,
             CwCliOptions *options,
             const GOptionEntry *entries,
             gpointer entries_data,
             char ***rest)
{
  g_autofree char *parameters =
      command->arguments != NULL ? g_strdup_printf ("%s %s", command->name, _ (command->arguments))
                                 : g_strdup (command->name);
  /* Translators: a heading; %s is a command's name */
  g_autofree char *title = g_strdup_printf (_ ("Options of “%s”:"), command->name);
  GOptionContext *parser = g_option_context_new (parameters);
  GOptionGroup *global = cw_cli_options_make_group (options);
  const GOptionEntry rest_entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_help_enabled (parser, FALSE);
  g_option_context_set_summary (parser, _ (command->summary));
  g_option_context_set_description (parser, _ (command->details));
  g_option_group_add_entries (global, rest_entries);
  g_option_context_set_main_group (parser, global);
  if (entries != NULL)
    {
      GOptionGroup *own = g_option_group_new (command->name, title, "", entries_data, NULL);

      g_option_group_add_entries (own, entries);
      g_option_group_set_translation_domain (own, GETTEXT_PACKAGE);
      g_option_context_add_group (parser, own);
    }
  return parser;
}

/* GOption skips the first word, which it takes for the program. */
static char **
behind_program_name (char **words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, CW_PROGRAM_NAME);
  g_strv_builder_addv (builder, (const char **) words);
  return g_strv_builder_end (builder);
}

/**
 * cw_command_parse:
 * @command: a command
 * @context: the context, whose options are completed
 * @words: (array zero-terminated=1): what stands behind the command's name
 * @entries: (nullable): the command's own options
 * @entries_data: (nullable): what their callbacks are given
 * @error: return location for a #CwCliError
 *
 * Parses everything behind the command's name, global options among it, and checks that the global
 * options go with the command and with each other.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the command's arguments
 */
char **
cw_command_parse (const CwCommand *command,
                  CwCliContext *context,
                  char **words,
                  const GOptionEntry *entries,
                  gpointer entries_data,
                  GError **error)
{
  g_auto (GStrv) all = behind_program_name (words);
  g_auto (GStrv) rest = NULL;
  CwCliOptions *options = &context->options;
  g_autoptr (GOptionContext) parser = make_parser (command, options, entries, entries_data, &rest);

  if (!g_option_context_parse_strv (parser, &all, error))
    {
      if (error != NULL && (*error)->domain == G_OPTION_ERROR)
        {
          (*error)->domain = CW_CLI_ERROR;
          (*error)->code = CW_CLI_ERROR_USAGE;
        }
      return NULL;
    }
  if (options->help || options->version)
    {
      if (options->help)
        print_help (parser, error);
      else
        cw_cli_print_version (error);
      return NULL;
    }
  if (!check_traits (command, options, error) || !cw_cli_options_settle (options, error)
      || !check_provider (command, options, error))
    return NULL;
  context->mode = cw_cli_options_get_mode (options);
  context->wants_key = command->traits & CW_COMMAND_USES_FIGURES || name_finnhub (rest);
  context->tells_progress = command->traits & CW_COMMAND_TELLS_PROGRESS;
  context->colour = context->mode == CW_OUTPUT_TEXT && cw_colour_is_wanted (stdout);
  return rest != NULL ? g_steal_pointer (&rest) : g_new0 (char *, 1);
}

/** cw_cli_print_version: prints the version; @error becomes a `CW_CLI_ERROR_HELP_SHOWN` */
void
cw_cli_print_version (GError **error)
{
  fputs (CW_PROGRAM_NAME " " PACKAGE_VERSION "\n", stdout);
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_HELP_SHOWN, "");
}
