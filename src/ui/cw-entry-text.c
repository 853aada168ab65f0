/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-entry-text.h"

#include <math.h>

#include "cw-route.h"

/**
 * cw_entries_from_texts:
 * @texts: (array zero-terminated=1): each a symbol, or a provider, a colon and a symbol
 * @error: return location for what is neither
 *
 * Returns: (transfer full) (nullable) (element-type CwListEntry): an entry for each symbol, each
 *   once, in the order in which they were given
 */
GPtrArray *
cw_entries_from_texts (const char *const *texts, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (texts != NULL, NULL);

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *provider = NULL;
      g_autofree char *symbol = NULL;
      g_autoptr (CwListEntry) entry = NULL;

      if (!cw_route_parse (texts[i], &provider, &symbol, error))
        return NULL;
      entry = cw_list_entry_new (symbol, provider, NULL, NAN, NAN);
      if (g_hash_table_add (seen, entry->symbol))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  return g_steal_pointer (&entries);
}

/**
 * cw_entries_parse:
 * @text: symbols with spaces, commas or semicolons between them, as a person typed them
 * @error: return location for what is none
 *
 * Returns: (transfer full) (nullable) (element-type CwListEntry): an entry for each
 */
GPtrArray *
cw_entries_parse (const char *text, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  words = g_strsplit_set (text, " ,;\t\n\r", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (filled, words[i]);
  g_ptr_array_add (filled, NULL);
  return cw_entries_from_texts ((const char *const *) filled->pdata, error);
}
