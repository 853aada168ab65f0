/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scene.h"

#include <math.h>

/* Fewer bars than this say nothing, however short the range that was asked for. */
#define FEWEST_BARS 5.0

/* Wider than a bar, so that the last candle does not stand against the axis. */
#define MARGIN 0.5

static CwView
whole_view (gsize n_bars)
{
  double n = (double) n_bars;
  double missing = MAX (FEWEST_BARS - n, 0) / 2;

  return (CwView){ -MARGIN - missing, n - 1 + MARGIN + missing };
}

/* Keeps a view inside of what there is, and no narrower than a handful of bars. */
static CwView
settle (CwView view, gsize n_bars)
{
  CwView whole = whole_view (n_bars);
  double width = view.last - view.first;
  double middle = view.first + width / 2;

  if (!isfinite (middle) || !(width < whole.last - whole.first))
    return whole;
  width = MAX (width, MIN (FEWEST_BARS, whole.last - whole.first));
  view.first = CLAMP (middle - width / 2, whole.first, whole.last - width);
  view.last = view.first + width;
  return view;
}

/**
 * cw_view_for_range:
 * @series: a series
 * @range: how far back from its last bar
 *
 * Returns: the view on the bars of @range and half a bar at either side; at least five bars wide,
 *   so that one day of daily bars is still a picture
 */
CwView
cw_view_for_range (const CwSeries *series, CwRange range)
{
  gsize n, first;

  g_return_val_if_fail (series != NULL, whole_view (0));

  n = series->n_bars;
  if (n == 0)
    return whole_view (0);
  first = cw_series_find (series, cw_range_get_start (range, series->time[n - 1], series->zone));
  first = MIN (first, n - 1);
  if (n - first < (gsize) FEWEST_BARS)
    first = n > (gsize) FEWEST_BARS ? n - (gsize) FEWEST_BARS : 0;
  if (first == 0)
    return whole_view (n);
  return (CwView){ (double) first - MARGIN, (double) n - 1 + MARGIN };
}

/**
 * cw_view_zoom:
 * @view: a view
 * @n_bars: how many bars there are
 * @factor: how many times larger everything becomes; below 1 smaller
 * @around: the place that stays where it is, in bar numbers
 *
 * Returns: the new view, never narrower than five bars nor wider than all of them
 */
CwView
cw_view_zoom (CwView view, gsize n_bars, double factor, double around)
{
  double width = view.last - view.first, new_width, share;
  CwView whole = whole_view (n_bars);

  if (!(factor > 0) || !isfinite (factor) || !isfinite (around) || !(width > 0))
    return settle (view, n_bars);
  new_width = width / factor;
  new_width = MAX (new_width, MIN (FEWEST_BARS, whole.last - whole.first));
  share = (around - view.first) / width;
  view.first = around - share * new_width;
  view.last = view.first + new_width;
  return settle (view, n_bars);
}

/**
 * cw_view_pan:
 * @view: a view
 * @n_bars: how many bars there are
 * @bars: how far to go, towards later bars where it is positive
 *
 * Returns: the new view, of the same width, which stops at the first and at the last bar
 */
CwView
cw_view_pan (CwView view, gsize n_bars, double bars)
{
  if (isfinite (bars))
    {
      view.first += bars;
      view.last += bars;
    }
  return settle (view, n_bars);
}
