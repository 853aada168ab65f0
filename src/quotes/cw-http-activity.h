/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Tells the live activity of exchanges: each sending of a request is a span of its own. While
 * nobody watches, each of these does next to nothing. */

guint64 cw_http_activity_begin (GUri *uri, const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
void cw_http_activity_send (guint64 span, SoupMessage *message);
void cw_http_activity_end (guint64 *span, SoupMessage *message, const GError *error);

G_END_DECLS
