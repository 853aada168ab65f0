/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-alerts-csv.h"
#include "cw-alerts-output.h"
#include "cw-list-files.h"

static gboolean
list (const CwListTask *task, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GPtrArray) alerts = NULL;

  if (!cw_cli_lists_open (&lists, task->context, error))
    return FALSE;
  alerts = cw_cli_lists_load_alerts (&lists, error);
  if (alerts == NULL)
    return FALSE;
  cw_alerts_print (task->context, alerts);
  if (alerts->len == 0)
    cw_cli_context_note (task->context, _ ("There are no alerts"));
  return TRUE;
}

static void
show_preview (const CwListTask *task, const CwImportPreview *preview)
{
  cw_alerts_print_text (task->context, preview->alerts);
}

static const CwListFileType file_type = { .read_csv = cw_alerts_csv_read, .show = show_preview };

static gboolean
import (const CwListTask *task, GError **error)
{
  return cw_list_file_import (&file_type, task, error);
}

static gboolean export(const CwListTask *task, GError **error)
{
  return cw_list_file_export (&file_type, task, error);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  static const CwListAction actions[] = {
    { "list", 0, 0, 0, CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV, list },
    { "import", 1, 1, CW_LIST_OPTION_IMPORT, CW_COMMAND_PRINTS_JSON, import },
    { "export", 1, 1, 0, CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV, export },
  };

  return cw_list_command_run (&cw_command_alerts, actions, G_N_ELEMENTS (actions), context, words,
                              error);
}

const CwCommand cw_command_alerts = {
  .name = "alerts",
  .arguments = N_ ("list | import FILE | export FILE"),
  .summary = N_ ("Show, read and write the alerts that the window looks after"),
  .details = N_ (
      "“import” reads CSV whose first line names the columns: symbol, kind, level or period, and "
      "perhaps\nrepeats, currency, note, provider and date. The kind is one of price-rises, "
      "price-falls, day-rises,\nday-falls, day-moves, rsi-rises, rsi-falls, average-rises, "
      "average-falls, macd-rises, macd-falls,\ndecision-buy, decision-sell and "
      "decision-changes. What is there already is not doubled. Splits after\nthe date, "
      "YYYY-MM-DD, change the level; without one, those from now on.\n\n"
      "“export” writes CSV, or JSON with all lists, holdings and alerts, by the file’s ending; "
      "the file “-” is\nstandard input or output. Alerts on the target prices of a list are the "
      "list’s, and go with it.\n\n"
      "Examples:\n"
      "  candlewick-cli alerts list --json\n"
      "  candlewick-cli alerts import alerts.csv --dry-run\n"
      "  candlewick-cli alerts export alerts.csv"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV,
  .run = run,
};
