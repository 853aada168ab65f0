/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-backtest-output.h"

#include "cw-batch-report.h"
#include "cw-machine-text.h"

static void
write_json_end (CwJsonWriter *json, const char *name, const CwBacktest *backtest, gsize bar)
{
  if (backtest->n_bars > 0)
    cw_json_writer_add_time (json, name, backtest->time[bar]);
  else
    cw_json_writer_add_null (json, name);
}

static void
write_json_record (CwJsonWriter *json, const CwTrackRecord *record)
{
  cw_json_writer_add_number (json, "return", record->total_return);
  cw_json_writer_add_number (json, "annual_return", record->annual_return);
  cw_json_writer_add_number (json, "volatility", record->volatility);
  cw_json_writer_add_number (json, "max_drawdown", record->max_drawdown);
}

/* The short-term rule's actions; it never says avoid. */
static void
write_json_decisions (CwJsonWriter *json, const CwBacktest *backtest)
{
  static const CwAction actions[] = { CW_ACTION_BUY, CW_ACTION_HOLD, CW_ACTION_SELL,
                                      CW_ACTION_NOT_ENOUGH_DATA };

  cw_json_writer_begin_object (json, "decisions");
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    cw_json_writer_add_int (json, cw_action_get_id (actions[i]),
                            (gint64) backtest->n_decisions[actions[i]]);
  cw_json_writer_end_object (json);
}

static void
write_json_trades (CwJsonWriter *json, const CwBacktest *backtest)
{
  cw_json_writer_begin_array (json, "trade_list");
  for (gsize i = 0; i < backtest->n_trades; i++)
    {
      const CwTrade *trade = &backtest->trades[i];

      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_time (json, "bought_at", trade->bought_at);
      cw_json_writer_add_number (json, "bought_for", trade->bought_for);
      cw_json_writer_add_time (json, "sold_at", trade->sold_at);
      cw_json_writer_add_number (json, "sold_for", trade->sold_for);
      cw_json_writer_add_number (json, "gain", trade->gain);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
write_json_equity (CwJsonWriter *json, const CwBacktest *backtest)
{
  cw_json_writer_begin_array (json, "equity");
  for (gsize i = 0; i < backtest->n_bars; i++)
    {
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_time (json, "time", backtest->time[i]);
      cw_json_writer_add_number (json, "equity", backtest->equity[i]);
      cw_json_writer_add_number (json, "buy_and_hold", backtest->holding[i]);
      cw_json_writer_add_text (json, "action", cw_action_get_id (backtest->actions[i]));
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
write_json_backtest (CwJsonWriter *json,
                     const char *symbol,
                     const CwBacktest *backtest,
                     gboolean with_equity)
{
  g_autofree char *text = cw_backtest_describe (backtest);

  cw_json_writer_begin_object (json, symbol);
  write_json_end (json, "from", backtest, 0);
  write_json_end (json, "to", backtest, backtest->n_bars - 1);
  cw_json_writer_add_int (json, "bars", (gint64) backtest->n_bars);
  cw_json_writer_add_number (json, "cost_bps", backtest->cost_bps);
  cw_json_writer_add_int (json, "trades", (gint64) backtest->n_trades);
  cw_json_writer_add_number (json, "hit_rate", backtest->hit_rate);
  write_json_record (json, &backtest->rule);
  cw_json_writer_add_number (json, "exposure", backtest->exposure);
  cw_json_writer_begin_object (json, "buy_and_hold");
  write_json_record (json, &backtest->hold);
  cw_json_writer_end_object (json);
  write_json_decisions (json, backtest);
  cw_json_writer_add_text (json, "text", text);
  write_json_trades (json, backtest);
  if (with_equity)
    write_json_equity (json, backtest);
  cw_json_writer_end_object (json);
}

static void
print_json (const CwBacktestReport *report)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_begin_object (json, "results");
  for (guint i = 0; i < cw_batch_get_size (report->batch); i++)
    {
      const CwBatchItem *item = cw_batch_get (report->batch, i);
      const CwBacktest *backtest = cw_trials_get (report->trials, item);

      if (backtest != NULL)
        write_json_backtest (json, item->symbol, backtest, report->with_equity);
    }
  cw_json_writer_end_object (json);
  cw_batch_write_errors (report->batch, json);
  cw_json_writer_end_object (json);
}

/* What became of the money of the one symbol, bar by bar. */
static void
print_csv (const CwBacktestReport *report)
{
  const CwBacktest *backtest = cw_trials_get (report->trials, cw_batch_get (report->batch, 0));

  fputs ("time,equity,buy_and_hold,action\n", stdout);
  for (gsize i = 0; backtest != NULL && i < backtest->n_bars; i++)
    {
      char time[CW_TIME_SIZE];

      cw_csv_write_text (stdout, cw_print_time (backtest->time[i], time) ? time : NULL);
      fputc (',', stdout);
      cw_csv_write_number (stdout, backtest->equity[i]);
      fputc (',', stdout);
      cw_csv_write_number (stdout, backtest->holding[i]);
      fprintf (stdout, ",%s\n", cw_action_get_id (backtest->actions[i]));
    }
}

/** cw_backtest_report_print: prints how the rule did, in the form that was asked for */
void
cw_backtest_report_print (const CwBacktestReport *report)
{
  if (report->context->mode == CW_OUTPUT_JSON)
    print_json (report);
  else if (report->context->mode == CW_OUTPUT_CSV)
    print_csv (report);
  else
    cw_backtest_report_print_text (report);
}
