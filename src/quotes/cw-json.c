/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"

/* A document of as many values as this takes json-glib some 50 MiB. */
#define MAX_VALUES 400000
/* How much of a page is searched for what gives it away. */
#define PAGE_START 16384
#define LARGEST_TIME 1e15

static gboolean
page_mentions (const char *page, gsize length, const char *text)
{
  return g_strstr_len (page, (gssize) MIN (length, PAGE_START), text) != NULL;
}

/**
 * cw_json_unreadable:
 * @body: (array length=length): an answer that is not JSON
 * @length: its length in bytes
 *
 * Says what a provider sent instead of data: nothing, a page for people, or something broken.
 *
 * Returns: (transfer full): a #CwQuotesError
 */
GError *
cw_json_unreadable (const char *body, gsize length)
{
  while (length > 0 && g_ascii_isspace (*body))
    {
      body++;
      length--;
    }
  if (length == 0)
    return g_error_new_literal (CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN,
                                _ ("The answer is empty; try again later"));
  if (*body != '<')
    return g_error_new_literal (CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                                _ ("The answer is incomplete or broken; try again"));
  if (page_mentions (body, length, "consent.yahoo.com")
      || page_mentions (body, length, "guce.yahoo.com"))
    return g_error_new_literal (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                                _ ("The provider asks for consent in a web browser"));
  return g_error_new_literal (
      CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN,
      _ ("A web page came instead of data: the provider is out of order, or "
         "this network wants a sign-in"));
}

/* json-glib recurses, counts no nodes and turns integers of more than 64 bits into -1. */
static gboolean
is_safe (const char *body, gsize length)
{
  CwJsonScan scan;

  cw_json_scan_init (&scan, body, length);
  return cw_json_scan_skip (&scan, NULL) && cw_json_scan_end (&scan) && !scan.huge
         && scan.n_values <= MAX_VALUES;
}

/**
 * cw_json_parse:
 * @body: (array length=length): an answer
 * @length: its length in bytes
 * @error: return location for a #CwQuotesError
 *
 * Reads a small JSON answer as a whole, after a check that it cannot hurt.
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *
cw_json_parse (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root = NULL;

  if (length <= G_MAXINT && is_safe (body, length))
    {
      parser = json_parser_new ();
      if (json_parser_load_from_data (parser, body, (gssize) length, NULL))
        root = json_parser_steal_root (parser);
    }
  if (root == NULL)
    g_propagate_error (error, cw_json_unreadable (body, length));
  return root;
}

/** cw_json_get_root: Returns: (transfer none) (nullable): the root, if it is an object */
JsonObject *
cw_json_get_root (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
get_node (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/** cw_json_get_object: Returns: (transfer none) (nullable): a member, if it is an object */
JsonObject *
cw_json_get_object (JsonObject *object, const char *name)
{
  return cw_json_get_root (get_node (object, name));
}

/** cw_json_get_array: Returns: (transfer none) (nullable): a member, if it is an array */
JsonArray *
cw_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/** cw_json_get_string: Returns: (transfer none) (nullable): a member, if it is a string */
const char *
cw_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static double
to_number (JsonNode *node)
{
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double value = NAN;

  if (type == G_TYPE_INT64)
    value = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    value = json_node_get_double (node);
  return isfinite (value) ? value : NAN;
}

/** cw_json_get_number: Returns: a member, or NaN if it is not a finite number */
double
cw_json_get_number (JsonObject *object, const char *name)
{
  return to_number (get_node (object, name));
}

/** cw_json_get_element_number: Returns: an element, or NaN if it is not a finite number */
double
cw_json_get_element_number (JsonArray *array, guint index)
{
  return to_number (json_array_get_element (array, index));
}

/** cw_json_get_time: Returns: a member in whole seconds, or @missing if it cannot be a time */
gint64
cw_json_get_time (JsonObject *object, const char *name, gint64 missing)
{
  double value = cw_json_get_number (object, name);

  return fabs (value) <= LARGEST_TIME ? (gint64) value : missing;
}
