/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-input.h"

#include <glib/gi18n-lib.h>

#include "cw-bars-csv.h"
#include "cw-cli-error.h"

#define DAY (24 * 60 * 60)

/**
 * cw_csv_input_read:
 * @path: a file, or `-` for standard input
 * @interval: (nullable): the time that a bar covers; found from the bars if %NULL
 * @error: return location for an error that names the file
 *
 * Reads bars from a file. Times without a zone are taken as UTC.
 *
 * Returns: (transfer full) (nullable): the bars
 */
CwSeries *
cw_csv_input_read (const char *path, const CwInterval *interval, GError **error)
{
  gboolean is_stdin = g_str_equal (path, "-");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  if (g_file_get_contents (is_stdin ? "/dev/stdin" : path, &text, &length, &cause))
    builder = cw_bars_csv_read (text, length, name, CW_INTERVAL_1D, utc, 0, &cause);
  if (builder == NULL)
    {
      g_autofree char *shown = g_filename_display_name (is_stdin ? _ ("standard input") : path);

      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED, "%s: %s", shown, cause->message);
      return NULL;
    }
  builder->interval = interval != NULL ? *interval : cw_bars_csv_guess_interval (builder);
  return cw_series_builder_end (builder);
}

/** cw_series_has_plain_days: Returns: whether every bar begins at midnight in UTC */
gboolean
cw_series_has_plain_days (const CwSeries *series)
{
  for (gsize i = 0; i < series->n_bars; i++)
    if (series->time[i] % DAY != 0)
      return FALSE;
  return TRUE;
}
