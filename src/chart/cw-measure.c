/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-measure.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"
#include "cw-scene-private.h"

/**
 * cw_scene_describe_measure:
 * @scene: a scene
 * @from: a bar's index
 * @to: another one
 *
 * Returns: (transfer full): in words how far it is from the earlier bar's close to the later one's
 */
char *
cw_scene_describe_measure (const CwScene *scene, gsize from, gsize to)
{
  g_autofree char *change = NULL;
  g_autofree char *percent = NULL;
  g_autofree char *bars = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  const CwSeries *series;
  double start;

  g_return_val_if_fail (scene != NULL, NULL);
  g_return_val_if_fail (MAX (from, to) < scene->series->n_bars, NULL);

  series = scene->series;
  if (from > to)
    {
      gsize later = from;

      from = to;
      to = later;
    }
  start = series->close[from];
  change = cw_format_signed (series->close[to] - start, scene->decimals);
  percent = cw_format_percent (100 * (series->close[to] - start) / start);
  bars =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%zu bar", "%zu bars", to - from), to - from);
  begin = cw_format_bar_date_short (series, from);
  end = cw_format_bar_date_short (series, to);
  /* Translators: a change in money and in percent, over how many bars, from when to when */
  return g_strdup_printf (_ ("%s (%s) · %s · %s – %s"), change, percent, bars, begin, end);
}
