/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_JSON_MAX_DEPTH: how deep an answer may nest; none that is honest goes half as deep. */
#define CW_JSON_MAX_DEPTH 64

/** CwJsonSlice: a part of a JSON text; @start is %NULL if there is none. */
typedef struct
{
  const char *start;
  gsize length;
} CwJsonSlice;

/**
 * CwJsonScan:
 *
 * Walks once over a JSON text, without building anything, and checks it strictly. The first thing
 * that is wrong makes the scan fail for good: every function then returns %FALSE, so that callers
 * need to look at @failed only at the end.
 */
typedef struct
{
  const char *next, *end;
  guint depth;
  gsize n_values;  /* how many values were begun */
  gboolean first;  /* whether nothing was read yet in the innermost array or object */
  gboolean failed; /* the text is not JSON, or too deep */
  gboolean huge;   /* an integer was met that no 64 bits hold */
} CwJsonScan;

void cw_json_scan_init (CwJsonScan *scan, const char *body, gsize length);
gboolean cw_json_scan_enter (CwJsonScan *scan, char open);
gboolean cw_json_scan_next_element (CwJsonScan *scan);
gboolean cw_json_scan_next_member (CwJsonScan *scan, CwJsonSlice *name);
gboolean cw_json_scan_number (CwJsonScan *scan, double *value);
gboolean cw_json_scan_skip (CwJsonScan *scan, CwJsonSlice *value);
gboolean cw_json_scan_end (CwJsonScan *scan);

gboolean cw_json_slice_equals (CwJsonSlice slice, const char *text);

G_END_DECLS
