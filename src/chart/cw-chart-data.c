/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-data.h"

#include <math.h>

#include "cw-format.h"
#include "cw-scene-private.h"

static void
append_number (GString *to, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (to, ',');
  if (isfinite (number))
    g_string_append (to, g_ascii_dtostr (text, sizeof text, number));
}

/* Days are the exchange's, moments are in UTC. */
static void
append_time (GString *to, const CwSeries *series, gsize bar)
{
  gboolean intraday = cw_interval_is_intraday (series->interval);
  g_autoptr (GDateTime) start = intraday ? g_date_time_new_from_unix_utc (series->time[bar])
                                         : cw_format_dup_bar_start (series, bar);
  int year, month, day;

  g_date_time_get_ymd (start, &year, &month, &day);
  g_string_append_printf (to, "%04d-%02d-%02d", year, month, day);
  if (intraday)
    g_string_append_printf (to, "T%02d:%02d:%02dZ", g_date_time_get_hour (start),
                            g_date_time_get_minute (start), g_date_time_get_second (start));
}

static void
append_header (GString *to, const CwScene *scene)
{
  char column[96];

  g_string_append (to, "Date,Open,High,Low,Close,Volume");
  for (gsize i = 0; i < scene->n_lines; i++)
    {
      const CwSceneLine *line = &scene->lines[i];

      cw_indicator_spec_print_column (&scene->options.indicators[line->indicator], line->output,
                                      column, sizeof column);
      g_string_append_printf (to, ",%s", column);
    }
  if (cw_scene_counts_percent (scene))
    g_string_append_printf (to, ",percent_%s", scene->series->info.symbol);
  for (gsize i = 0; i < scene->n_others; i++)
    g_string_append_printf (to, ",percent_%s", scene->others[i].series->info.symbol);
  g_string_append (to, "\n");
}

static void
append_percents (GString *to, const CwScene *scene, gsize first, gsize end, gsize bar)
{
  const double *close = scene->series->close;

  if (bar >= scene->series->n_bars)
    {
      for (gsize i = 0; i < scene->n_others + (cw_scene_counts_percent (scene) ? 1 : 0); i++)
        append_number (to, NAN);
      return;
    }

  if (cw_scene_counts_percent (scene))
    append_number (to, 100 * (close[bar] / close[first] - 1));
  for (gsize i = 0; i < scene->n_others; i++)
    append_number (to, 100
                           * (scene->others[i].values[bar]
                                  / cw_other_find_base (&scene->others[i], first, end)
                              - 1));
}

/* A session to come has no prices yet. */
static void
append_prices (GString *to, const CwScene *scene, gsize bar)
{
  gboolean known = bar < scene->series->n_bars;

  append_number (to, known ? scene->open[bar] : NAN);
  append_number (to, known ? scene->high[bar] : NAN);
  append_number (to, known ? scene->low[bar] : NAN);
  append_number (to, known ? scene->close[bar] : NAN);
  append_number (to, known ? scene->series->volume[bar] : NAN);
}

/**
 * cw_chart_data_write:
 * @scene: what is drawn
 * @view: which bars of it
 *
 * Writes the numbers behind a picture: a row a bar with the prices as they are drawn, the
 * indicators, and where the axis counts in percent those of each symbol. Numbers have 17
 * significant digits, in the C locale; a cell without a value is empty. Rows of sessions to come
 * follow where something stands ahead of the last bar.
 *
 * Returns: (transfer full): CSV
 */
GBytes *
cw_chart_data_write (const CwScene *scene, CwView view)
{
  GString *to = g_string_new (NULL);
  CwSight sight;

  g_return_val_if_fail (scene != NULL, NULL);

  append_header (to, scene);
  sight = cw_scene_get_sight (scene, view);
  for (gsize i = sight.first_place; i < sight.end_place; i++)
    {
      append_time (to, scene->places, i);
      append_prices (to, scene, i);
      for (gsize j = 0; j < scene->n_lines; j++)
        append_number (to, scene->lines[j].values[i]);
      append_percents (to, scene, sight.first, sight.end, i);
      g_string_append (to, "\n");
    }
  return g_string_free_to_bytes (to);
}
