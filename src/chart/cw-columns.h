/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame-private.h"

G_BEGIN_DECLS

/**
 * CwColumns:
 *
 * How bars become columns: one each while there is room for a line and a gap, else as many bars in
 * one column as that takes. Columns begin at multiples of their size in bars, so that the same bars
 * stay together while the view moves.
 */
typedef struct
{
  const CwFrame *frame;
  const CwPainter *painter;
  gsize size;      /* how many bars are one column */
  gsize first, n;  /* the number of the first column in sight, and how many there are */
  double hairline; /* the width of a wick, whole pixels */
  double body;     /* the width of a body: as much more than a wick as is even */
  double bar;      /* the width of what has no wick */
  gboolean narrow; /* there is no room for bodies: they are as narrow as wicks */
} CwColumns;

/** CwColumn: the bars of one column and its edges on whole pixels. */
typedef struct
{
  gsize first, end;
  double wick_left, wick_right;
  double left, right;         /* of a body */
  double bar_left, bar_right; /* of a column that stands on the pane's bottom or on zero */
} CwColumn;

CwColumns cw_columns_new (const CwFrame *frame, const CwPainter *painter);
CwColumn cw_columns_get (const CwColumns *columns, gsize i);

G_END_DECLS
