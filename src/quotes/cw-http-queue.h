/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cw-http-client.h"
#include "cw-http-hosts.h"

G_BEGIN_DECLS

/**
 * CwHttpQueue:
 *
 * Decides which request goes out when: by priority, within the limits, each thing once however many
 * ask for it, and none to a host that refuses. Lives in one thread.
 */
typedef struct _CwHttpQueue CwHttpQueue;

CwHttpQueue *cw_http_queue_new (SoupSession *session,
                                GMainContext *context,
                                const CwHttpLimits *limits,
                                CwTrace *trace,
                                gint *behind_portal);
void cw_http_queue_free (CwHttpQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpQueue, cw_http_queue_free)

gboolean cw_http_queue_add (CwHttpQueue *self,
                            const CwHttpRequest *request,
                            GTask *task,
                            GCancellable *cancellable);
gint64 cw_http_queue_get_skew (CwHttpQueue *self);
CwHttpHosts *cw_http_queue_get_hosts (CwHttpQueue *self);
void cw_http_queue_abort (CwHttpQueue *self);

GError *cw_http_new_cancelled (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
