/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-levels.h"

#include <math.h>

#include "cw-position.h"

static void
add (CwLevel *levels, gsize *n, CwLevelKind kind, double price)
{
  if (isfinite (price) && price > 0)
    levels[(*n)++] = (CwLevel){ kind, price };
}

/* In today's shares, and only where it was paid in the money that the chart counts in. */
static double
find_cost (const CwHolding *holding, const CwSeries *series)
{
  g_autoptr (CwHolding) now = cw_holding_apply_splits (holding, series);

  if (now->currency != NULL && !g_str_equal (now->currency, series->info.currency))
    return (double) NAN;
  return now->cost;
}

/**
 * cw_chart_levels_show_row:
 * @panel: a panel that shows the row's symbol
 * @row: a symbol in a list, with what a person noted and holds of it
 *
 * Draws lines at the targets and at the average cost.
 */
void
cw_chart_levels_show_row (CwChartPanel *panel, CwRow *row)
{
  const CwListEntry *entry = cw_row_get_entry (row);
  const CwHolding *holding = cw_row_get_holding (row);
  CwAnalysis *analysis = cw_row_get_analysis (row);
  CwLevel levels[CW_SCENE_MAX_LEVELS];
  gsize n = 0;

  if (entry != NULL)
    {
      add (levels, &n, CW_LEVEL_TARGET, entry->target_low);
      add (levels, &n, CW_LEVEL_TARGET, entry->target_high);
    }
  if (holding != NULL && analysis != NULL)
    add (levels, &n, CW_LEVEL_COST, find_cost (holding, analysis->series));
  cw_chart_panel_set_levels (panel, levels, n);
}
