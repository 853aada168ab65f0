/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CW_HTTP_MAX_REDIRECTS: how many redirects are followed before a request is given up. */
#define CW_HTTP_MAX_REDIRECTS 5

char *cw_http_redact_url (const char *url) G_GNUC_WARN_UNUSED_RESULT;
GUri *cw_http_parse_url (const char *url) G_GNUC_WARN_UNUSED_RESULT;
char *cw_http_get_host (GUri *uri) G_GNUC_WARN_UNUSED_RESULT;

char *cw_http_format_time (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
gint64 cw_http_parse_date (const char *value);
gint64 cw_http_parse_retry_after (const char *value, gint64 now);
gboolean cw_http_status_is_transient (guint status);
gboolean cw_http_status_is_redirect (guint status);
gboolean cw_http_error_is_transient (const GError *error);
gint64 cw_http_retry_delay (guint n_retries, guint first_ms);

GUri *cw_http_follow (GUri *from,
                      const char *location,
                      guint n_redirects,
                      gboolean has_secret,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** CwHttpCircumstances: what else is known where an exchange failed. */
typedef struct
{
  GTlsCertificateFlags certificate; /* what is wrong with the server's certificate */
  gboolean knows_skew;
  gint64 skew;            /* seconds by which other servers' clocks are ahead of this computer's */
  const char *proxy;      /* nullable: through which the server was to be reached */
  gboolean behind_portal; /* this network wants a sign-in before it lets anything through */
} CwHttpCircumstances;

GError *
cw_http_describe_failure (const GError *failure,
                          GUri *uri,
                          const CwHttpCircumstances *circumstances) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_http_failure_may_be_proxy (const GError *failure);
GError *cw_http_describe_portal (const char *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
