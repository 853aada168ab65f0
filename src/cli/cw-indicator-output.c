/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-indicator-output.h"

#include "cw-json-writer.h"
#include "cw-machine-text.h"

#define COLUMN_NAME_SIZE 128

/** Column: one line that an indicator gave. */
typedef struct
{
  char name[COLUMN_NAME_SIZE];
  double *values; /* owned */
} Column;

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->values);
}

/* Prices are adjusted for splits already; what is left are the dividends, which adj_close / close
 * says for the whole bar. */
static double *
adjusted (const CwSeries *series, const double *prices)
{
  double *result = g_new (double, series->n_bars);

  for (gsize i = 0; i < series->n_bars; i++)
    result[i] = prices[i] * (series->adj_close[i] / series->close[i]);
  return result;
}

static void
add_columns (GArray *columns, const CwIndicatorSpec *spec, const CwBars *bars)
{
  double *out[CW_INDICATOR_MAX_OUTPUTS];

  for (gsize i = 0; i < spec->indicator->n_outputs; i++)
    {
      Column column = { .values = out[i] = g_new (double, bars->n + 1) };

      cw_indicator_spec_print_column (spec, i, column.name, sizeof column.name);
      g_array_append_val (columns, column);
    }
  if (spec->indicator->run (bars, spec->params, out) != CW_CALC_OK)
    g_critical ("The indicator “%s” refused its own parameters", spec->indicator->id);
}

static GArray *
compute (const CwIndicatorReport *report, const CwBars *bars)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Column));

  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < report->specs->len; i++)
    add_columns (columns, &g_array_index (report->specs, CwIndicatorSpec, i), bars);
  return columns;
}

static void
print_bar_time (const CwIndicatorReport *report, gsize bar, char text[CW_TIME_SIZE])
{
  gint64 time = report->series->time[bar];

  if (report->plain_days)
    cw_print_day (time, text);
  else
    cw_print_time (time, text);
}

static void
print_csv (const CwIndicatorReport *report, const CwBars *bars, const GArray *columns)
{
  char time[CW_TIME_SIZE];

  fputs ("time,close", stdout);
  for (guint i = 0; i < columns->len; i++)
    fprintf (stdout, ",%s", g_array_index (columns, Column, i).name);
  fputc ('\n', stdout);
  for (gsize bar = 0; bar < bars->n; bar++)
    {
      print_bar_time (report, bar, time);
      fprintf (stdout, "%s,", time);
      cw_csv_write_full_number (stdout, bars->close[bar]);
      for (guint i = 0; i < columns->len; i++)
        {
          fputc (',', stdout);
          cw_csv_write_full_number (stdout, g_array_index (columns, Column, i).values[bar]);
        }
      fputc ('\n', stdout);
    }
}

static void
print_json (const CwIndicatorReport *report, const CwBars *bars, const GArray *columns)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);
  char time[CW_TIME_SIZE];

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "symbol", report->series->info.symbol);
  cw_json_writer_add_text (json, "interval", cw_interval_to_string (report->series->interval));
  cw_json_writer_begin_array (json, "bars");
  for (gsize bar = 0; bar < bars->n; bar++)
    {
      print_bar_time (report, bar, time);
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_text (json, "time", time);
      cw_json_writer_add_number (json, "close", bars->close[bar]);
      for (guint i = 0; i < columns->len; i++)
        {
          const Column *column = &g_array_index (columns, Column, i);

          cw_json_writer_add_number (json, column->name, column->values[bar]);
        }
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
  cw_json_writer_end_object (json);
}

static void
print (const CwIndicatorReport *report, const CwBars *bars, CwOutputMode mode)
{
  g_autoptr (GArray) columns = compute (report, bars);

  if (mode == CW_OUTPUT_JSON)
    print_json (report, bars, columns);
  else
    print_csv (report, bars, columns);
}

/**
 * cw_indicator_report_print:
 * @report: what to compute from which bars
 * @mode: JSON, or CSV for everybody else
 *
 * Computes the indicators and prints a row for every bar.
 */
void
cw_indicator_report_print (const CwIndicatorReport *report, CwOutputMode mode)
{
  const CwSeries *series = report->series;
  g_autofree gint64 *sessions = cw_series_dup_sessions (series);
  CwBars bars = { series->n_bars, series->open,   series->high, series->low,
                  series->close,  series->volume, sessions };
  g_autofree double *open = NULL, *high = NULL, *low = NULL;

  if (report->adjusted)
    {
      bars.open = open = adjusted (series, series->open);
      bars.high = high = adjusted (series, series->high);
      bars.low = low = adjusted (series, series->low);
      bars.close = series->adj_close;
    }
  print (report, &bars, mode);
}
