/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-loop-thread.h"
#include "cw-trace.h"

G_BEGIN_DECLS

/**
 * CwHttpLimits:
 *
 * How the one HTTP policy treats every provider. The last two do not hold for this computer itself.
 */
typedef struct
{
  guint concurrency;     /* requests under way at once, and connections, to one host */
  guint timeout_seconds; /* without a byte, before a request is given up */
  guint retries;         /* of transient failures */
  guint retry_ms;        /* the longest wait before the first of them, doubling; 0 for a second */
  guint per_minute;      /* requests that one host gets in the long run; 0 for any number */
  guint burst;           /* requests that it may get at once after a while without any */
} CwHttpLimits;

#define CW_HTTP_LIMITS_POLITE ((CwHttpLimits){ 4, 15, 3, 0, 60, 20 })

/**
 * CwHttpRequest:
 *
 * A GET. @secret_header is sent, but never logged, traced, shown or passed to another host.
 */
typedef struct
{
  const char *url;
  const char *secret_header; /* nullable: the header's name */
  const char *secret;        /* nullable: its value */
  const char *symbol;        /* nullable: for the trace */
  gsize max_bytes;           /* of the decoded body */
  guint deadline_seconds;    /* from when it is first sent, retries included */
  int priority;              /* lower goes first */
} CwHttpRequest;

/** CwHttpResponse: a whole answer, whatever its status. */
typedef struct
{
  guint status;
  GBytes *body;
  gint64 retry_after;  /* seconds that the server wants to be left alone, or -1 */
  gint64 closed_until; /* when the host will be asked again, in seconds since 1970, or 0 for now */
  gint64 skew; /* seconds by which the server's clock is ahead of this computer's; 0 if unknown */
} CwHttpResponse;

/** CwHttpHostState: how it stands with one host right now; a copy, for showing. */
typedef struct
{
  char *name;
  guint limit;         /* requests under way at once, at the most */
  guint n_running;     /* requests under way */
  guint n_waiting;     /* requests that wait for their turn, or to be repeated */
  guint per_minute;    /* requests that it gets in the long run, or 0 for any number */
  double tokens;       /* requests that it could get at once now, if there is such a limit */
  gint64 closed_until; /* when it will be asked again, in seconds since 1970, or 0 for now */
  char *reason;        /* nullable: why it is left alone, for people */
  gint64 answered_at;  /* when it last gave what it was asked for, in seconds since 1970, or 0 */
} CwHttpHostState;

void cw_http_host_state_free (CwHttpHostState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpHostState, cw_http_host_state_free)

/**
 * CwHttpClient:
 *
 * The one HTTP policy for all providers: pooled connections, a queue ordered by priority, limits,
 * retries, deadlines, redirects, redaction and timing. Equal requests are made once. A host that
 * refuses is left alone for a while. Everything happens in the network thread.
 */
typedef struct _CwHttpClient CwHttpClient;

CwHttpClient *
cw_http_client_new (CwLoopThread *network, const CwHttpLimits *limits, CwTrace *trace);
void cw_http_client_free (CwHttpClient *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpClient, cw_http_client_free)

CwLoopThread *cw_http_client_get_network (CwHttpClient *client);
const CwHttpLimits *cw_http_client_get_limits (CwHttpClient *client);

void cw_http_client_fetch_async (CwHttpClient *client,
                                 const CwHttpRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CwHttpResponse *cw_http_client_fetch_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cw_http_client_dup_hosts (CwHttpClient *client) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_http_client_ask_anyway (CwHttpClient *client);
void cw_http_client_close_host (CwHttpClient *client, const char *url);
gboolean cw_http_client_network_changed (CwHttpClient *client);
void cw_http_client_set_behind_portal (CwHttpClient *client, gboolean behind_portal);
gboolean cw_http_client_is_behind_portal (CwHttpClient *client);
gint64 cw_http_client_get_skew (CwHttpClient *client);

CwHttpResponse *cw_http_response_copy (const CwHttpResponse *response) G_GNUC_WARN_UNUSED_RESULT;
void cw_http_response_free (CwHttpResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpResponse, cw_http_response_free)

G_END_DECLS
