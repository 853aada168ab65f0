/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-host.h"

G_BEGIN_DECLS

/**
 * CwHttpHosts:
 *
 * All hosts that a client has asked. Only the thread of the client's queue sends to them and notes
 * what becomes of it; any thread may look at how it stands with them.
 */
typedef struct _CwHttpHosts CwHttpHosts;

CwHttpHosts *cw_http_hosts_new (const CwHttpLimits *limits) G_GNUC_WARN_UNUSED_RESULT;
void cw_http_hosts_free (CwHttpHosts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHttpHosts, cw_http_hosts_free)

/* In the queue's thread: */
CwHttpHost *cw_http_hosts_find (CwHttpHosts *self, GUri *uri);
void cw_http_hosts_enter (CwHttpHosts *self, CwHttpHost *host);
void cw_http_hosts_leave (CwHttpHosts *self, CwHttpHost *host);
CwHttpAdmission
cw_http_hosts_admit (CwHttpHosts *self, CwHttpHost *host, gint64 *when, GError **refusal);
void cw_http_hosts_note_pause (CwHttpHosts *self, CwHttpHost *host);
void cw_http_hosts_note_end (CwHttpHosts *self,
                             CwHttpHost *host,
                             gboolean has_secret,
                             CwHttpResponse *response,
                             const GError *error);
void cw_http_hosts_close (CwHttpHosts *self, GUri *uri);

/* In any thread: */
GPtrArray *cw_http_hosts_dup_states (CwHttpHosts *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_http_hosts_ask_anyway (CwHttpHosts *self);
gboolean cw_http_hosts_forget_troubles (CwHttpHosts *self);

G_END_DECLS
