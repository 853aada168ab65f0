/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-cli-values.h"
#include "cw-cli-window.h"
#include "cw-portfolio-choice.h"
#include "cw-risk-output.h"
#include "cw-service-output.h"

#define LONGEST_HORIZON 250

/** Texts: the options as they were given. */
typedef struct
{
  char *weights, *rebalance, *price, *benchmark, *confidence, *horizon, *risk_free, *range;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->weights);
  g_free (texts->rebalance);
  g_free (texts->price);
  g_free (texts->benchmark);
  g_free (texts->confidence);
  g_free (texts->horizon);
  g_free (texts->risk_free);
  g_free (texts->range);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

/* Reads one of two words; without a word it is the first. */
static gboolean
read_word (const char *option,
           const char *text,
           const char *first,
           const char *second,
           gboolean *is_second,
           GError **error)
{
  *is_second = g_strcmp0 (text, second) == 0;
  if (text == NULL || *is_second || g_str_equal (text, first))
    return TRUE;
  /* Translators: an option, what was given as its value, and the two words that it takes */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s or %s"), option,
               text, first, second);
  return FALSE;
}

static gboolean
read_portfolio (CwPortfolioRequest *request, const Texts *texts, GError **error)
{
  gboolean is_close;

  if (!read_word ("--rebalance", texts->rebalance, "daily", "never", &request->hold, error)
      || !read_word ("--price", texts->price, "adjclose", "close", &is_close, error)
      || (texts->range != NULL
          && !cw_cli_parse_range ("--range", texts->range, &request->range, error)))
    return FALSE;
  request->price = is_close ? CW_RETURNS_CLOSE : CW_RETURNS_ADJ_CLOSE;
  return TRUE;
}

static gboolean
read_measure (CwRiskMeasure *measure, const Texts *texts, GError **error)
{
  return (texts->confidence == NULL
          || cw_cli_parse_double ("--confidence", texts->confidence, 0.5, 0.9999,
                                  &measure->confidence, error))
         && (texts->horizon == NULL
             || cw_cli_parse_int ("--horizon", texts->horizon, 1, LONGEST_HORIZON,
                                  &measure->horizon, error))
         && (texts->risk_free == NULL
             || cw_cli_parse_double ("--risk-free", texts->risk_free, -1, 1, &measure->risk_free,
                                     error));
}

static gboolean
check_choice (const CwCliContext *context,
              const CwPortfolioChoice *choice,
              const Texts *texts,
              GError **error)
{
  const char *stray = texts->weights != NULL     ? "--weights"
                      : texts->rebalance != NULL ? "--rebalance"
                                                 : NULL;

  if (choice->holds && g_str_equal (context->options.provider, "producer"))
    {
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                           _ ("The risk service knows weights alone, not what is held"));
      return FALSE;
    }
  return cw_portfolio_choice_check (choice, stray, error);
}

static gboolean
measure_and_print (CwCliContext *context,
                   const CwPortfolioRequest *request,
                   const CwRiskMeasure *measure,
                   const char *benchmark,
                   GError **error)
{
  g_auto (CwPortfolioData) data = { 0 };

  if (!cw_portfolio_data_load (&data, context, benchmark, request, error))
    return FALSE;
  cw_risk_print (context, &data, measure);
  cw_batch_report_failures (data.batch, context);
  return TRUE;
}

/* What the service settles by itself. */
static gboolean
check_service_options (const Texts *texts, gboolean holds, GError **error)
{
  const char *unknown = texts->rebalance != NULL   ? "--rebalance"
                        : texts->price != NULL     ? "--price"
                        : texts->benchmark != NULL ? "--benchmark"
                        : texts->horizon != NULL   ? "--horizon"
                        : texts->risk_free != NULL ? "--risk-free"
                        : holds                    ? "--holdings"
                                                   : NULL;

  if (unknown == NULL)
    return TRUE;
  g_set_error (
      error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
      /* Translators: %s is an option */
      _ ("The risk service takes no “%s”; it takes “--weights”, “--confidence”, “--range”, "
         "“--from” and “--to”"),
      unknown);
  return FALSE;
}

static gboolean
ask_and_print (CwCliContext *context, const CwServiceRequest *request, GError **error)
{
  g_auto (CwServiceData) data = { 0 };

  if (!cw_service_data_load (&data, context, request, error))
    return FALSE;
  cw_service_print (&data);
  cw_service_report_failures (&data);
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
    { "rebalance", 0, 0, G_OPTION_ARG_STRING, &texts.rebalance,
      N_ ("daily (the default), or never: bought once and left alone"), N_ ("WHEN") },
    { "price", 0, 0, G_OPTION_ARG_STRING, &texts.price,
      N_ ("adjclose (the default) for returns with dividends, or close"), N_ ("PRICE") },
    { "benchmark", 0, 0, G_OPTION_ARG_STRING, &texts.benchmark,
      N_ ("The symbol that stands for the market, by default SPY"), N_ ("SYMBOL") },
    { "confidence", 0, 0, G_OPTION_ARG_STRING, &texts.confidence,
      N_ ("Of value at risk and expected shortfall, by default 0.95"), N_ ("P") },
    { "horizon", 0, 0, G_OPTION_ARG_STRING, &texts.horizon,
      N_ ("How many days they look ahead, by default 1"), N_ ("DAYS") },
    { "risk-free", 0, 0, G_OPTION_ARG_STRING, &texts.risk_free,
      N_ ("What a year without risk brings, by default 0"), N_ ("RATE") },
    { "range", 0, 0, G_OPTION_ARG_STRING, &texts.range,
      N_ ("How far back from the last day, by default 5y"), N_ ("RANGE") },
    { "holdings", 0, 0, G_OPTION_ARG_NONE, &choice.holds,
      N_ ("The portfolio is what is held, bought and left alone; symbols choose among it"), NULL },
    { "list", 0, 0, G_OPTION_ARG_STRING, &choice.list,
      N_ ("The symbols, or with “--holdings” what is held, of a list"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) arguments =
      cw_command_parse (&cw_command_risk, context, words, entries, NULL, error);
  CwPortfolioRequest request = { .range = CW_RANGE_5Y };
  CwRiskMeasure measure = { .confidence = 0.95, .horizon = 1 };
  g_autofree char *benchmark = NULL;
  g_autoptr (GArray) weights = NULL;
  gboolean is_service = arguments != NULL && g_str_equal (context->options.provider, "producer");

  if (arguments == NULL || (is_service && !check_service_options (&texts, choice.holds, error))
      || !check_choice (context, &choice, &texts, error)
      || !cw_cli_check_window (context, texts.range, error)
      || !cw_cli_parse_symbol ("--benchmark", texts.benchmark, &benchmark, error)
      || !read_portfolio (&request, &texts, error) || !read_measure (&measure, &texts, error)
      || !cw_portfolio_choice_make (&choice, context, "risk", arguments, error)
      || !cw_cli_parse_weights (texts.weights, choice.symbols, &weights, error))
    return FALSE;
  request.symbols = choice.symbols;
  request.holdings = choice.holdings;
  request.weights = weights;
  if (is_service)
    return ask_and_print (context,
                          &(CwServiceRequest){
                              .symbols = choice.symbols,
                              .weights = weights,
                              .confidence = texts.confidence != NULL ? measure.confidence : 0,
                              .range = request.range },
                          error);
  return measure_and_print (context, &request, &measure, benchmark, error);
}

const CwCommand cw_command_risk = {
  .name = "risk",
  .arguments = N_ ("SYMBOL… | --list NAME | --holdings [SYMBOL…]"),
  .summary = N_ ("Measure the risk of each symbol and of a portfolio of them"),
  .details =
      N_ ("Rests on the daily returns of the days on which every symbol has a price. Losses are "
          "positive, and all\nnumbers but ratios are fractions; volatility and ratios are those of "
          "a year of 252 days. “--csv” prints\nthe returns themselves. With “--provider producer” "
          "it shows what a risk service says instead.\n\n"
          "Examples:\n"
          "  candlewick-cli risk AAPL MSFT IBM\n"
          "  candlewick-cli risk AAPL MSFT --weights 0.6,0.4 --rebalance never --confidence 0.99\n"
          "  candlewick-cli risk --holdings --horizon 10\n"
          "  candlewick-cli --demo risk AAPL MSFT --from 2018-01-02 --to 2020-12-31 --json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_READS_HISTORY
            | CW_COMMAND_ASKS_SERVICE,
  .run = run,
};
