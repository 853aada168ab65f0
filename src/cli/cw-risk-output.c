/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-output.h"

#include <math.h>

#include "cw-batch-report.h"
#include "cw-machine-text.h"

#define DAY (24 * 60 * 60)

/* @joined are the same returns on the days on which the market has one too. */
static CwRiskFigures
measure_returns (const CwRiskReport *report, const double *returns, const double *joined)
{
  const CwPortfolioData *data = report->data;
  const CwRiskMeasure *measure = report->measure;
  gsize n = data->returns->n_days;
  CwRiskFigures figures = { .market = { (double) NAN, (double) NAN, (double) NAN } };

  figures.risk = cw_risk_measure (returns, n, CW_TRADING_DAYS, measure->risk_free);
  for (guint i = 0; i < CW_N_VAR_METHODS; i++)
    figures.var[i] =
        cw_var_measure ((CwVarMethod) i, returns, n, measure->confidence, (guint) measure->horizon);
  if (joined != NULL)
    figures.market = cw_risk_compare (joined, data->joined->columns[data->n_symbols],
                                      data->joined->n_days, CW_TRADING_DAYS, measure->risk_free);
  return figures;
}

static void
measure_all (CwRiskReport *report)
{
  const CwPortfolioData *data = report->data;

  report->symbols = g_new0 (CwRiskFigures, data->n_symbols + 1);
  report->correlation = g_new0 (double, data->n_symbols * data->n_symbols + 1);
  if (data->n_symbols == 0)
    return;
  for (gsize i = 0; i < data->n_symbols; i++)
    report->symbols[i] = measure_returns (report, data->returns->columns[i],
                                          data->joined != NULL ? data->joined->columns[i] : NULL);
  report->portfolio = measure_returns (report, data->portfolio, data->joined_portfolio);
  cw_risk_correlate (data->returns->columns, data->n_symbols, data->returns->n_days,
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
    cw_json_writer_add_number (json, data->names[i], data->weights[i]);
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
  write_json_head (json, data->returns);
  cw_json_writer_begin_object (json, "symbols");
  for (gsize i = 0; i < data->n_symbols; i++)
    {
      cw_json_writer_begin_object (json, data->names[i]);
      write_json_figures (json, &report->symbols[i]);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_object (json);
  if (data->n_symbols > 0)
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
  gsize n = data->returns != NULL ? data->returns->n_days : 0;
  char day[CW_TIME_SIZE];

  fputs ("Date", stdout);
  for (gsize i = 0; i < data->n_symbols; i++)
    {
      fputc (',', stdout);
      cw_csv_write_text (stdout, data->names[i]);
    }
  fputs (",portfolio\n", stdout);
  for (gsize t = 0; t < n; t++)
    {
      cw_print_day (data->returns->days[t] * DAY, day);
      fputs (day, stdout);
      for (gsize i = 0; i < data->n_symbols; i++)
        {
          fputc (',', stdout);
          cw_csv_write_number (stdout, data->returns->columns[i][t]);
        }
      fputc (',', stdout);
      cw_csv_write_number (stdout, data->portfolio[t]);
      fputc ('\n', stdout);
    }
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
