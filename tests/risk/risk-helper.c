/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "risk-helper.h"

#include <math.h>
#include <string.h>

#include "cw-bars-csv.h"

#define DAY (24 * 60 * 60)
#define NOON (12 * 60 * 60)

gint64
day_of (const char *date)
{
  g_autofree char *moment = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) / DAY;
}

CwSeries *
read_prices (const char *symbol, const char *from, const char *to)
{
  g_autofree char *file = g_strconcat (symbol[0] == '^' ? symbol + 1 : symbol, ".csv", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "market", "prices", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autoptr (CwSeries) series = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  builder = cw_bars_csv_read (text, length, symbol, CW_INTERVAL_1D, zone, NOON, &error);
  g_assert_no_error (error);
  series = cw_series_builder_end (builder);
  return cw_series_slice (series, day_of (from) * DAY, (day_of (to) + 1) * DAY - 1);
}

CwSeries *
series_of_closes (const char *symbol, gint64 first_day, const double *closes, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);

  for (gsize i = 0; i < n; i++)
    cw_series_builder_add_bar (builder, (first_day + (gint64) i) * DAY + NOON, closes[i], closes[i],
                               closes[i], closes[i], closes[i] / 2, NAN);
  return cw_series_builder_end (builder);
}

/* Cells are separated by commas, but not by those between quotation marks. */
static GPtrArray *
split_row (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ',' && !quoted)
      {
        g_ptr_array_add (cells, g_strdup (text->str));
        g_string_truncate (text, 0);
      }
    else
      g_string_append_c (text, *p);
  g_ptr_array_add (cells, g_string_free (text, FALSE));
  return cells;
}

GPtrArray *
read_table (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "oracle", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 1; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_ptr_array_add (table, split_row (lines[i]));
  return table;
}

const char *
cell (GPtrArray *table, gsize row, gsize column)
{
  GPtrArray *cells = g_ptr_array_index (table, row);

  g_assert_cmpuint (column, <, cells->len);
  return g_ptr_array_index (cells, column);
}

double
number (GPtrArray *table, gsize row, gsize column)
{
  const char *text = cell (table, row, column);
  char *end;
  double value = g_ascii_strtod (text, &end);

  g_assert_true (end > text && *end == '\0');
  return value;
}

void
assert_close (double value, double expected, double relative)
{
  if (!(fabs (value - expected) <= relative * fabs (expected)))
    g_error ("%.17g is not %.17g", value, expected);
}
