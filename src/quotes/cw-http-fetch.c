/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-fetch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-http-activity.h"
#include "cw-http-exchange.h"
#include "cw-http-policy.h"
#include "cw-http-proxy.h"
#include "cw-http-trace.h"
#include "cw-quotes-error.h"

#define DEFAULT_RETRY_MS 1000
/* An answer that broke off is asked for once more, not as often as a connection that was never
 * made. */
#define BROKEN_RETRIES 1
/* An answer may have been on its way, or in somebody's cache, for as many seconds. */
#define SMALL_SKEW 60

/* One request with all its attempts and redirects. A fetch that is running is ended by nobody but
 * its exchange, so that a slot is never given away twice. */
struct _CwHttpFetch
{
  CwHttpFetchOwner *owner;
  GUri *uri;                             /* owned; changes with redirects */
  char *secret_header, *secret, *symbol; /* owned, nullable */
  gsize max_bytes;
  guint deadline_seconds;

  CwHttpFetchState state;
  SoupMessage *message;      /* owned, while running */
  GCancellable *exchange;    /* owned, while running */
  GError *verdict;           /* owned: why a running exchange is being given up */
  GSource *deadline, *pause; /* owned, nullable */
  gint64 queued_at, sent_at; /* monotonic microseconds, as is … */
  gint64 deadline_at;        /* … this; 0 before the first sending */
  guint n_attempts, n_retries, n_redirects, n_broken;
  guint64 span; /* of the live activity: this attempt's, or 0 */

  GError *failure;                  /* owned, while it is found out whether a proxy … */
  GTlsCertificateFlags certificate; /* … is to blame, as is what was wrong with this */
};

static void exchanged_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * cw_http_fetch_new:
 * @owner: what to work with; it must outlive the fetch
 * @request: what to fetch; copied
 *
 * Returns: (transfer full) (nullable): a fetch that is queued, or %NULL if the address is none
 */
CwHttpFetch *
cw_http_fetch_new (CwHttpFetchOwner *owner, const CwHttpRequest *request)
{
  GUri *uri = cw_http_parse_url (request->url);
  CwHttpFetch *fetch;

  if (uri == NULL)
    return NULL;
  fetch = g_new0 (CwHttpFetch, 1);
  fetch->owner = owner;
  fetch->uri = uri;
  fetch->secret_header = g_strdup (request->secret_header);
  fetch->secret = g_strdup (request->secret);
  fetch->symbol = g_strdup (request->symbol);
  fetch->max_bytes = request->max_bytes;
  fetch->deadline_seconds = request->deadline_seconds;
  cw_http_fetch_queue (fetch);
  return fetch;
}

/** cw_http_fetch_free: @fetch: (transfer full) (nullable): a fetch that is not running */
void
cw_http_fetch_free (CwHttpFetch *fetch)
{
  if (fetch == NULL)
    return;
  g_return_if_fail (fetch->exchange == NULL);
  clear_source (&fetch->deadline);
  clear_source (&fetch->pause);
  cw_http_activity_end (&fetch->span, NULL, NULL);
  g_clear_error (&fetch->verdict);
  g_clear_error (&fetch->failure);
  g_uri_unref (fetch->uri);
  g_free (fetch->secret_header);
  wipe (fetch->secret);
  g_free (fetch->symbol);
  g_free (fetch);
}

/** cw_http_fetch_get_uri: Returns: (transfer none): what it asks, or asks next */
GUri *
cw_http_fetch_get_uri (CwHttpFetch *fetch)
{
  return fetch->uri;
}

/** cw_http_fetch_has_secret: Returns: whether it carries a key */
gboolean
cw_http_fetch_has_secret (CwHttpFetch *fetch)
{
  return fetch->secret != NULL;
}

/** cw_http_fetch_get_state: Returns: where it is */
CwHttpFetchState
cw_http_fetch_get_state (CwHttpFetch *fetch)
{
  return fetch->state;
}

/** cw_http_fetch_queue: tells a fetch that it is in the queue now */
void
cw_http_fetch_queue (CwHttpFetch *fetch)
{
  fetch->state = CW_HTTP_FETCH_QUEUED;
  fetch->queued_at = g_get_monotonic_time ();
  fetch->span = cw_http_activity_begin (fetch->uri, fetch->symbol);
}

static void
end (CwHttpFetch *fetch, CwHttpResponse *response, GError *error)
{
  fetch->owner->ended (fetch, response, error, fetch->owner->data);
}

/**
 * cw_http_fetch_give_up:
 * @fetch: a fetch
 * @reason: (transfer full): what it is to end with; of several the first one counts
 *
 * Ends the fetch, at once or, if it is running, as soon as its exchange has come to its end.
 */
void
cw_http_fetch_give_up (CwHttpFetch *fetch, GError *reason)
{
  if (fetch->state != CW_HTTP_FETCH_RUNNING)
    {
      end (fetch, NULL, reason);
      return;
    }
  if (fetch->verdict == NULL)
    fetch->verdict = reason;
  else
    g_error_free (reason);
  g_cancellable_cancel (fetch->exchange);
}

static GSource *
attach (CwHttpFetch *fetch, gint64 milliseconds, GSourceFunc func)
{
  GSource *source = g_timeout_source_new ((guint) MIN (milliseconds, G_MAXUINT));

  g_source_set_callback (source, func, fetch, NULL);
  g_source_attach (source, fetch->owner->context);
  return source;
}

static GError *
describe (CwHttpFetch *fetch, const GError *failure, const char *proxy)
{
  CwHttpCircumstances circumstances = {
    .certificate = fetch->certificate,
    .knows_skew = fetch->owner->knows_skew,
    .skew = fetch->owner->skew,
    .proxy = proxy,
    .behind_portal = g_atomic_int_get (fetch->owner->behind_portal),
  };

  return cw_http_describe_failure (failure, fetch->uri, &circumstances);
}

static gboolean
deadline_cb (gpointer data)
{
  CwHttpFetch *fetch = data;
  g_autoptr (GError) failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");

  cw_http_fetch_give_up (fetch, describe (fetch, failure, NULL));
  return G_SOURCE_REMOVE;
}

static void
start_deadline (CwHttpFetch *fetch)
{
  if (fetch->deadline_at != 0 || fetch->deadline_seconds == 0)
    return;
  fetch->deadline_at = fetch->sent_at + fetch->deadline_seconds * G_USEC_PER_SEC;
  fetch->deadline = attach (fetch, fetch->deadline_seconds * G_GINT64_CONSTANT (1000), deadline_cb);
}

static SoupMessage *
make_message (CwHttpFetch *fetch)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  /* The connection that just broke is not asked again. */
  if (fetch->n_retries > 0)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (fetch->secret_header != NULL && fetch->secret != NULL)
    soup_message_headers_replace (headers, fetch->secret_header, fetch->secret);
  return message;
}

/** cw_http_fetch_send: hands a fetch that was given a slot to the session */
void
cw_http_fetch_send (CwHttpFetch *fetch)
{
  fetch->state = CW_HTTP_FETCH_RUNNING;
  fetch->n_attempts++;
  fetch->sent_at = g_get_monotonic_time ();
  start_deadline (fetch);
  fetch->message = make_message (fetch);
  fetch->exchange = g_cancellable_new ();
  if (fetch->span == 0)
    fetch->span = cw_http_activity_begin (fetch->uri, fetch->symbol);
  cw_http_activity_send (fetch->span, fetch->message);
  cw_http_exchange_async (fetch->owner->session, fetch->message, fetch->owner->buffers,
                          fetch->max_bytes, fetch->exchange, exchanged_cb, fetch);
}

static gboolean
paused_cb (gpointer data)
{
  CwHttpFetch *fetch = data;

  clear_source (&fetch->pause);
  fetch->owner->resumed (fetch, fetch->owner->data);
  return G_SOURCE_REMOVE;
}

/* Whether the request will be repeated: then it waits without holding a slot. */
static gboolean
retry (CwHttpFetch *fetch, gint64 retry_after, gboolean broken)
{
  const CwHttpLimits *limits = fetch->owner->limits;
  guint first_ms = limits->retry_ms > 0 ? limits->retry_ms : DEFAULT_RETRY_MS;
  gint64 delay = cw_http_retry_delay (fetch->n_retries, first_ms);

  delay = MAX (delay, retry_after * 1000);
  if (fetch->n_retries >= limits->retries || (broken && fetch->n_broken >= BROKEN_RETRIES)
      || (fetch->deadline_at != 0 && g_get_monotonic_time () + delay * 1000 >= fetch->deadline_at))
    return FALSE;
  fetch->n_retries++;
  fetch->n_broken += broken;
  fetch->state = CW_HTTP_FETCH_PAUSED;
  fetch->pause = attach (fetch, delay, paused_cb);
  fetch->owner->paused (fetch, fetch->owner->data);
  return TRUE;
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwHttpFetch *fetch = data;
  g_autofree char *proxy = cw_http_proxy_find_finish (result);
  g_autoptr (GError) failure = g_steal_pointer (&fetch->failure);

  g_clear_object (&fetch->exchange);
  if (fetch->verdict != NULL)
    end (fetch, NULL, g_steal_pointer (&fetch->verdict));
  else
    end (fetch, NULL, describe (fetch, failure, proxy));
}

/* Where no connection was made, a proxy may be to blame, and its name is worth a question. */
static void
fail (CwHttpFetch *fetch, const GError *failure)
{
  if (!cw_http_failure_may_be_proxy (failure))
    {
      end (fetch, NULL, describe (fetch, failure, NULL));
      return;
    }
  fetch->failure = g_error_copy (failure);
  fetch->exchange = g_cancellable_new ();
  cw_http_proxy_find_async (fetch->owner->session, fetch->uri, fetch->exchange, proxy_cb, fetch);
}

static void
settle_failure (CwHttpFetch *fetch, SoupMessage *message, const GError *failure)
{
  gboolean broken = soup_message_get_status (message) != SOUP_STATUS_NONE
                    || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

  g_debug ("%s: attempt %u: %s", g_uri_get_host (fetch->uri), fetch->n_attempts, failure->message);
  if (!cw_http_error_is_transient (failure) || !retry (fetch, -1, broken))
    fail (fetch, failure);
}

/* The slot is kept: the next request goes out at once. */
static void
redirect (CwHttpFetch *fetch, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  GError *error = NULL;
  GUri *next;

  fetch->n_redirects++;
  next = cw_http_follow (fetch->uri, location, fetch->n_redirects, fetch->secret != NULL, &error);
  if (next == NULL)
    {
      end (fetch, NULL, error);
      return;
    }
  g_uri_unref (fetch->uri);
  fetch->uri = next;
  cw_http_fetch_queue (fetch);
  cw_http_fetch_send (fetch);
}

/* The server writes whole seconds, when it began to answer. */
static gint64
note_date (CwHttpFetch *fetch, SoupMessageHeaders *headers)
{
  gint64 date = cw_http_parse_date (soup_message_headers_get_one (headers, "Date"));
  gint64 skew = date - g_get_real_time () / G_USEC_PER_SEC;

  if (date == 0)
    return 0;
  fetch->owner->knows_skew = TRUE;
  fetch->owner->skew = ABS (skew) > SMALL_SKEW ? skew : 0;
  return fetch->owner->skew;
}

static gboolean
is_json (const char *type)
{
  return type == NULL || strstr (type, "json") != NULL || strstr (type, "javascript") != NULL;
}

/* What is in a body is seen by reading it; a host that calls it something else is worth a word, but
 * only one. */
static void
note_type (CwHttpFetch *fetch, SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autofree char *host = NULL;

  if (is_json (type))
    return;
  host = cw_http_get_host (fetch->uri);
  if (g_hash_table_contains (fetch->owner->odd_types, host))
    return;
  g_info ("%s calls its answers %s", host, type);
  g_hash_table_add (fetch->owner->odd_types, g_steal_pointer (&host));
}

static void
settle_answer (CwHttpFetch *fetch, SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  gint64 retry_after =
      cw_http_parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                                 g_get_real_time () / G_USEC_PER_SEC);
  gint64 skew = note_date (fetch, headers);
  CwHttpResponse *response;

  if (cw_http_status_is_redirect (status))
    {
      redirect (fetch, message);
      return;
    }
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    {
      g_autoptr (GError) failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, "");

      fail (fetch, failure);
      return;
    }
  if (cw_http_status_is_transient (status) && retry (fetch, retry_after, FALSE))
    return;
  if (status == SOUP_STATUS_OK)
    note_type (fetch, headers);
  response = g_new0 (CwHttpResponse, 1);
  response->status = status;
  response->body = g_bytes_ref (body);
  response->retry_after = retry_after;
  response->skew = skew;
  end (fetch, response, NULL);
}

/* For the trace and for whoever watches, each attempt counts, whatever becomes of the request. */
static void
tell_attempt (CwHttpFetch *fetch, SoupMessage *message, GBytes *body, const GError *error)
{
  CwHttpAttempt attempt = {
    .symbol = fetch->symbol,
    .queued_at = fetch->queued_at,
    .sent_at = fetch->sent_at,
    .number = fetch->n_attempts,
    .bytes = body != NULL ? g_bytes_get_size (body) : 0,
    .error = error,
  };

  cw_http_trace_add (fetch->owner->trace, message, &attempt);
  cw_http_activity_end (&fetch->span, message, error);
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwHttpFetch *fetch = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) described = NULL;
  g_autoptr (GBytes) body = cw_http_exchange_finish (result, &failure);
  g_autoptr (SoupMessage) message = g_steal_pointer (&fetch->message);
  g_autoptr (GCancellable) exchange = g_steal_pointer (&fetch->exchange);

  fetch->certificate = soup_message_get_tls_peer_certificate_errors (message);
  if (failure != NULL)
    {
      g_cancellable_cancel (exchange); /* what is still on the line is not wanted */
      described = describe (fetch, failure, NULL);
    }
  tell_attempt (fetch, message, body, fetch->verdict != NULL ? fetch->verdict : described);
  if (fetch->verdict != NULL)
    end (fetch, NULL, g_steal_pointer (&fetch->verdict));
  else if (failure != NULL)
    settle_failure (fetch, message, failure);
  else
    settle_answer (fetch, message, body);
}
