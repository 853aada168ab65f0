/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-window.h"
#include "cw-export-run.h"

static guint
count_symbols (CwCliContext *context, char **symbols)
{
  g_autoptr (CwBatch) batch = cw_batch_new (context, symbols);

  return cw_batch_get_size (batch);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (CwExportTexts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &texts.output,
      N_ ("The picture, or a directory for one picture a symbol"), N_ ("FILE|DIR") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &texts.format,
      N_ ("png, svg, pdf, or csv for the numbers behind the picture; by default what the file’s "
          "ending says, in a directory png"),
      N_ ("FORMAT") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &texts.title,
      N_ ("What stands above the picture, by default the company’s name"), N_ ("TEXT") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &texts.size, N_ ("Width and height, by default 1200x800"),
      N_ ("WxH") },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &texts.scale,
      N_ ("How many pixels of a PNG each of these gets, by default 1"), N_ ("FACTOR") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &texts.range,
      N_ ("How far back from the last day, by default 1y"), N_ ("RANGE") },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &texts.interval,
      N_ ("The time that a bar covers, by default 1d"), N_ ("INTERVAL") },
    { "type", 0, 0, G_OPTION_ARG_STRING, &texts.type,
      N_ ("candles (the default), bars, line, area or heikin-ashi"), N_ ("TYPE") },
    { "overlay", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts.overlays,
      N_ ("An indicator over the prices, such as sma:20; may be repeated"), N_ ("INDICATOR") },
    { "pane", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts.panes,
      N_ ("An indicator in a pane of its own, such as rsi:14; may be repeated"), N_ ("INDICATOR") },
    { "no-volume", 0, 0, G_OPTION_ARG_NONE, &texts.no_volume, N_ ("Without the volume"), NULL },
    { "log", 0, 0, G_OPTION_ARG_NONE, &texts.log_scale, N_ ("A logarithmic price axis"), NULL },
    { "percent", 0, 0, G_OPTION_ARG_NONE, &texts.percent,
      N_ ("A price axis that counts in percent from the first day"), NULL },
    { "compare", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts.compared,
      N_ ("Another symbol beside it, in percent; may be repeated"), N_ ("SYMBOL") },
    { "markers", 0, 0, G_OPTION_ARG_NONE, &texts.markers,
      N_ ("Mark dividends, splits, and where the short-term decision changed"), NULL },
    { "target", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts.targets,
      N_ ("A line at a price to aim at; may be repeated"), N_ ("PRICE") },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &texts.cost, N_ ("A line at the average cost of a share"),
      N_ ("PRICE") },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &texts.theme, N_ ("light (the default) or dark"),
      N_ ("THEME") },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &texts.palette,
      N_ ("The colours of rising and falling prices: green-red (the default), red-green or "
          "blue-orange"),
      N_ ("PALETTE") },
    { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &texts.contrast, N_ ("Stronger lines and colours"),
      NULL },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &texts.transparent, N_ ("Leave out the background"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_export, context, words, entries, NULL, error);
  CwExportRequest request;

  return symbols != NULL && cw_cli_require_symbols ("export", symbols, error)
         && cw_cli_check_window (context, texts.range, error)
         && cw_export_request_read (&request, &texts, count_symbols (context, symbols), error)
         && cw_export_run (context, &request, symbols, error);
}

const CwCommand cw_command_export = {
  .name = "export",
  .arguments = N_ ("SYMBOL… --output FILE|DIR"),
  .summary = N_ ("Draw charts into PNG, SVG or PDF files"),
  .details = N_ (
      "Prints the path of each picture. A directory is made if it is not there; a file that is "
      "there is\nreplaced, whole or not at all. “candlewick-cli indicators --help” lists the "
      "indicators.\n\n"
      "Examples:\n"
      "  candlewick-cli export AAPL --output aapl.svg --overlay sma:50 --overlay sma:200\n"
      "  candlewick-cli export AAPL MSFT --output charts/ --size 1600x900 --scale 2\n"
      "  candlewick-cli export AAPL -o aapl.png --compare MSFT --compare SPY --range 5y\n"
      "  candlewick-cli --demo export TSLA -o tsla.pdf --range 5y --log --pane macd --pane rsi"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_READS_HISTORY,
  .run = run,
};
