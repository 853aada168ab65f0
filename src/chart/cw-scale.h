/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_SCALE_MAX_TICKS: more marks than this no axis gets, however tall. */
#define CW_SCALE_MAX_TICKS 64

/**
 * CwScale:
 *
 * Puts values on pixels, from @top (where @max lies) down to @bottom (@min). A plain value; what
 * cw_scale_new() gives is always finite and never empty.
 */
typedef struct
{
  gboolean log;
  double min, max;
  double top, bottom;
  double offset, factor; /* y = offset - factor * value, or of its logarithm */
} CwScale;

/**
 * CwScaleTicks:
 *
 * The round values that mark an axis. All of them are multiples of ten to the power of @exponent,
 * so that many decimals tell them apart.
 */
typedef struct
{
  gsize n;
  double values[CW_SCALE_MAX_TICKS];
  int exponent;
} CwScaleTicks;

CwScale cw_scale_new (gboolean log, double min, double max, double top, double bottom);
CwScale cw_scale_multiply (const CwScale *scale, double factor);
double cw_scale_get_y (const CwScale *scale, double value);
double cw_scale_get_value (const CwScale *scale, double y);
int cw_scale_get_decimals (const CwScaleTicks *ticks);
void cw_scale_find_ticks (const CwScale *scale, double distance, CwScaleTicks *ticks);

G_END_DECLS
