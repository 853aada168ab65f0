/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FaultServer:
 *
 * A server on 127.0.0.1 that does to its clients what networks and servers do at their worst. The
 * first part of the path says what; what follows is ignored, so that a provider can be sent there
 * with its own paths:
 *
 * - `/ok`: the body, with its length · `/gzip`: the same, compressed · `/chunked`: the same, in
 *   chunks · `/odd-type`: the same as `text/html`
 * - `/delay-MS`: the body after MS milliseconds · `/drip`: the body, a byte each 50 ms
 * - `/stall`: headers, then nothing · `/silence`: nothing at all
 * - `/reset`: half the body, then a reset · `/short`: less than the announced length ·
 *   `/cut-chunks`: a chunked body that just ends · `/no-length`: half the body, then the end
 * - `/huge`: a gigabyte · `/bomb`: 64 MiB of zeros, compressed · `/bad-gzip`: no gzip inside
 * - `/html`: a page with status 200 · `/empty`: nothing with status 200
 * - `/loop`: a redirect to itself · `/to-LOCATION`: a redirect, escaped · `/chain-N`: N redirects
 * - `/status-N` and `/status-N-RETRYAFTER`: an error, escaped header value
 * - `/date-SECONDS`: the body, from a clock that is wrong by so much · `/unless-WORD`: 422 if the
 *   query holds the word, else the body · `/limit-DAYS`: 422, as Yahoo says how far bars reach back
 * - `/garbage`: no HTTP · `/big-header`: 300 KB of header
 * - `/once-FAULT`: the fault for the first request of this path, then `/ok`
 */
typedef struct _FaultServer FaultServer;

FaultServer *fault_server_new (void);
void fault_server_free (FaultServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

const char *fault_server_get_url (FaultServer *server);
const char *fault_server_get_tls_url (FaultServer *server);
char *fault_server_add_tls (FaultServer *server,
                            const char *pem,
                            const char *http2) G_GNUC_WARN_UNUSED_RESULT;
void fault_server_set_body (FaultServer *server, GBytes *body);

guint fault_server_get_n_requests (FaultServer *server);
guint fault_server_get_n_connections (FaultServer *server);
guint fault_server_get_peak (FaultServer *server);
char *fault_server_get_request (FaultServer *server, guint i);
void fault_server_wait_idle (FaultServer *server);

G_END_DECLS
