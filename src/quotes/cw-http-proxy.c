/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-proxy.h"

#include "cw-http-policy.h"

/* A proxy's address may hold a name and a password; its host and port are enough to know it by. */
static char *
describe_proxy (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL
      || g_strcmp0 (g_uri_get_scheme (uri), "direct") == 0)
    return NULL;
  return cw_http_get_host (uri);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_auto (GStrv) addresses =
      g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, NULL);

  g_task_return_pointer (task,
                         addresses != NULL && addresses[0] != NULL ? describe_proxy (addresses[0])
                                                                   : NULL,
                         g_free);
}

/**
 * cw_http_proxy_find_async:
 * @session: who asked, in whose thread this is
 * @uri: what was asked
 * @cancellable: (nullable): gives it up
 * @callback: called when it is known
 * @user_data: what to hand to @callback
 *
 * Finds out through which proxy an address is asked, so that its failure can name it.
 */
void
cw_http_proxy_find_async (SoupSession *session,
                          GUri *uri,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);
  g_autofree char *address = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY);

  g_task_set_source_tag (task, cw_http_proxy_find_async);
  g_task_set_check_cancellable (task, FALSE);
  g_proxy_resolver_lookup_async (resolver != NULL ? resolver : g_proxy_resolver_get_default (),
                                 address, cancellable, found_cb, task);
}

/**
 * cw_http_proxy_find_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the proxy's host and port, or %NULL if there is none
 */
char *
cw_http_proxy_find_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_http_proxy_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
