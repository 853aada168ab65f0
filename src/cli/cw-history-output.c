/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-history-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-bars-csv.h"
#include "cw-cli-window.h"
#include "cw-format.h"
#include "cw-machine-text.h"

#define DAY (24 * 60 * 60)

static guint
count_symbols (const CwHistory *history)
{
  return cw_batch_get_size (g_ptr_array_index (history->batches, 0));
}

static CwBatchItem *
get_item (const CwHistory *history, guint symbol, guint interval)
{
  return cw_batch_get (g_ptr_array_index (history->batches, interval), symbol);
}

/* Returns the bars that are to be printed, or NULL if they did not come. */
static CwSeries *
get_series (const CwHistory *history, guint symbol, guint interval)
{
  CwAnalysis *analysis = cw_batch_item_get_analysis (get_item (history, symbol, interval));

  return analysis != NULL ? cw_cli_cut_to_window (history->context, analysis->series) : NULL;
}

static const char *
get_interval_name (const CwHistory *history, guint interval)
{
  return cw_interval_to_string (g_array_index (history->intervals, CwInterval, interval));
}

/* Why a symbol is not whole: what went wrong with the first of its intervals that failed. */
static const GError *
get_error (const CwHistory *history, guint symbol)
{
  for (guint i = 0; i < history->intervals->len; i++)
    {
      const GError *error = cw_batch_item_get_error (get_item (history, symbol, i));

      if (error != NULL)
        return error;
    }
  return NULL;
}

static gboolean
has_series (const CwHistory *history, guint symbol)
{
  for (guint i = 0; i < history->intervals->len; i++)
    if (cw_batch_item_get_analysis (get_item (history, symbol, i)) != NULL)
      return TRUE;
  return FALSE;
}

static void
write_json_bars (CwJsonWriter *json, const CwSeries *series)
{
  cw_json_writer_begin_array (json, "bars");
  for (gsize i = 0; i < series->n_bars; i++)
    {
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_time (json, "time", series->time[i]);
      cw_json_writer_add_number (json, "open", series->open[i]);
      cw_json_writer_add_number (json, "high", series->high[i]);
      cw_json_writer_add_number (json, "low", series->low[i]);
      cw_json_writer_add_number (json, "close", series->close[i]);
      cw_json_writer_add_number (json, "adj_close",
                                 series->has_adj_close ? series->adj_close[i] : NAN);
      cw_json_writer_add_number (json, "volume", series->volume[i]);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
write_json_events (CwJsonWriter *json, const CwSeries *series)
{
  cw_json_writer_begin_array (json, "dividends");
  for (gsize i = 0; i < series->n_dividends; i++)
    {
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_time (json, "time", series->dividends[i].time);
      cw_json_writer_add_number (json, "amount", series->dividends[i].amount);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
  cw_json_writer_begin_array (json, "splits");
  for (gsize i = 0; i < series->n_splits; i++)
    {
      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_time (json, "time", series->splits[i].time);
      cw_json_writer_add_number (json, "numerator", series->splits[i].numerator);
      cw_json_writer_add_number (json, "denominator", series->splits[i].denominator);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
write_json_series (CwJsonWriter *json, const char *interval, const CwSeries *series)
{
  cw_json_writer_begin_object (json, interval);
  cw_json_writer_add_text (json, "currency", series->info.currency);
  cw_json_writer_add_text (json, "timezone", series->info.timezone);
  cw_json_writer_add_text (json, "source", series->info.source);
  write_json_bars (json, series);
  write_json_events (json, series);
  cw_json_writer_add_int (json, "rejected_bars", series->n_rejected);
  cw_json_writer_end_object (json);
}

static void
write_json_symbol (CwJsonWriter *json, const CwHistory *history, guint symbol)
{
  cw_json_writer_begin_object (json, get_item (history, symbol, 0)->symbol);
  for (guint i = 0; i < history->intervals->len; i++)
    {
      g_autoptr (CwSeries) series = get_series (history, symbol, i);

      if (series != NULL)
        write_json_series (json, get_interval_name (history, i), series);
    }
  cw_json_writer_end_object (json);
}

static void
print_json (const CwHistory *history)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_begin_object (json, "results");
  for (guint i = 0; i < count_symbols (history); i++)
    if (has_series (history, i))
      write_json_symbol (json, history, i);
  cw_json_writer_end_object (json);
  cw_json_writer_begin_object (json, "errors");
  for (guint i = 0; i < count_symbols (history); i++)
    if (get_error (history, i) != NULL)
      cw_json_writer_add_error (json, get_item (history, i, 0)->symbol, get_error (history, i));
  cw_json_writer_end_object (json);
  cw_json_writer_end_object (json);
}

/* The same rows as of one symbol alone, each behind the symbol and the interval. */
static void
print_prefixed_rows (const char *rows, const char *symbol, const char *interval)
{
  for (const char *row = rows; *row != '\0';)
    {
      gsize length = strcspn (row, "\n") + 1;

      cw_csv_write_text (stdout, symbol);
      fprintf (stdout, ",%s,%.*s", interval, (int) length, row);
      row += length;
    }
}

static void
print_csv_series (const CwHistory *history, guint symbol, guint interval, gboolean *has_header)
{
  g_autoptr (CwSeries) series = get_series (history, symbol, interval);
  gboolean alone = count_symbols (history) == 1 && history->intervals->len == 1;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize header;

  if (series == NULL)
    return;
  cw_bars_csv_write (series, text);
  header = strcspn (text->str, "\n") + 1;
  if (!*has_header)
    fprintf (stdout, "%s%.*s", alone ? "" : "Symbol,Interval,", (int) header, text->str);
  *has_header = TRUE;
  if (alone)
    fputs (text->str + header, stdout);
  else
    print_prefixed_rows (text->str + header, get_item (history, symbol, interval)->symbol,
                         get_interval_name (history, interval));
}

static void
print_csv (const CwHistory *history)
{
  gboolean has_header = FALSE;

  for (guint i = 0; i < count_symbols (history); i++)
    for (guint j = 0; j < history->intervals->len; j++)
      print_csv_series (history, i, j, &has_header);
}

static char *
format_moment (const CwSeries *series, gint64 time)
{
  g_autoptr (GDateTime) local = NULL;

  if (cw_interval_is_intraday (series->interval))
    {
      local = cw_series_get_local_time (series, time);
      return g_date_time_format (local, "%Y-%m-%d %H:%M");
    }
  local = g_date_time_new_from_unix_utc (cw_series_get_day (series, time) * DAY);
  return g_date_time_format (local, "%Y-%m-%d");
}

static void
add_heads (CwTable *table)
{
  const char *const heads[] = {
    N_ ("Date"),  N_ ("Open"),       N_ ("High"),   N_ ("Low"),
    N_ ("Close"), N_ ("Adj. close"), N_ ("Volume"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cw_table_add_toned (table, _ (heads[i]), CW_TONE_STRONG);
}

static void
add_bar (CwTable *table, const CwSeries *series, gsize i, int decimals)
{
  cw_table_take (table, format_moment (series, series->time[i]), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (series->open[i], decimals), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (series->high[i], decimals), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (series->low[i], decimals), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (series->close[i], decimals), CW_TONE_PLAIN);
  cw_table_take (table,
                 cw_format_number (series->has_adj_close ? series->adj_close[i] : NAN, decimals),
                 CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (series->volume[i], 0), CW_TONE_PLAIN);
}

static void
print_title (const CwHistory *history, const CwSeries *series, const char *interval)
{
  const CwSeriesInfo *info = &series->info;
  const char *parts[] = { info->symbol, info->name, interval, info->currency, info->source };
  g_autoptr (GString) title = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", parts[i]);
  if (series->n_rejected > 0)
    /* Translators: bars that the provider sent and that cannot be true */
    g_string_append_printf (title,
                            g_dngettext (GETTEXT_PACKAGE, " · %u bar rejected",
                                         " · %u bars rejected", series->n_rejected),
                            series->n_rejected);
  cw_print_toned (stdout, title->str, CW_TONE_STRONG, history->context->colour);
  fputc ('\n', stdout);
}

static void
print_text_series (const CwHistory *history, guint symbol, guint interval, gboolean *is_first)
{
  g_autoptr (CwSeries) series = get_series (history, symbol, interval);
  g_autoptr (CwTable) table = cw_table_new ("lrrrrrr");
  int decimals;

  if (series == NULL)
    return;
  if (!*is_first)
    fputc ('\n', stdout);
  *is_first = FALSE;
  decimals = cw_format_find_decimals (series);
  print_title (history, series, get_interval_name (history, interval));
  add_heads (table);
  for (gsize i = 0; i < series->n_bars; i++)
    add_bar (table, series, i, decimals);
  cw_table_print (table, stdout, history->context->colour);
}

static void
print_text (const CwHistory *history)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < count_symbols (history); i++)
    for (guint j = 0; j < history->intervals->len; j++)
      print_text_series (history, i, j, &is_first);
}

/**
 * cw_history_print:
 * @history: bars that have come
 *
 * Prints them to standard output in the form that was asked for.
 */
void
cw_history_print (const CwHistory *history)
{
  if (history->context->mode == CW_OUTPUT_JSON)
    print_json (history);
  else if (history->context->mode == CW_OUTPUT_CSV)
    print_csv (history);
  else
    print_text (history);
}

/* What is to be known of the bars, for example that they begin later than was asked for. */
static void
tell_notes (const CwHistory *history, guint symbol)
{
  for (guint i = 0; i < history->intervals->len; i++)
    {
      g_autoptr (CwSeries) series = get_series (history, symbol, i);

      if (series != NULL && series->info.note[0] != '\0')
        cw_cli_context_note (history->context, "%s, %s: %s", series->info.symbol,
                             get_interval_name (history, i), series->info.note);
    }
}

/** cw_history_report_failures: says of each symbol that is not whole why, once */
void
cw_history_report_failures (const CwHistory *history)
{
  for (guint i = 0; i < count_symbols (history); i++)
    tell_notes (history, i);
  for (guint i = 0; i < count_symbols (history); i++)
    if (get_error (history, i) != NULL)
      cw_cli_context_fail_symbol (history->context, get_item (history, i, 0)->symbol,
                                  get_error (history, i));
}
