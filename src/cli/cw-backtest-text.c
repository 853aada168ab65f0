/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-backtest-output.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"
#include "cw-people-text.h"

#define DAY (24 * 60 * 60)
#define PERCENT_DECIMALS 1
#define BPS_PER_PERCENT 100.0

static void
add_heads (CwTable *table)
{
  const char *const heads[] = {
    "",
    /* Translators: a column's heading: the first day that the rule was tried on */
    N_ ("From"),
    N_ ("Trades"),
    /* Translators: a column's heading: the share of the trades that gained */
    N_ ("Right"),
    /* Translators: a column's heading: the share of the time that the money was in the market */
    N_ ("Invested"),
    N_ ("Return"),
    /* Translators: a column's heading: the return a year */
    N_ ("A year"),
    N_ ("Volatility"),
    N_ ("Drawdown"),
    /* Translators: headings of what buying once and never selling would have brought */
    N_ ("If held"),
    N_ ("A year"),
    N_ ("Volatility"),
    N_ ("Drawdown"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cw_table_add_toned (table, heads[i][0] != '\0' ? _ (heads[i]) : "", CW_TONE_STRONG);
}

static void
add_change (CwTable *table, double fraction)
{
  CwTone tone = fraction > 0 ? CW_TONE_UP : fraction < 0 ? CW_TONE_DOWN : CW_TONE_PLAIN;

  cw_table_take (table, cw_format_signed_share (fraction, PERCENT_DECIMALS), tone);
}

static void
add_share (CwTable *table, double fraction)
{
  cw_table_take (table, cw_format_share (fraction, PERCENT_DECIMALS), CW_TONE_PLAIN);
}

static void
add_record (CwTable *table, const CwTrackRecord *record)
{
  add_change (table, record->total_return);
  add_change (table, record->annual_return);
  add_share (table, record->volatility);
  add_share (table, record->max_drawdown);
}

static void
add_backtest (CwTable *table, const CwBacktest *backtest)
{
  cw_table_add_toned (table, backtest->symbol, CW_TONE_STRONG);
  if (backtest->n_bars > 0)
    cw_table_take (table, cw_describe_day (backtest->time[0] / DAY), CW_TONE_PLAIN);
  else
    cw_table_add (table, CW_FORMAT_NO_VALUE);
  cw_table_take (table, cw_format_number ((double) backtest->n_trades, 0), CW_TONE_PLAIN);
  add_share (table, backtest->hit_rate);
  add_share (table, backtest->exposure);
  add_record (table, &backtest->rule);
  add_record (table, &backtest->hold);
}

static guint
print_table (const CwBacktestReport *report)
{
  g_autoptr (CwTable) table = cw_table_new ("lrrrrrrrrrrrr");
  guint n = 0;

  add_heads (table);
  for (guint i = 0; i < cw_batch_get_size (report->batch); i++)
    {
      const CwBacktest *backtest = cw_trials_get (report->trials, cw_batch_get (report->batch, i));

      if (backtest == NULL)
        continue;
      add_backtest (table, backtest);
      n++;
    }
  if (n > 0)
    cw_table_print (table, stdout, report->context->colour);
  return n;
}

static void
print_sentences (const CwBacktestReport *report)
{
  fputc ('\n', stdout);
  for (guint i = 0; i < cw_batch_get_size (report->batch); i++)
    {
      const CwBacktest *backtest = cw_trials_get (report->trials, cw_batch_get (report->batch, i));
      g_autofree char *sentence = backtest != NULL ? cw_backtest_describe (backtest) : NULL;

      if (sentence != NULL)
        fprintf (stdout, "%s.\n", sentence);
    }
}

static void
print_terms (const CwBacktestReport *report)
{
  g_autofree char *cost = cw_format_share (report->cost_bps / (BPS_PER_PERCENT * 100), 2);
  g_autofree char *terms =
      /* Translators: %s is a share such as 0.10 % */
      g_strdup_printf (_ ("Decided at each close from what was known then and carried out at the "
                          "next open; each purchase and sale costs %s. What was is no promise of "
                          "what will be."),
                       cost);

  fputc ('\n', stdout);
  cw_print_toned (stdout, terms, CW_TONE_DIM, report->context->colour);
  fputc ('\n', stdout);
}

/** cw_backtest_report_print_text: prints how the rule did for people */
void
cw_backtest_report_print_text (const CwBacktestReport *report)
{
  if (print_table (report) == 0)
    return;
  print_sentences (report);
  print_terms (report);
}
