/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-demo-data.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "cw-bars-csv.h"
#include "cw-listing.h"
#include "cw-server-resources.h"
#include "cw-zone.h"

#define PREFIX "/candlewick/market"
#define SOURCE "Alpha Vantage"

/* The columns of fundamentals.csv that hold the figures. */
static const char *const figure_columns[CW_N_REPORT_FIGURES] = {
  [CW_REPORT_DEBT_TO_EQUITY] = "debt_to_equity",
  [CW_REPORT_LONG_TERM_DEBT_TO_EQUITY] = "long_term_debt_to_equity",
  [CW_REPORT_ROE] = "roe",
  [CW_REPORT_ROA] = "roa",
  [CW_REPORT_GROSS_MARGIN] = "gross_margin",
  [CW_REPORT_OPERATING_MARGIN] = "operating_margin",
  [CW_REPORT_NET_MARGIN] = "net_margin",
  [CW_REPORT_CURRENT_RATIO] = "current_ratio",
  [CW_REPORT_EPS] = "eps_diluted",
  [CW_REPORT_DIVIDENDS_PER_SHARE] = "dividends_per_share",
};

static GBytes *
look_up (const char *folder, const char *symbol)
{
  g_autofree char *path = g_strdup_printf (PREFIX "/%s/%s.csv", folder, symbol);

  /* Asking the resource itself keeps the linker from dropping it out of the static library. */
  return g_resource_lookup_data (cw_server_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

static gint64
opening_of_day (GTimeZone *zone, const char *date)
{
  g_autofree char *midnight = g_strconcat (date, "T00:00:00", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (midnight, zone);

  return day != NULL ? g_date_time_to_unix (day) + CW_MARKET_OPEN : 0;
}

/* A line reads `Date,DividendAsPaid,DividendSplitAdjusted,SplitRatio`. */
static void
add_action (CwSeriesBuilder *builder, GTimeZone *zone, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", 4);
  gint64 time = g_strv_length (cells) == 4 ? opening_of_day (zone, cells[0]) : 0;
  CwDividend dividend = { .time = time };
  CwSplit split = { .time = time, .denominator = 1 };

  if (time == 0)
    return;
  dividend.amount = g_ascii_strtod (cells[2], NULL);
  split.numerator = g_ascii_strtod (cells[3], NULL);
  if (dividend.amount > 0)
    g_array_append_val (builder->dividends, dividend);
  if (split.numerator > 1)
    g_array_append_val (builder->splits, split);
}

static void
add_actions (CwSeriesBuilder *builder, GTimeZone *zone, const char *symbol)
{
  g_autoptr (GBytes) bytes = look_up ("actions", symbol);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    add_action (builder, zone, lines[i]);
}

/**
 * cw_demo_data_load_series:
 * @symbol: a symbol that has a listing
 *
 * Returns: (transfer full) (nullable): the daily bars that the package bundles, or %NULL if there
 *   are none
 */
CwSeries *
cw_demo_data_load_series (const char *symbol)
{
  const CwListing *listing = cw_listing_find (symbol);
  g_autoptr (GBytes) bytes = listing != NULL ? look_up ("prices", symbol) : NULL;
  g_autoptr (GTimeZone) zone = cw_zone_find (CW_MARKET_ZONE);
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return NULL;
  builder = cw_bars_csv_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), symbol,
                              CW_INTERVAL_1D, zone, CW_MARKET_OPEN, &error);
  if (builder == NULL)
    {
      g_critical ("The bundled prices of %s are broken: %s", symbol, error->message);
      return NULL;
    }
  cw_listing_complete (builder, listing);
  cw_series_builder_set_text (&builder->info.source, SOURCE);
  add_actions (builder, zone, symbol);
  return cw_series_builder_end (builder);
}

/* Splits a line of CSV whose cells may be quoted; quotes within quotes do not occur. */
static GPtrArray *
split_line (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ',' && !quoted)
      {
        g_ptr_array_add (cells, g_strdup (cell->str));
        g_string_truncate (cell, 0);
      }
    else
      g_string_append_c (cell, *p);
  g_ptr_array_add (cells, g_string_free (cell, FALSE));
  return cells;
}

static const char *
find_cell (GPtrArray *header, GPtrArray *row, const char *column)
{
  for (guint i = 0; i < MIN (header->len, row->len); i++)
    if (g_str_equal (header->pdata[i], column))
      return row->pdata[i];
  return "";
}

static CwReport *
read_report (GPtrArray *header, GPtrArray *row)
{
  CwReport *report = g_new0 (CwReport, 1);

  report->year_end = g_strdup (find_cell (header, row, "fiscal_year_end"));
  for (guint i = 0; i < CW_N_REPORT_FIGURES; i++)
    {
      const char *cell = find_cell (header, row, figure_columns[i]);

      report->figures[i] = cell[0] != '\0' ? g_ascii_strtod (cell, NULL) : NAN;
    }
  return report;
}

/**
 * cw_demo_data_load_report:
 * @symbol: a symbol
 *
 * Returns: (transfer full) (nullable): the annual report that the package bundles
 */
CwReport *
cw_demo_data_load_report (const char *symbol)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (cw_server_get_resource (), PREFIX "/fundamentals.csv",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) header = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  header = split_line (lines[0]);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) row = split_line (lines[i]);

      if (g_str_equal (find_cell (header, row, "symbol"), symbol))
        return read_report (header, row);
    }
  return NULL;
}

/** cw_report_free: @report: (transfer full) (nullable): a report */
void
cw_report_free (CwReport *report)
{
  if (report == NULL)
    return;
  g_free (report->year_end);
  g_free (report);
}
