/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-clock.h"

G_BEGIN_DECLS

/** CwServerOptions: how the embedded quotes server behaves. All zero: at once and without faults.
 */
typedef struct
{
  guint16 port;     /* 0 picks a free one */
  guint latency_ms; /* before each answer */
  guint jitter_ms;  /* at most this much more, at random */
  double fail_rate; /* 0 … 1: how many requests are answered with 503 */
  guint rate_limit; /* requests allowed in rate_limit_seconds, 0 for any number */
  guint rate_limit_seconds;
  guint64 seed;         /* of the simulated symbols, the jitter and the failures */
  const char *data_dir; /* nullable: bars from DIR/SYMBOL.csv, before the bundled ones */
} CwServerOptions;

/**
 * CwServer:
 *
 * Real HTTP on 127.0.0.1, on a thread of its own: the market data that the package bundles and
 * simulated symbols, in the shapes of the real providers.
 */
typedef struct _CwServer CwServer;

CwServer *cw_server_new (const CwServerOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_server_free (CwServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwServer, cw_server_free)

const char *cw_server_get_url (CwServer *server);

G_END_DECLS
