/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-heikin-ashi.h"

/**
 * cw_heikin_ashi:
 * @series: bars
 * @columns: (out caller-allocates): four columns of as many values as there are bars, one behind
 *   the other: open, high, low and close
 *
 * Averages each bar with the one before: `close = (O + H + L + C) / 4`; `open` is the middle of the
 * averaged body before it, and of the bar's own body at the first; `high` and `low` take in both
 * ends of the body. The candles then keep their colour for as long as a trend lasts. They are no
 * prices that anybody paid, so indicators do not rest on them.
 *
 * All four have a value from the first bar on. Source: D. Valcu, Using the Heikin-Ashi Technique,
 * Stocks & Commodities 22:2, 2004.
 */
void
cw_heikin_ashi (const CwSeries *series, double *columns)
{
  gsize n = series->n_bars;
  double *open = columns, *high = columns + n, *low = columns + 2 * n, *close = columns + 3 * n;

  for (gsize i = 0; i < n; i++)
    {
      close[i] = (series->open[i] + series->high[i] + series->low[i] + series->close[i]) / 4;
      open[i] = i > 0 ? (open[i - 1] + close[i - 1]) / 2 : (series->open[i] + series->close[i]) / 2;
      high[i] = MAX (series->high[i], MAX (open[i], close[i]));
      low[i] = MIN (series->low[i], MIN (open[i], close[i]));
    }
}
