/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-server-client.h"

#include <string.h>

/* No proxy is asked for: finding one would look for the desktop's settings. */
SoupSession *
client_session_new (void)
{
  return soup_session_new_with_options ("proxy-resolver", NULL, "max-conns", 200,
                                        "max-conns-per-host", 200, NULL);
}

/* Gets @path with a session of its own, so that no test leaves a connection to the next. */
Reply *
client_get_with_key (CwServer *server, const char *path, const char *key)
{
  g_autoptr (SoupSession) session = client_session_new ();
  g_autofree char *url = g_strconcat (cw_server_get_url (server), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  Reply *reply = g_new0 (Reply, 1);

  if (key != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "X-Finnhub-Token",
                                 key);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  reply->status = soup_message_get_status (message);
  reply->type = g_strdup (
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));
  reply->text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (g_strcmp0 (reply->type, "application/json") == 0)
    {
      reply->json = json_from_string (reply->text, &error);
      g_assert_no_error (error);
    }
  return reply;
}

Reply *
client_get (CwServer *server, const char *path)
{
  return client_get_with_key (server, path, NULL);
}

void
reply_free (Reply *reply)
{
  g_free (reply->type);
  g_free (reply->text);
  g_clear_pointer (&reply->json, json_node_unref);
  g_free (reply);
}

/* To the last bit. */
void
assert_number (double number, double expected)
{
  if (memcmp (&number, &expected, sizeof number) != 0)
    g_error ("%.17g is not %.17g", number, expected);
}

CwServer *
open_plain_server (void)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (server);
  return server;
}

char *
read_captured (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (text);
}

JsonNode *
parse_captured (const char *folder, const char *name)
{
  g_autofree char *text = read_captured (folder, name);
  g_autoptr (GError) error = NULL;
  JsonNode *json = json_from_string (text, &error);

  g_assert_no_error (error);
  return json;
}

JsonObject *
chart_result (JsonNode *json)
{
  JsonObject *chart = json_object_get_object_member (json_node_get_object (json), "chart");

  g_assert_true (json_object_get_null_member (chart, "error"));
  return json_array_get_object_element (json_object_get_array_member (chart, "result"), 0);
}

JsonObject *
chart_meta (JsonNode *json)
{
  return json_object_get_object_member (chart_result (json), "meta");
}

JsonArray *
chart_times (JsonNode *json)
{
  return json_object_get_array_member (chart_result (json), "timestamp");
}

static JsonObject *
indicator (JsonNode *json, const char *kind)
{
  JsonObject *indicators = json_object_get_object_member (chart_result (json), "indicators");

  if (!json_object_has_member (indicators, kind))
    return NULL;
  return json_array_get_object_element (json_object_get_array_member (indicators, kind), 0);
}

JsonArray *
chart_column (JsonNode *json, const char *name)
{
  return json_object_get_array_member (indicator (json, "quote"), name);
}

/* NULL if the answer has no adjusted closes. */
JsonArray *
chart_adjusted (JsonNode *json)
{
  JsonObject *adjusted = indicator (json, "adjclose");

  return adjusted != NULL ? json_object_get_array_member (adjusted, "adjclose") : NULL;
}
