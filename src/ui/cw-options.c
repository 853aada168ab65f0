/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-options.h"

#include <glib/gi18n-lib.h>

#include "cw-entry-text.h"

static const GOptionEntry entries[] = {
  { .long_name = "demo",
    .arg = G_OPTION_ARG_NONE,
    .description = N_ ("Show the demo market, which needs no network") },
  { .long_name = "exit-when-loaded",
    .arg = G_OPTION_ARG_NONE,
    .description = N_ ("Exit when everything has loaded: with 1 if a symbol failed") },
  { .long_name = "offline",
    .arg = G_OPTION_ARG_NONE,
    .description = N_ ("Show what is stored, and never use the network") },
  { .long_name = "screenshot",
    .arg = G_OPTION_ARG_FILENAME,
    .description = N_ ("When everything has loaded, save a picture of the window and exit"),
    .arg_description = N_ ("FILE") },
  { .long_name = "trace",
    .arg = G_OPTION_ARG_FILENAME,
    .description = N_ ("Record what runs when, for Perfetto"),
    .arg_description = N_ ("FILE") },
  { .long_name = "version", .arg = G_OPTION_ARG_NONE, .description = N_ ("Print the version") },
  { .long_name = G_OPTION_REMAINING,
    .arg = G_OPTION_ARG_STRING_ARRAY,
    .arg_description = N_ ("[SYMBOL…]") },
  { NULL },
};

/** cw_options_add_to: lets @application understand the options */
void
cw_options_add_to (GApplication *application)
{
  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_parameter_string (application, NULL);
  g_application_set_option_context_summary (
      application, _ ("Charts, and rules that say why. Opens with the symbols that are named."));
}

/* Relative to where the command was typed, whatever becomes of the working directory. */
static char *
read_path (GVariantDict *dict, const char *name)
{
  g_autofree char *path = NULL;

  if (!g_variant_dict_lookup (dict, name, "^ay", &path))
    return NULL;
  return g_canonicalize_filename (path, NULL);
}

static char *
read_trace (GVariantDict *dict)
{
  char *path = read_path (dict, "trace");
  const char *variable = g_getenv ("CANDLEWICK_TRACE");

  if (path == NULL && variable != NULL && variable[0] != '\0')
    path = g_canonicalize_filename (variable, NULL);
  return path;
}

/**
 * cw_options_read:
 * @options: (out caller-allocates): becomes what was asked for; cw_options_clear() it
 * @dict: the options as GApplication parsed them
 * @error: return location for a symbol that cannot be one
 *
 * Returns: whether they make sense
 */
gboolean
cw_options_read (CwOptions *options, GVariantDict *dict, GError **error)
{
  g_auto (GStrv) symbols = NULL;
  const char *const none[] = { NULL };

  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^as", &symbols);
  options->entries =
      cw_entries_from_texts (symbols != NULL ? (const char *const *) symbols : none, error);
  if (options->entries == NULL)
    return FALSE;
  options->demo = g_variant_dict_contains (dict, "demo");
  options->offline = g_variant_dict_contains (dict, "offline");
  options->exit_when_loaded = g_variant_dict_contains (dict, "exit-when-loaded");
  options->screenshot = read_path (dict, "screenshot");
  options->trace = read_trace (dict);
  return TRUE;
}

/** cw_options_ask_for_own_process: Returns: whether a window that is open already will not do */
gboolean
cw_options_ask_for_own_process (const CwOptions *options)
{
  return options->demo || options->offline || options->exit_when_loaded
         || options->screenshot != NULL || options->trace != NULL || options->entries->len > 0;
}

/** cw_options_clear: frees what the options hold */
void
cw_options_clear (CwOptions *options)
{
  g_clear_pointer (&options->screenshot, g_free);
  g_clear_pointer (&options->trace, g_free);
  g_clear_pointer (&options->entries, g_ptr_array_unref);
}
