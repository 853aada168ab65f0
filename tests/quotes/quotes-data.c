/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "quotes-data.h"

#include "cw-yahoo-chart.h"

#define NOW G_GINT64_CONSTANT (1793000000) /* after every captured answer */

/** quotes_data_load: Returns: (transfer full): a captured answer */
GBytes *
quotes_data_load (const char *provider, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", provider, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

/** quotes_data_load_csv: Returns: (transfer full): the rows of a table without quoted cells */
char ***
quotes_data_load_csv (const char *directory, const char *name, gsize *n_rows)
{
  g_autoptr (GBytes) file = quotes_data_load (directory, name);
  gsize length;
  const char *text = g_bytes_get_data (file, &length);
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (copy), "\n", -1);
  char ***rows;

  *n_rows = g_strv_length (lines) - 1;
  rows = g_new0 (char **, *n_rows + 1);
  for (gsize i = 0; i < *n_rows; i++)
    rows[i] = g_strsplit (lines[i + 1], ",", -1);
  return rows;
}

/** quotes_data_free_csv: @rows: (transfer full): rows */
void
quotes_data_free_csv (char ***rows)
{
  for (char ***row = rows; *row != NULL; row++)
    g_strfreev (*row);
  g_free (rows);
}

/** quotes_data_parse_chart: Returns: (transfer full): a captured chart, as that of Apple */
CwSeries *
quotes_data_parse_chart (const char *name, CwInterval interval)
{
  g_autoptr (GBytes) file = quotes_data_load ("yahoo", name);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  CwSeries *series = cw_yahoo_chart_parse (body, length, "AAPL", interval, "Test", NOW, &error);

  g_assert_no_error (error);
  return series;
}
