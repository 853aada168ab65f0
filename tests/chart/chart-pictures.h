/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** ChartDifference: how much two pictures differ. */
typedef struct
{
  double mean;    /* of all channels' absolute differences, 0 … 255 */
  double outside; /* the share of pixels with a channel more than 48 off */
} ChartDifference;

cairo_surface_t *chart_read_png (GBytes *bytes);
ChartDifference chart_compare_pictures (cairo_surface_t *a, cairo_surface_t *b);

G_END_DECLS
