/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cw-command.h"

#define STATUS_DONE 0
#define STATUS_FAILED 1
#define STATUS_USAGE 2
#define STATUS_SIGNAL 128

static const CwCommand *const commands[] = {
  &cw_command_quotes,   &cw_command_history, &cw_command_indicators, &cw_command_analyze,
  &cw_command_backtest, &cw_command_risk,    &cw_command_scenarios,  &cw_command_export,
  &cw_command_report,   &cw_command_search,  &cw_command_sync,       &cw_command_watchlist,
  &cw_command_holdings, &cw_command_alerts,  &cw_command_serve,      &cw_command_lab,
};

static const CwCommand *
find_command (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("This version has no command “%s”"),
               name);
  return NULL;
}

static void
print_help (GOptionContext *parser)
{
  g_autoptr (GString) summary = g_string_new (
      _ ("Quotes, history, indicators, decisions and charts of many symbols at once, without a "
         "display.\n\nCommands:"));
  g_autofree char *help = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (summary, "\n  %-12s %s", commands[i]->name, _ (commands[i]->summary));
  g_option_context_set_summary (parser, summary->str);
  g_option_context_set_description (
      parser,
      _ ("“candlewick-cli COMMAND --help” tells more about a command.\n\n"
         "The Finnhub key, which fundamentals need, is read from CANDLEWICK_FINNHUB_KEY, "
         "else\nfrom the "
         "keyring, where the preferences of the window put it.\n"
         "\n"
         "Lists, holdings and what was fetched are stored in ~/.local/share/candlewick, the "
         "demo market’s in\n“demo” below it. CANDLEWICK_DATA_DIR stands for the first of "
         "these, and “--data-dir” names the very\ndirectory. Prices from an address given by "
         "hand are stored only where one of the two says.\n"
         "\n"
         "Exit status: 0 if all is done, 1 if a symbol failed (the others are printed all "
         "the same),\n2 if the command line is wrong, 130 after Ctrl+C."));
  help = g_option_context_get_help (parser, FALSE, NULL);
  fprintf (stdout, "%s\n", help);
}

/* Takes the global options that stand before the command. Returns the rest, the command first. */
static char **
parse_before_command (CwCliContext *context, char **arguments, GError **error)
{
  g_autoptr (GOptionContext) parser = g_option_context_new (_ ("COMMAND [ARGUMENT…]"));
  g_auto (GStrv) words = g_strdupv (arguments);

  g_option_context_set_help_enabled (parser, FALSE);
  g_option_context_set_strict_posix (parser, TRUE);
  g_option_context_set_main_group (parser, cw_cli_options_make_group (&context->options));
  if (!g_option_context_parse_strv (parser, &words, error))
    return NULL;
  if (context->options.help)
    {
      print_help (parser);
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_HELP_SHOWN, "");
      return NULL;
    }
  if (context->options.version)
    {
      cw_cli_print_version (error);
      return NULL;
    }
  return g_steal_pointer (&words);
}

static gboolean
run (CwCliContext *context, char **arguments, const CwCommand **command, GError **error)
{
  g_auto (GStrv) words = parse_before_command (context, arguments, error);

  if (words == NULL)
    return FALSE;
  if (words[0] == NULL || words[1] == NULL)
    {
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("A command is missing"));
      return FALSE;
    }
  *command = find_command (words[1], error);
  return *command != NULL && (*command)->run (context, words + 2, error);
}

static int
fail_usage (const CwCommand *command, const GError *error)
{
  cw_cli_context_say ("%s", error->message);
  if (command != NULL)
    /* Translators: %s is a command, which is not translated */
    fprintf (stderr, _ ("“candlewick-cli %s --help” says what there is.\n"), command->name);
  else
    fputs (_ ("“candlewick-cli --help” says what there is.\n"), stderr);
  return STATUS_USAGE;
}

static int
get_status (const CwCliContext *context, const CwCommand *command, const GError *error)
{
  if (error == NULL)
    return context->n_failed > 0 ? STATUS_FAILED : STATUS_DONE;
  if (g_error_matches (error, CW_CLI_ERROR, CW_CLI_ERROR_HELP_SHOWN))
    return STATUS_DONE;
  if (g_error_matches (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE) || error->domain == G_OPTION_ERROR)
    return fail_usage (command, error);
  if (context->signal_number != 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return STATUS_SIGNAL + context->signal_number;
  cw_cli_context_say ("%s", error->message);
  return STATUS_FAILED;
}

/**
 * cw_cli_run:
 * @arguments: (array zero-terminated=1): the program's arguments, its own name first
 *
 * Does what the command line says.
 *
 * Returns: the exit status: 0 all done, 1 something failed, 2 wrong usage, 128 and the signal's
 *   number after a signal
 */
int
cw_cli_run (char **arguments)
{
  g_autoptr (CwCliContext) context = cw_cli_context_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) end_error = NULL;
  const CwCommand *command = NULL;
  int status;

  run (context, arguments, &command, &error);
  status = get_status (context, command, error);
  if (!cw_cli_context_end (context, &end_error))
    {
      cw_cli_context_say ("%s", end_error->message);
      status = MAX (status, STATUS_FAILED);
    }
  return status;
}
