/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

/**
 * CwSeriesBuilder:
 *
 * Collects what a provider sent, as it was sent, and turns it into a series that can be believed.
 * Readers may write straight into the columns after cw_series_builder_reserve() and then set
 * @n_bars; a value that was missing is NaN, a time that was missing 0.
 */
typedef struct
{
  CwSeriesInfo info; /* the strings may be NULL or untrusted: cw_series_builder_end() cleans them */
  CwInterval interval;
  gint64 now; /* the latest believable time is two days after this */
  gboolean has_adj_close;
  guint n_rejected; /* bars that a reader had to drop before they reached the columns */

  gsize n_bars, capacity;
  gint64 *time;
  double *open, *high, *low, *close, *adj_close, *volume;

  GArray *dividends;     /* of CwDividend */
  GArray *splits;        /* of CwSplit */
  GArray *capital_gains; /* of CwDividend */
} CwSeriesBuilder;

CwSeriesBuilder *cw_series_builder_new (const char *symbol, CwInterval interval);
CwSeriesBuilder *cw_series_builder_new_from (const CwSeries *series);
void cw_series_builder_free (CwSeriesBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSeriesBuilder, cw_series_builder_free)

void cw_series_builder_set_text (char **field, const char *text);
void cw_series_builder_reserve (CwSeriesBuilder *builder, gsize n_bars);
void cw_series_builder_add_bar (CwSeriesBuilder *builder,
                                gint64 time,
                                double open,
                                double high,
                                double low,
                                double close,
                                double adj_close,
                                double volume);
CwSeries *cw_series_builder_end (CwSeriesBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
