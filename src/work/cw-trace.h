/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwTrace:
 *
 * Records what ran when, and writes it at the end as Trace Event Format JSON, which Perfetto and
 * chrome://tracing open. Any thread may add to it. Every function takes %NULL for "not recording"
 * and then does nothing.
 */
typedef struct _CwTrace CwTrace;

/** CwTraceMoment: the moments of a run that are worth a number of their own. */
typedef enum
{
  CW_TRACE_FIRST_WINDOW,
  CW_TRACE_FIRST_RESULT,
  CW_TRACE_ALL_RESULTS,
  CW_TRACE_EXIT,
} CwTraceMoment;

#define CW_N_TRACE_MOMENTS (CW_TRACE_EXIT + 1)

CwTrace *cw_trace_new (const char *path);
CwTrace *cw_trace_ref (CwTrace *trace);
void cw_trace_unref (CwTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTrace, cw_trace_unref)

void cw_trace_add (CwTrace *trace,
                   const char *category,
                   const char *name,
                   gint64 start,
                   gint64 end,
                   GVariant *args);
void cw_trace_mark (CwTrace *trace, CwTraceMoment moment);
void cw_trace_set_symbols (CwTrace *trace, guint requested, guint ready, guint failed);
void cw_trace_add_iteration (CwTrace *trace, gint64 start, gint64 end, gint64 cpu, gint64 frame);
gboolean cw_trace_write (CwTrace *trace, GError **error);

G_END_DECLS
