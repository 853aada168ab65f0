/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-scene-private.h"

static char *
dup_name (const CwSeries *series)
{
  const CwSeriesInfo *info = &series->info;

  if (info->name[0] == '\0')
    return g_strdup (info->symbol);
  /* Translators: a company's name and its symbol: Apple Inc. (AAPL) */
  return g_strdup_printf (_ ("%s (%s)"), info->name, info->symbol);
}

/* What was paid, also where the candles show averages. */
static void
find_extremes (const CwScene *scene, gsize first, gsize end, double *low, double *high)
{
  cw_pyramid_query (scene->prices, first, end, low, high);
  if (scene->averages == NULL)
    return;
  *low = INFINITY;
  *high = -INFINITY;
  for (gsize i = first; i < end; i++)
    {
      *low = MIN (*low, scene->series->low[i]);
      *high = MAX (*high, scene->series->high[i]);
    }
}

static void
append_prices (GString *to, const CwScene *scene, gsize first, gsize end)
{
  const CwSeries *series = scene->series;
  double from = series->close[first], last = series->close[end - 1], low, high;
  g_autofree char *first_text = cw_format_number (from, scene->decimals);
  g_autofree char *last_text = cw_format_number (last, scene->decimals);
  g_autofree char *change = cw_format_percent (100 * (last - from) / from);
  g_autofree char *low_text = NULL;
  g_autofree char *high_text = NULL;

  find_extremes (scene, first, end, &low, &high);
  low_text = cw_format_number (low, scene->decimals);
  high_text = cw_format_number (high, scene->decimals);
  g_string_append_c (to, ' ');
  /* Translators: prices and a change in percent; read aloud by screen readers */
  g_string_append_printf (to, _ ("First close %s, last close %s, change %s, high %s, low %s."),
                          first_text, last_text, change, high_text, low_text);
}

static void
append_others (GString *to, const CwScene *scene, gsize first, gsize end)
{
  for (gsize i = 0; i < scene->n_others; i++)
    {
      const CwOther *other = &scene->others[i];
      double base = cw_other_find_base (other, first, end), last = base;
      g_autofree char *change = NULL;

      for (gsize bar = first; bar < end; bar++)
        last = isnan (other->values[bar]) ? last : other->values[bar];
      change = cw_format_percent (100 * (last / base - 1));
      g_string_append_c (to, ' ');
      /* Translators: another symbol, and its change in percent over the same time */
      g_string_append_printf (to, _ ("Compared with %s: %s."), other->series->info.symbol, change);
    }
}

static void
append_levels (GString *to, const CwScene *scene)
{
  for (gsize i = 0; i < scene->n_levels; i++)
    {
      g_autofree char *price = cw_format_number (scene->levels[i].price, scene->decimals);

      g_string_append_c (to, ' ');
      g_string_append_printf (to,
                              scene->levels[i].kind == CW_LEVEL_COST
                                  /* Translators: %s is a price */
                                  ? _ ("Average cost %s.")
                                  : _ ("Target %s."),
                              price);
    }
}

static void
append_indicators (GString *to, const CwSceneOptions *options)
{
  char label[96];

  for (gsize i = 0; i < options->n_indicators; i++)
    {
      cw_indicator_spec_print_label (&options->indicators[i], label, sizeof label);
      g_string_append_c (to, ' ');
      if (i == 0)
        /* Translators: before the names of the indicators that a chart shows */
        g_string_append_printf (to, "%s ", _ ("Shown with"));
      g_string_append (to, label);
      g_string_append_c (to, i + 1 < options->n_indicators ? ',' : '.');
    }
}

/**
 * cw_scene_describe:
 * @scene: a scene
 * @view: what of it is in sight
 *
 * Returns: (transfer full): in words what the chart shows, for those who do not see it
 */
char *
cw_scene_describe (const CwScene *scene, CwView view)
{
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  GString *text;
  gsize first, end;

  g_return_val_if_fail (scene != NULL, NULL);

  name = dup_name (scene->series);
  if (!cw_scene_clip_view (scene, view, &first, &end))
    /* Translators: %s is a company's name and symbol */
    return g_strdup_printf (_ ("Chart of %s. No data yet."), name);
  from = cw_format_bar_date_short (scene->series, first);
  to = cw_format_bar_date_short (scene->series, end - 1);
  text = g_string_new (NULL);
  /* Translators: a company's name and symbol, and two dates */
  g_string_append_printf (text, _ ("Chart of %s from %s to %s."), name, from, to);
  append_prices (text, scene, first, end);
  append_others (text, scene, first, end);
  append_levels (text, scene);
  append_indicators (text, &scene->options);
  return g_string_free (text, FALSE);
}

static void
append_line (GString *to, const CwScene *scene, gsize line, gsize bar)
{
  const CwIndicatorSpec *spec = &scene->options.indicators[scene->lines[line].indicator];
  double value = scene->lines[line].values[bar];
  g_autofree char *number = NULL;
  char label[96];

  if (isnan (value))
    return;
  number = fabs (value) >= 1e5 ? cw_format_compact (value)
                               : cw_format_number (value, MAX (scene->decimals, 2));
  cw_indicator_spec_print_label (spec, label, sizeof label);
  if (spec->indicator->n_outputs == 1)
    g_string_append_printf (to, ", %s %s", label, number);
  else
    g_string_append_printf (to, ", %s %s %s", label,
                            g_dgettext (GETTEXT_PACKAGE, cw_scene_get_output (scene, line)->label),
                            number);
}

static void
append_bar (GString *text, const CwScene *scene, gsize bar)
{
  const CwSeries *series = scene->series;
  g_autofree char *date = cw_format_bar_date (series, bar);
  g_autofree char *open = cw_format_number (series->open[bar], scene->decimals);
  g_autofree char *high = cw_format_number (series->high[bar], scene->decimals);
  g_autofree char *low = cw_format_number (series->low[bar], scene->decimals);
  g_autofree char *close = cw_format_number (series->close[bar], scene->decimals);

  /* Translators: a date and four prices; read aloud by screen readers */
  g_string_append_printf (text, _ ("%s: open %s, high %s, low %s, close %s"), date, open, high, low,
                          close);
  if (!isnan (series->volume[bar]))
    {
      g_autofree char *volume = cw_format_compact (series->volume[bar]);

      /* Translators: continues a list of a day's prices */
      g_string_append_printf (text, _ (", volume %s"), volume);
    }
}

static void
append_place (GString *text, const CwScene *scene, gsize place)
{
  g_autofree char *date = cw_format_bar_date (scene->places, place);

  /* Translators: %s is a date to come, for which a chart has room; read aloud by screen readers */
  g_string_append_printf (text, _ ("%s: no prices yet"), date);
}

/**
 * cw_scene_describe_bar:
 * @scene: a scene
 * @bar: a bar's index, or behind the last one that of a session to come
 *
 * Returns: (transfer full): in words when the bar was and all its values
 */
char *
cw_scene_describe_bar (const CwScene *scene, gsize bar)
{
  const CwSeries *series;
  GString *text;

  g_return_val_if_fail (scene != NULL && bar < scene->places->n_bars, NULL);

  series = scene->series;
  text = g_string_new (NULL);
  if (bar < series->n_bars)
    append_bar (text, scene, bar);
  else
    append_place (text, scene, bar);
  for (gsize i = 0; i < scene->n_lines; i++)
    append_line (text, scene, i, bar);
  if (scene->events != NULL)
    {
      g_autofree char *events = cw_events_describe (scene->events, series, bar);

      if (events[0] != '\0')
        g_string_append_printf (text, ". %s", events);
    }
  return g_string_free (text, FALSE);
}
