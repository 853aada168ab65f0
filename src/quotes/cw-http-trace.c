/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-trace.h"

#include "cw-http-policy.h"
#include "cw-quotes-error.h"

/* A moment of 0 did not happen: the connection was there already, or the exchange ended before. */
static double
milliseconds (guint64 start, guint64 end)
{
  return start != 0 && end > start ? (double) (end - start) / 1000 : 0;
}

static void
add_phases (GVariantDict *args, SoupMessageMetrics *metrics, gint64 now)
{
  guint64 connect_start = soup_message_metrics_get_connect_start (metrics),
          connect_end = soup_message_metrics_get_connect_end (metrics),
          tls_start = soup_message_metrics_get_tls_start (metrics),
          response_start = soup_message_metrics_get_response_start (metrics),
          response_end = soup_message_metrics_get_response_end (metrics);

  g_variant_dict_insert (args, "dns_ms", "d",
                         milliseconds (soup_message_metrics_get_dns_start (metrics),
                                       soup_message_metrics_get_dns_end (metrics)));
  /* What libsoup calls the end of connecting includes the handshake. */
  g_variant_dict_insert (args, "connect_ms", "d",
                         milliseconds (connect_start, tls_start != 0 ? tls_start : connect_end));
  g_variant_dict_insert (args, "tls_ms", "d", milliseconds (tls_start, connect_end));
  g_variant_dict_insert (args, "wait_ms", "d",
                         milliseconds (soup_message_metrics_get_request_start (metrics),
                                       response_start != 0 ? response_start : (guint64) now));
  g_variant_dict_insert (args, "receive_ms", "d",
                         milliseconds (response_start,
                                       response_end != 0 ? response_end : (guint64) now));
}

static char *
make_name (GUri *uri)
{
  g_autofree char *host = cw_http_get_host (uri);

  return g_strconcat (host, g_uri_get_path (uri), NULL);
}

/**
 * cw_http_trace_add:
 * @trace: (nullable): where exchanges are recorded
 * @message: a message whose exchange has just ended, with metrics
 * @attempt: the rest
 *
 * Records an exchange, from the moment it was queued: address without secrets, status, bytes, and
 * how long each phase took.
 */
void
cw_http_trace_add (CwTrace *trace, SoupMessage *message, const CwHttpAttempt *attempt)
{
  GUri *uri = soup_message_get_uri (message);
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  gint64 now = g_get_monotonic_time ();
  g_autofree char *full = NULL;
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;
  GVariantDict args;

  if (trace == NULL)
    return;
  full = g_uri_to_string (uri);
  url = cw_http_redact_url (full);
  name = make_name (uri);
  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "url", "s", url);
  g_variant_dict_insert (&args, "status", "u", soup_message_get_status (message));
  g_variant_dict_insert (&args, "bytes", "t", (guint64) attempt->bytes);
  g_variant_dict_insert (&args, "attempt", "u", attempt->number);
  if (attempt->symbol != NULL)
    g_variant_dict_insert (&args, "symbol", "s", attempt->symbol);
  if (attempt->error != NULL)
    g_variant_dict_insert (&args, "error", "s", cw_quotes_error_get_id (attempt->error));
  g_variant_dict_insert (&args, "queued_ms", "d",
                         milliseconds ((guint64) attempt->queued_at, (guint64) attempt->sent_at));
  if (metrics != NULL)
    add_phases (&args, metrics, now);
  cw_trace_add (trace, "http", name, attempt->queued_at, now, g_variant_dict_end (&args));
}
