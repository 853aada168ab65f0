/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"

G_BEGIN_DECLS

/** CwHttpAdmission: whether a host may be sent another request. */
typedef enum
{
  CW_HTTP_ADMISSION_GO,
  CW_HTTP_ADMISSION_WAIT,   /* too many lately, or it is seen whether it answers again */
  CW_HTTP_ADMISSION_CLOSED, /* it refused, and is left alone for a while */
} CwHttpAdmission;

/**
 * CwHttpHost:
 *
 * What a client knows of one host: how many requests it may still get (a token bucket), and whether
 * it is left alone because it refused (a circuit breaker). Knows no clock: every function is told
 * what time it is, in monotonic microseconds.
 */
typedef struct
{
  char *name;
  gboolean is_local; /* this computer itself */
  guint n_requests;  /* that have not ended … */
  guint n_running;   /* … and of these, those under way */
  double tokens;
  gint64 refilled_at;
  guint n_refusals;         /* one after the other, each seen when it was asked again */
  guint n_troubles;         /* requests in a row that failed without an answer */
  guint n_trouble_pauses;   /* one after the other, because of them */
  gint64 closed_until;      /* 0 if it never refused, or answered since */
  gint64 closed_until_real; /* the same in seconds since 1970 */
  gboolean has_said;        /* it is closed for as long as it said itself */
  gint64 asked_anyway_at;   /* when a person last wanted it asked before its time, or 0 */
  gboolean is_probing;      /* one request is under way to see whether it answers again */
  GError *refusal;          /* for whoever asks while it is closed */
  gint64 answered_at;       /* when it last gave what it was asked for, seconds since 1970, or 0 */
} CwHttpHost;

CwHttpHost *cw_http_host_new (GUri *uri);
void cw_http_host_free (CwHttpHost *host);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpHost, cw_http_host_free)

CwHttpAdmission
cw_http_host_admit (CwHttpHost *host, const CwHttpLimits *limits, gint64 now, gint64 *when);
void cw_http_host_note_answer (CwHttpHost *host, gint64 now);
void cw_http_host_note_refusal (
    CwHttpHost *host, gboolean is_limit, gint64 retry_after, gint64 now, gint64 now_real);
void cw_http_host_note_failure (CwHttpHost *host);
void
cw_http_host_note_trouble (CwHttpHost *host, const GError *trouble, gint64 now, gint64 now_real);
gboolean cw_http_host_ask_anyway (CwHttpHost *host, gint64 now);
gboolean cw_http_host_forget_troubles (CwHttpHost *host);
double cw_http_host_count_tokens (const CwHttpHost *host, const CwHttpLimits *limits, gint64 now);

G_END_DECLS
