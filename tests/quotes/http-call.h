/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"
#include "fault-server.h"

G_BEGIN_DECLS

/** HttpFixture: a client, its thread and a server that misbehaves as asked. */
typedef struct
{
  FaultServer *server;
  CwLoopThread *network;
  CwHttpClient *client;
} HttpFixture;

void http_fixture_open (HttpFixture *fixture, const CwHttpLimits *limits, CwTrace *trace);
void http_fixture_close (HttpFixture *fixture);

/** HttpCall: a request whose end a test waits for in its own thread. */
typedef struct
{
  HttpFixture *fixture;
  CwHttpRequest request;
  char *url;
  GCancellable *cancellable;
  GAsyncQueue *ends; /* of HttpCall: one entry for each time the callback came */
  gboolean ended;
  guint order; /* the how-manieth of all calls that ended */
  CwHttpResponse *response;
  GError *error;
} HttpCall;

HttpCall *http_call_new (HttpFixture *fixture, const char *path);
void http_call_start (HttpCall *call);
void http_call_wait (HttpCall *call);
void http_call_free (HttpCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpCall, http_call_free)

HttpCall *http_call_run (HttpFixture *fixture, const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
