/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-columns.h"

G_BEGIN_DECLS

/** CwArrangement: in which order a list shows its rows, and what of each. */
typedef struct
{
  gboolean sorted; /* by a column; otherwise the rows stand in the list's own order */
  CwColumn by;
  gboolean descending;
  guint shown; /* a bit for each column */
} CwArrangement;

#define CW_COLUMN_BIT(column) (1u << (column))

CwArrangement cw_arrangement_get_default (void);
gboolean cw_arrangement_is_equal (const CwArrangement *a, const CwArrangement *b);
gboolean cw_arrangement_shows (const CwArrangement *arrangement, CwColumn column);
gboolean cw_arrangement_has_figures (const CwArrangement *arrangement);

char *cw_arrangement_print (const CwArrangement *arrangement) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_arrangement_parse (const char *text, CwArrangement *arrangement);

void cw_arrangement_sort (const CwArrangement *arrangement, GPtrArray *rows);

G_END_DECLS
