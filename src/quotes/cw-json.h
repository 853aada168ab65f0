/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cw-json-scan.h"

G_BEGIN_DECLS

JsonNode *cw_json_parse (const char *body, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *cw_json_get_root (JsonNode *node);
GError *cw_json_unreadable (const char *body, gsize length) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *cw_json_get_object (JsonObject *object, const char *name);
JsonArray *cw_json_get_array (JsonObject *object, const char *name);
const char *cw_json_get_string (JsonObject *object, const char *name);
double cw_json_get_number (JsonObject *object, const char *name);
double cw_json_get_element_number (JsonArray *array, guint index);
gint64 cw_json_get_time (JsonObject *object, const char *name, gint64 missing);

G_END_DECLS
