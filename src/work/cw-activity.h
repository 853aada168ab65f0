/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the program is doing right now: the requests under way and the jobs of the workers, phase by
 * phase. Any thread tells of its work; the main thread reads while somebody watches. While nobody
 * does, nothing is kept, and telling costs one atomic load.
 *
 * Who works tells it in three calls:
 *
 *   span = cw_activity_begin (CW_ACTIVITY_REQUEST, "example.com", "chart", "AAPL");   (it waits)
 *   cw_activity_enter (span, CW_PHASE_CONNECT);                                       (it runs)
 *   cw_activity_end (span, CW_SPAN_DONE, 200, NULL);
 *
 * A span of 0 is none, so the number can be kept and handed on without looking. Work that has begun
 * before somebody watched may begin its span late.
 */

/** CwActivityKind: what a span is. */
typedef enum
{
  CW_ACTIVITY_REQUEST, /* its place is a host */
  CW_ACTIVITY_JOB,     /* its place is a pool of workers */
} CwActivityKind;

#define CW_N_ACTIVITY_KINDS (CW_ACTIVITY_JOB + 1)

/** CwPhase: what a span's time goes into. */
typedef enum
{
  CW_PHASE_QUEUED,
  CW_PHASE_DNS,
  CW_PHASE_CONNECT,
  CW_PHASE_TLS,
  CW_PHASE_WAIT,
  CW_PHASE_RECEIVE,
  CW_PHASE_PARSE,
  CW_PHASE_COMPUTE,
} CwPhase;

#define CW_N_PHASES (CW_PHASE_COMPUTE + 1)

/** CwSpanState: whether a span has ended, and how. */
typedef enum
{
  CW_SPAN_UNDER_WAY,
  CW_SPAN_DONE,
  CW_SPAN_FAILED,
  CW_SPAN_CANCELLED,
} CwSpanState;

/** CwPhaseMark: when a phase began, in monotonic microseconds. It ends where the next begins. */
typedef struct
{
  CwPhase phase;
  gint64 start;
} CwPhaseMark;

#define CW_SPAN_MAX_MARKS 10

/** CwSpan: one request sent once, or one job. */
typedef struct
{
  guint64 id; /* later ones are higher */
  CwActivityKind kind;
  CwSpanState state;
  GRefString *place;   /* the host that is asked, or the pool that works */
  GRefString *label;   /* what is done, without anything secret */
  GRefString *symbol;  /* nullable: for whom */
  GRefString *message; /* nullable: why it failed */
  guint status;        /* of the answer; 0 if there is none */
  guint lane;          /* among those that run in this place, from 1; 0 while it only waits */
  gint64 end;          /* monotonic microseconds; 0 while it is under way */
  guint n_marks;       /* at least 1; the first is when it began */
  CwPhaseMark marks[CW_SPAN_MAX_MARKS];
} CwSpan;

/** CwActivityPlace: where work is done, and how much of it there is. */
typedef struct
{
  GRefString *name;
  CwActivityKind kind;
  guint limit;         /* how much may run at once; 0 if unknown */
  gint64 closed_until; /* seconds since 1970; 0 if it is open */
  guint n_running, n_waiting;
} CwActivityPlace;

/** CwActivityTotals: what has been seen of one kind. */
typedef struct
{
  guint64 n_done, n_failed, n_cancelled;
  guint64 n_dropped; /* forgotten before they ended, for want of room */
} CwActivityTotals;

gboolean cw_activity_is_watched (void);
guint64
cw_activity_begin (CwActivityKind kind, const char *place, const char *label, const char *symbol);
void cw_activity_enter (guint64 span, CwPhase phase);
void cw_activity_end (guint64 span, CwSpanState state, guint status, const char *message);
void
cw_activity_set_place (CwActivityKind kind, const char *place, guint limit, gint64 closed_until);

/**
 * CwActivityWatch:
 *
 * Somebody who watches. From the first watch to the last one's end, what is told is kept, though
 * never more than the latest %CW_ACTIVITY_CAPACITY spans.
 */
typedef struct _CwActivityWatch CwActivityWatch;

#define CW_ACTIVITY_CAPACITY 2048

CwActivityWatch *cw_activity_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_activity_watch_free (CwActivityWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwActivityWatch, cw_activity_watch_free)

GArray *cw_activity_watch_read (CwActivityWatch *watch) G_GNUC_WARN_UNUSED_RESULT;
GArray *cw_activity_watch_read_places (CwActivityWatch *watch) G_GNUC_WARN_UNUSED_RESULT;
void cw_activity_watch_read_totals (CwActivityWatch *watch,
                                    CwActivityTotals totals[CW_N_ACTIVITY_KINDS]);

CwSpan *cw_span_copy (const CwSpan *span) G_GNUC_WARN_UNUSED_RESULT;
void cw_span_copy_to (const CwSpan *span, CwSpan *copy);
void cw_span_clear (CwSpan *span);
void cw_span_free (CwSpan *span);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSpan, cw_span_free)

gint64 cw_span_get_start (const CwSpan *span);
gint64 cw_span_get_phase_end (const CwSpan *span, guint mark, gint64 now);
gint64 cw_span_get_time_in (const CwSpan *span, CwPhase phase, gint64 now);
CwPhase cw_span_get_phase (const CwSpan *span);

G_END_DECLS
