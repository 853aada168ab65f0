/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-frame.h"

#include <math.h>

#include "cw-frame-private.h"

/* How near to a line that separates two panes one can take hold of it. */
#define GRIP 4.0

/* 0 would mean that a pane gets what suits it. */
#define LEAST_WEIGHT 1e-3

/** cw_frame_get_n_panes: Returns: how many panes there was room for */
gsize
cw_frame_get_n_panes (const CwFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);
  return frame->n_panes;
}

/**
 * cw_frame_get_separator_at:
 * @frame: a frame
 * @y: a place, in pixels
 *
 * Returns: the number of the pane whose lower end is there and can be moved, or -1
 */
gssize
cw_frame_get_separator_at (const CwFrame *frame, double y)
{
  g_return_val_if_fail (frame != NULL, -1);
  for (gsize i = 0; i + 1 < frame->n_panes; i++)
    if (fabs (frame->panes[i].bottom - y) <= GRIP)
      return (gssize) i;
  return -1;
}

/** cw_frame_get_separator_y: Returns: where the lower end of a pane is, in pixels */
double
cw_frame_get_separator_y (const CwFrame *frame, gsize separator)
{
  g_return_val_if_fail (frame != NULL && separator < frame->n_panes, 0);
  return frame->panes[separator].bottom;
}

/**
 * cw_frame_move_separator:
 * @frame: a frame
 * @separator: a pane that has another one below it
 * @y: where its lower end is to be, in pixels
 * @heights: (inout): becomes the heights with which a frame of this size looks so
 *
 * Makes one of two neighbours higher and the other one lower, neither lower than it can be read.
 */
void
cw_frame_move_separator (const CwFrame *frame, gsize separator, double y, CwPaneHeights *heights)
{
  const CwPane *above, *below;
  double least, most;

  g_return_if_fail (frame != NULL && heights != NULL && separator + 1 < frame->n_panes);

  above = &frame->panes[separator];
  below = &frame->panes[separator + 1];
  least = above->top + cw_frame_get_least_height (frame, separator);
  most = below->bottom - cw_frame_get_least_height (frame, separator + 1);
  y = CLAMP (y, least, MAX (most, least));
  for (gsize i = 0; i < frame->n_panes; i++)
    {
      double top = i == separator + 1 ? y : frame->panes[i].top;
      double bottom = i == separator ? y : frame->panes[i].bottom;
      double weight = bottom - top - cw_frame_get_least_height (frame, i);

      heights->weights[cw_frame_get_height_key (frame, i)] = MAX (weight, LEAST_WEIGHT);
    }
}
