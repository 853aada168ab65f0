/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "cw-server.h"

/** Reply: what came back over HTTP. */
typedef struct
{
  guint status;
  char *type;
  char *text;
  JsonNode *json; /* NULL if the body is not JSON */
} Reply;

SoupSession *client_session_new (void);
Reply *client_get (CwServer *server, const char *path);
Reply *client_get_with_key (CwServer *server, const char *path, const char *key);
void reply_free (Reply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

void assert_number (double number, double expected);

CwServer *open_plain_server (void);
char *read_captured (const char *folder, const char *name);
JsonNode *parse_captured (const char *folder, const char *name);

JsonObject *chart_result (JsonNode *json);
JsonObject *chart_meta (JsonNode *json);
JsonArray *chart_times (JsonNode *json);
JsonArray *chart_column (JsonNode *json, const char *name);
JsonArray *chart_adjusted (JsonNode *json);
