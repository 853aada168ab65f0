/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_PYRAMID_BLOCK: how many entries of one level become one of the next. */
#define CW_PYRAMID_BLOCK 8

/**
 * CwPyramid:
 *
 * Lowest and highest values of every eight numbers, of every sixty-four, and so on: it answers what
 * lies between two bars in time that does not depend on how many are between them.
 */
typedef struct _CwPyramid CwPyramid;

CwPyramid *
cw_pyramid_new (const double *low, const double *high, gsize n) G_GNUC_WARN_UNUSED_RESULT;
void cw_pyramid_free (CwPyramid *pyramid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPyramid, cw_pyramid_free)

gsize cw_pyramid_get_n (const CwPyramid *pyramid);
gsize cw_pyramid_get_granule (double n_bars);
gboolean
cw_pyramid_query (const CwPyramid *pyramid, gsize first, gsize end, double *min, double *max);

G_END_DECLS
