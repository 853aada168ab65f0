/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series-builder.h"

G_BEGIN_DECLS

/**
 * CwSeriesMerge:
 * @CW_SERIES_MERGE_JOIN: the new bars replace the stored ones in the time that they cover; what
 * lies before and after stays
 * @CW_SERIES_MERGE_REPLACE: nothing of what is stored may stay
 * @CW_SERIES_MERGE_KEEP: the stored bars are worth more than the new ones
 *
 * What becomes of stored bars when new ones come.
 */
typedef enum
{
  CW_SERIES_MERGE_JOIN,
  CW_SERIES_MERGE_REPLACE,
  CW_SERIES_MERGE_KEEP,
} CwSeriesMerge;

CwSeriesMerge cw_series_merge_decide (const CwSeriesBuilder *stored,
                                      gint64 stored_at,
                                      const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_series_merge_is_replaced (const CwSeries *series, gint64 time);
gboolean cw_series_merge_is_same_bar (const CwSeriesBuilder *stored,
                                      gsize i,
                                      const CwSeries *series,
                                      gsize j);

G_END_DECLS
