/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-search.h"

#include "cw-json.h"
#include "cw-provider.h"
#include "cw-symbol.h"

#define MAX_MATCHES 50
#define MAX_TEXT 200

static char *
get_text (JsonObject *object, const char *name, const char *other_name)
{
  const char *text = cw_json_get_string (object, name);

  return cw_text_clean (text != NULL ? text : cw_json_get_string (object, other_name), MAX_TEXT);
}

/* Returns NULL for what is no symbol: people and companies that are not quoted are found too. */
static CwSearchMatch *
read_match (JsonObject *object)
{
  const char *text = cw_json_get_string (object, "symbol");
  char *symbol = text != NULL ? cw_symbol_normalize (text, NULL) : NULL;
  CwSearchMatch *match;

  if (symbol == NULL)
    return NULL;
  match = g_new0 (CwSearchMatch, 1);
  match->symbol = symbol;
  match->name = get_text (object, "longname", "shortname");
  match->exchange = get_text (object, "exchDisp", "exchange");
  match->type = get_text (object, "typeDisp", "quoteType");
  return match;
}

/**
 * cw_yahoo_search_parse:
 * @body: (array length=length): the answer of Yahoo's `v1/finance/search`, with status 200
 * @length: its length in bytes
 * @error: return location for a #CwQuotesError
 *
 * Returns: (transfer full) (nullable) (element-type CwSearchMatch): what was found, the best first,
 *   each symbol once
 */
GPtrArray *
cw_yahoo_search_parse (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *matches;
  JsonArray *quotes;

  if (root == NULL)
    return NULL;
  quotes = cw_json_get_array (cw_json_get_root (root), "quotes");
  if (quotes == NULL)
    {
      g_propagate_error (error, cw_json_unreadable (body, length));
      return NULL;
    }
  matches = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_search_match_free);
  for (guint i = 0; i < json_array_get_length (quotes) && matches->len < MAX_MATCHES; i++)
    {
      CwSearchMatch *match = read_match (cw_json_get_root (json_array_get_element (quotes, i)));

      if (match == NULL || g_hash_table_contains (seen, match->symbol))
        {
          cw_search_match_free (match);
          continue;
        }
      g_hash_table_add (seen, match->symbol);
      g_ptr_array_add (matches, match);
    }
  return matches;
}
