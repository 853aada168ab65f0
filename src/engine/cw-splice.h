/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-load.h"

G_BEGIN_DECLS

/**
 * CwSplice:
 * @CW_SPLICE_JOIN: where both have bars they agree, or one of them has none
 * @CW_SPLICE_RESTATED: they do not: a split or a dividend has moved all that was before it
 * @CW_SPLICE_APART: there is no bar that both have
 *
 * How newer bars go with stored ones.
 */
typedef enum
{
  CW_SPLICE_JOIN,
  CW_SPLICE_RESTATED,
  CW_SPLICE_APART,
} CwSplice;

CwSplice cw_splice_compare (const CwSeries *stored, const CwSeries *fetched);
gboolean cw_splice_is_same_company (const CwSeriesInfo *stored, const CwSeriesInfo *fetched);
CwSeries *cw_splice_join (const CwSeries *stored,
                          const CwSeries *fetched) G_GNUC_WARN_UNUSED_RESULT;
CwSeries *cw_splice_shape (const CwSeries *series,
                           const CwLoadOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
