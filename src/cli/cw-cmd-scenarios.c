/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-portfolio-choice.h"
#include "cw-scenarios-output.h"

/* No market falls by more than all of it, nor has one ever risen tenfold in a shock. */
#define LOWEST_PERCENT (-100)
#define HIGHEST_PERCENT 1000

/** Texts: the options as they were given. */
typedef struct
{
  char *weights, *shock, *benchmark, *range;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->weights);
  g_free (texts->shock);
  g_free (texts->benchmark);
  g_free (texts->range);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

/* A percentage such as -20%, or a fraction such as -0.2. */
static gboolean
read_shock (const char *text, double *shock, GError **error)
{
  gboolean is_percent = text != NULL && g_str_has_suffix (text, "%");
  double scale = is_percent ? 100 : 1;
  g_autofree char *number = g_strdup (text);

  if (text == NULL)
    return TRUE;
  if (is_percent)
    number[strlen (number) - 1] = '\0';
  if (!cw_cli_parse_double ("--shock", number, LOWEST_PERCENT * scale / 100,
                            HIGHEST_PERCENT * scale / 100, shock, error))
    return FALSE;
  *shock /= scale;
  return TRUE;
}

static gboolean
load_and_print (CwCliContext *context,
                const CwPortfolioRequest *request,
                const double *shock,
                const char *benchmark,
                GError **error)
{
  g_auto (CwPortfolioData) data = { 0 };

  if (!cw_portfolio_data_load (&data, context, benchmark, request, error))
    return FALSE;
  cw_scenarios_print (context, &data, shock);
  cw_batch_report_failures (data.batch, context);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (Texts) texts = { 0 };
  g_auto (CwPortfolioChoice) choice = { 0 };
  const GOptionEntry entries[] = {
    { "weights", 0, 0, G_OPTION_ARG_STRING, &texts.weights,
      N_ ("What part of the portfolio each symbol is, by default the same"), N_ ("W,…") },
    { "shock", 0, 0, G_OPTION_ARG_STRING, &texts.shock,
      N_ ("A change of the market of your own, such as -20%"), N_ ("CHANGE") },
    { "benchmark", 0, 0, G_OPTION_ARG_STRING, &texts.benchmark,
      N_ ("The symbol that stands for the market, by default SPY"), N_ ("SYMBOL") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &texts.range,
      N_ ("How far back from the last day betas rest on, by default 5y"), N_ ("RANGE") },
    { "holdings", 0, 0, G_OPTION_ARG_NONE, &choice.holds,
      N_ ("The portfolio is what is held, bought and left alone; symbols choose among it"), NULL },
    { "list", 0, 0, G_OPTION_ARG_STRING, &choice.list,
      N_ ("The symbols, or with “--holdings” what is held, of a list"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) arguments =
      cw_command_parse (&cw_command_scenarios, context, words, entries, NULL, error);
  CwPortfolioRequest request = { .range = CW_RANGE_5Y };
  g_autofree char *benchmark = NULL;
  g_autoptr (GArray) weights = NULL;
  double shock = 0;

  if (arguments == NULL
      || !cw_portfolio_choice_check (&choice, texts.weights != NULL ? "--weights" : NULL, error)
      || !cw_cli_check_window (context, texts.range, error)
      || !cw_cli_parse_symbol ("--benchmark", texts.benchmark, &benchmark, error)
      || (texts.range != NULL
          && !cw_cli_parse_range ("--range", texts.range, &request.range, error))
      || !read_shock (texts.shock, &shock, error)
      || !cw_portfolio_choice_make (&choice, context, "scenarios", arguments, error)
      || !cw_cli_parse_weights (texts.weights, choice.symbols, &weights, error))
    return FALSE;
  request.symbols = choice.symbols;
  request.holdings = choice.holdings;
  request.weights = weights;
  return load_and_print (context, &request, texts.shock != NULL ? &shock : NULL, benchmark, error);
}

const CwCommand cw_command_scenarios = {
  .name = "scenarios",
  .arguments = N_ ("SYMBOL… | --list NAME | --holdings [SYMBOL…]"),
  .summary = N_ ("Say what falls of the market would do to each symbol"),
  .details =
      N_ ("Every change is hypothetical: the market’s, times the symbol’s beta. Where the history "
          "reaches over a\nfall that happened, what the symbol really did stands beside it.\n\n"
          "Examples:\n"
          "  candlewick-cli scenarios AAPL MSFT\n"
          "  candlewick-cli scenarios AAPL MSFT --weights 0.6,0.4 --shock -20%\n"
          "  candlewick-cli scenarios --holdings --list Retirement\n"
          "  candlewick-cli --demo scenarios TSLA --json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY,
  .run = run,
};
