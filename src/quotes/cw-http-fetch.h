/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cw-buffer-pool.h"
#include "cw-http-client.h"

G_BEGIN_DECLS

typedef struct _CwHttpFetch CwHttpFetch;

/** CwHttpFetchState: where a fetch is. Only a running one holds one of the client's slots. */
typedef enum
{
  CW_HTTP_FETCH_QUEUED,
  CW_HTTP_FETCH_RUNNING,
  CW_HTTP_FETCH_PAUSED, /* until it is repeated */
} CwHttpFetchState;

/**
 * CwHttpFetchOwner:
 * @paused: the fetch has left its slot and will want another one
 * @resumed: it is to be queued again
 * @ended: it is over; takes the response or the error, and the fetch itself
 *
 * What a fetch works with and learns, and whom it tells. A fetch that was running has left its slot
 * when
 * @paused or @ended is called; neither is called from within cw_http_fetch_send().
 */
typedef struct
{
  SoupSession *session;
  CwBufferPool *buffers;
  GMainContext *context;
  CwTrace *trace; /* nullable */
  const CwHttpLimits *limits;
  const gint *behind_portal; /* atomic: whether this network wants a sign-in */
  GHashTable *odd_types;     /* hosts that call their data something else than it is */
  gboolean knows_skew;
  gint64 skew; /* by how many seconds the servers' clocks are ahead of this computer's */
  gpointer data;
  void (*paused) (CwHttpFetch *fetch, gpointer data);
  void (*resumed) (CwHttpFetch *fetch, gpointer data);
  void (*ended) (CwHttpFetch *fetch, CwHttpResponse *response, GError *error, gpointer data);
} CwHttpFetchOwner;

CwHttpFetch *cw_http_fetch_new (CwHttpFetchOwner *owner, const CwHttpRequest *request);
void cw_http_fetch_free (CwHttpFetch *fetch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpFetch, cw_http_fetch_free)

GUri *cw_http_fetch_get_uri (CwHttpFetch *fetch);
gboolean cw_http_fetch_has_secret (CwHttpFetch *fetch);
CwHttpFetchState cw_http_fetch_get_state (CwHttpFetch *fetch);
void cw_http_fetch_queue (CwHttpFetch *fetch);
void cw_http_fetch_send (CwHttpFetch *fetch);
void cw_http_fetch_give_up (CwHttpFetch *fetch, GError *reason);

G_END_DECLS
