/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CW_ALLOCATION_MAX_PARTS: more would be told apart by no eye. */
#define CW_ALLOCATION_MAX_PARTS 7

/** CwAllocationPart: a part of the whole. */
typedef struct
{
  const char *name; /* for people */
  double weight;    /* 0 … 1 */
  gboolean is_rest; /* whether it is what remains of many small ones */
} CwAllocationPart;

/**
 * CwAllocation:
 *
 * What a whole consists of: a ring of parts, and beside it their names and percents. For assistive
 * technology the ring is an image that says the same in words.
 */
#define CW_TYPE_ALLOCATION (cw_allocation_get_type ())
G_DECLARE_FINAL_TYPE (CwAllocation, cw_allocation, CW, ALLOCATION, GtkWidget)

void cw_allocation_show (CwAllocation *self, const CwAllocationPart *parts, guint n);

G_END_DECLS
