/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-output.h"

#include <math.h>

#include "cw-batch-report.h"
#include "cw-machine-text.h"

#define DAY (24 * 60 * 60)

static void
measure_all (CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;

  report->symbols = g_new0 (CwRiskFigures, data->n_symbols + 1);
  report->correlation = g_new0 (double, data->n_symbols * data->n_symbols + 1);
  if (data->n_symbols == 0)
    return;
  for (gsize i = 0; i < data->n_symbols; i++)
    report->symbols[i] = cw_basket_measure_symbol (data->basket, i, report->measure);
  report->portfolio = cw_basket_measure (data->basket, report->measure);
  cw_risk_correlate (data->basket->returns->columns, data->n_symbols, data->basket->returns->n_days,
                     report->correlation);
}

static void
write_json_figures (CwJsonWriter *json, const CwRiskFigures *figures)
{
  const CwRisk *risk = &figures->risk;

  cw_json_writer_add_number (json, "mean_daily_return", risk->mean);
  cw_json_writer_add_number (json, "daily_deviation", risk->deviation);
  cw_json_writer_add_number (json, "skewness", risk->skewness);
  cw_json_writer_add_number (json, "excess_kurtosis", risk->excess_kurtosis);
  cw_json_writer_add_number (json, "volatility", risk->volatility);
  cw_json_writer_add_number (json, "sharpe", risk->sharpe);
  cw_json_writer_add_number (json, "sortino", risk->sortino);
  cw_json_writer_add_number (json, "max_drawdown", risk->drawdown.depth);
  cw_json_writer_add_number (json, "beta", figures->market.beta);
  cw_json_writer_add_number (json, "alpha", figures->market.alpha);
  cw_json_writer_add_number (json, "correlation_with_benchmark", figures->market.correlation);
  cw_json_writer_begin_row (json, "var");
  cw_json_writer_add_number (json, "historical", figures->var[CW_VAR_HISTORICAL].value);
  cw_json_writer_add_number (json, "parametric", figures->var[CW_VAR_NORMAL].value);
  cw_json_writer_add_number (json, "cornish_fisher", figures->var[CW_VAR_CORNISH_FISHER].value);
  cw_json_writer_end_object (json);
  cw_json_writer_begin_row (json, "es");
  cw_json_writer_add_number (json, "historical", figures->var[CW_VAR_HISTORICAL].shortfall);
  cw_json_writer_add_number (json, "parametric", figures->var[CW_VAR_NORMAL].shortfall);
  cw_json_writer_end_object (json);
}

static void
write_json_portfolio (CwJsonWriter *json, const CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;

  cw_json_writer_begin_object (json, "portfolio");
  cw_json_writer_begin_row (json, "weights");
  for (gsize i = 0; i < data->n_symbols; i++)
    cw_json_writer_add_number (json, data->names[i], data->basket->weights[i]);
  cw_json_writer_end_object (json);
  write_json_figures (json, &report->portfolio);
  cw_json_writer_end_object (json);
}

static void
write_json_correlation (CwJsonWriter *json, const CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;

  cw_json_writer_begin_object (json, "correlation");
  cw_json_writer_begin_array_row (json, "symbols");
  for (gsize i = 0; i < data->n_symbols; i++)
    cw_json_writer_add_text (json, NULL, data->names[i]);
  cw_json_writer_end_array (json);
  cw_json_writer_begin_array (json, "matrix");
  for (gsize i = 0; i < data->n_symbols; i++)
    {
      cw_json_writer_begin_array_row (json, NULL);
      for (gsize j = 0; j < data->n_symbols; j++)
        cw_json_writer_add_number (json, NULL, report->correlation[i * data->n_symbols + j]);
      cw_json_writer_end_array (json);
    }
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
write_json_head (CwJsonWriter *json, const CwReturns *returns)
{
  gsize n = returns != NULL ? returns->n_days : 0;
  char day[CW_TIME_SIZE];

  if (n > 0 && cw_print_day (cw_returns_get_day (returns, n) * DAY, day))
    cw_json_writer_add_text (json, "as_of", day);
  else
    cw_json_writer_add_null (json, "as_of");
  cw_json_writer_add_int (json, "observations", (gint64) n);
}

static void
print_json (const CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  write_json_head (json, data->basket != NULL ? data->basket->returns : NULL);
  cw_json_writer_begin_object (json, "symbols");
  for (gsize i = 0; i < data->n_symbols; i++)
    {
      cw_json_writer_begin_object (json, data->names[i]);
      write_json_figures (json, &report->symbols[i]);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_object (json);
  if (data->basket != NULL)
    write_json_portfolio (json, report);
  else
    cw_json_writer_add_null (json, "portfolio");
  write_json_correlation (json, report);
  cw_batch_write_errors (data->batch, json);
  cw_json_writer_end_object (json);
}

static void
print_csv (const CwPortfolioData *data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (data->basket != NULL)
    cw_basket_print_returns (data->basket, text);
  else
    g_string_append (text, "Date,portfolio\n");
  fwrite (text->str, 1, text->len, stdout);
}

/**
 * cw_risk_print:
 * @context: the context
 * @data: the returns
 * @measure: how to measure their risk
 *
 * Measures the risk and prints it; the CSV form prints the returns themselves.
 */
void
cw_risk_print (CwCliContext *context, const CwPortfolioData *data, const CwRiskMeasure *measure)
{
  CwRiskReport report = { .data = data, .measure = measure };

  if (context->mode == CW_OUTPUT_CSV)
    {
      print_csv (data);
      return;
    }
  measure_all (&report);
  if (context->mode == CW_OUTPUT_JSON)
    print_json (&report);
  else
    cw_risk_print_text (context, &report);
  g_free (report.symbols);
  g_free (report.correlation);
}
