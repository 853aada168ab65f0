/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-scene-private.h"

/* Values from here on are written with a letter: 120K. */
#define LARGE_VALUE 1e5

typedef enum
{
  COLUMN_DATE,
  COLUMN_OPEN,
  COLUMN_HIGH,
  COLUMN_LOW,
  COLUMN_CLOSE,
  COLUMN_VOLUME,
  N_COLUMNS
} Column;

/** cw_scene_table_get_n_columns: Returns: how many columns there are, with that of the dates */
gsize
cw_scene_table_get_n_columns (const CwScene *scene)
{
  g_return_val_if_fail (scene != NULL, 0);
  return N_COLUMNS + scene->n_lines + scene->n_others;
}

static char *
dup_line_title (const CwScene *scene, gsize line)
{
  const CwIndicatorSpec *spec = &scene->options.indicators[scene->lines[line].indicator];
  char label[96];

  cw_indicator_spec_print_label (spec, label, sizeof label);
  if (spec->indicator->n_outputs == 1)
    return g_strdup (label);
  return g_strdup_printf ("%s %s", label,
                          g_dgettext (GETTEXT_PACKAGE, cw_scene_get_output (scene, line)->label));
}

/** cw_scene_table_dup_title: Returns: (transfer full): what stands above a column */
char *
cw_scene_table_dup_title (const CwScene *scene, gsize column)
{
  static const char *const titles[N_COLUMNS] = { N_ ("Date"), N_ ("Open"),  N_ ("High"),
                                                 N_ ("Low"),  N_ ("Close"), N_ ("Volume") };

  g_return_val_if_fail (scene != NULL && column < cw_scene_table_get_n_columns (scene), NULL);

  if (column < N_COLUMNS)
    return g_strdup (_ (titles[column]));
  column -= N_COLUMNS;
  if (column < scene->n_lines)
    return dup_line_title (scene, column);
  return g_strdup (scene->others[column - scene->n_lines].series->info.symbol);
}

static char *
format_value (const CwScene *scene, double value)
{
  return fabs (value) >= LARGE_VALUE ? cw_format_compact (value)
                                     : cw_format_number (value, MAX (scene->decimals, 2));
}

/**
 * cw_scene_table_dup_cell:
 * @scene: a scene
 * @column: a column
 * @bar: a bar, or behind the last one a session to come
 *
 * Returns: (transfer full): its value, a dash where there is none
 */
char *
cw_scene_table_dup_cell (const CwScene *scene, gsize column, gsize bar)
{
  g_return_val_if_fail (scene != NULL && bar < scene->places->n_bars, NULL);
  g_return_val_if_fail (column < cw_scene_table_get_n_columns (scene), NULL);

  if (column == COLUMN_DATE)
    return cw_format_bar_date (scene->places, bar);
  if (column >= N_COLUMNS && column - N_COLUMNS < scene->n_lines)
    return format_value (scene, scene->lines[column - N_COLUMNS].values[bar]);
  if (bar >= scene->series->n_bars)
    return g_strdup (CW_FORMAT_NO_VALUE);
  switch (column)
    {
    case COLUMN_OPEN:
      return cw_format_number (scene->open[bar], scene->decimals);
    case COLUMN_HIGH:
      return cw_format_number (scene->high[bar], scene->decimals);
    case COLUMN_LOW:
      return cw_format_number (scene->low[bar], scene->decimals);
    case COLUMN_CLOSE:
      return cw_format_number (scene->close[bar], scene->decimals);
    case COLUMN_VOLUME:
      return cw_format_compact (scene->series->volume[bar]);
    default:
      break;
    }
  column -= N_COLUMNS + scene->n_lines;
  return format_value (scene, scene->others[column].values[bar]);
}
