/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-list-edit.h"

#include <math.h>
#include <string.h>

/* --- parts --- */

static GPtrArray *
get_entries (const CwSymbolList *list)
{
  GPtrArray *entries =
      g_ptr_array_new_full ((guint) list->n_entries + 1, (GDestroyNotify) cw_list_entry_unref);

  for (gsize i = 0; i < list->n_entries; i++)
    g_ptr_array_add (entries, cw_list_entry_ref (list->entries[i]));
  return entries;
}

static GHashTable *
get_holdings (const CwSymbolList *list)
{
  GHashTable *holdings = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < list->n_holdings; i++)
    g_hash_table_insert (holdings, list->holdings[i]->symbol, list->holdings[i]);
  return holdings;
}

/* Holdings follow their entries: into another order, and away. */
static CwSymbolList *
new_list (const CwSymbolList *old, const char *name, GPtrArray *entries, GHashTable *by_symbol)
{
  g_autoptr (GPtrArray) holdings = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const CwListEntry *entry = g_ptr_array_index (entries, i);
      gpointer holding = g_hash_table_lookup (by_symbol, entry->symbol);

      if (holding != NULL)
        g_ptr_array_add (holdings, holding);
    }
  return cw_symbol_list_new (old->id, name, entries, holdings);
}

/** cw_list_edit_find: Returns: where @symbol stands in @list, or -1 */
gint64
cw_list_edit_find (const CwSymbolList *list, const char *symbol)
{
  g_return_val_if_fail (list != NULL && symbol != NULL, -1);

  for (gsize i = 0; i < list->n_entries; i++)
    if (g_str_equal (list->entries[i]->symbol, symbol))
      return (gint64) i;
  return -1;
}

static gboolean
is_same_number (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0 || (isnan (a) && isnan (b));
}

static gboolean
is_same_entry (const CwListEntry *a, const CwListEntry *b)
{
  return g_str_equal (a->symbol, b->symbol) && g_strcmp0 (a->provider, b->provider) == 0
         && g_str_equal (a->note, b->note) && is_same_number (a->target_low, b->target_low)
         && is_same_number (a->target_high, b->target_high);
}

static gboolean
is_same_holding (const CwHolding *a, const CwHolding *b)
{
  return g_str_equal (a->symbol, b->symbol) && is_same_number (a->shares, b->shares)
         && is_same_number (a->cost, b->cost) && g_strcmp0 (a->currency, b->currency) == 0
         && g_strcmp0 (a->date, b->date) == 0;
}

/** cw_list_edit_is_same: Returns: whether both lists say the same */
gboolean
cw_list_edit_is_same (const CwSymbolList *list, const CwSymbolList *other)
{
  g_return_val_if_fail (list != NULL && other != NULL, FALSE);

  if (list == other)
    return TRUE;
  if (list->id != other->id || !g_str_equal (list->name, other->name)
      || list->n_entries != other->n_entries || list->n_holdings != other->n_holdings)
    return FALSE;
  for (gsize i = 0; i < list->n_entries; i++)
    if (!is_same_entry (list->entries[i], other->entries[i]))
      return FALSE;
  for (gsize i = 0; i < list->n_holdings; i++)
    if (!is_same_holding (list->holdings[i], other->holdings[i]))
      return FALSE;
  return TRUE;
}

/* --- edits --- */

/**
 * cw_list_edit_add:
 * @list: a list
 * @entries: (element-type CwListEntry): what to put into it
 * @position: before what; anything negative or too large is the end
 *
 * Entries whose symbols are in the list already stay out.
 *
 * Returns: (transfer full): the list with the entries
 */
CwSymbolList *
cw_list_edit_add (const CwSymbolList *list, const GPtrArray *entries, gint64 position)
{
  g_autoptr (GPtrArray) all = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint at = position < 0 ? all->len : (guint) MIN (position, all->len);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (known, ((CwListEntry *) g_ptr_array_index (all, i))->symbol);
  for (guint i = 0; i < entries->len; i++)
    {
      CwListEntry *entry = g_ptr_array_index (entries, i);

      if (g_hash_table_add (known, entry->symbol))
        g_ptr_array_insert (all, (int) at++, cw_list_entry_ref (entry));
    }
  return new_list (list, list->name, all, holdings);
}

/**
 * cw_list_edit_remove:
 * @list: a list
 * @symbols: (array zero-terminated=1): what is taken out of it
 *
 * Returns: (transfer full): the list without them and without what is held of them
 */
CwSymbolList *
cw_list_edit_remove (const CwSymbolList *list, const char *const *symbols)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_full ((guint) list->n_entries, (GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_hash_table_add (gone, (gpointer) symbols[i]);
  for (gsize i = 0; i < list->n_entries; i++)
    if (!g_hash_table_contains (gone, list->entries[i]->symbol))
      g_ptr_array_add (entries, cw_list_entry_ref (list->entries[i]));
  return new_list (list, list->name, entries, holdings);
}

/**
 * cw_list_edit_restore:
 * @list: a list
 * @removed: (element-type CwRemovedEntry): what was in it, by the place where it stood
 *
 * What is in the list again by another way stays out.
 *
 * Returns: (transfer full): the list with all of it
 */
CwSymbolList *
cw_list_edit_restore (const CwSymbolList *list, const GPtrArray *removed)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (known, ((CwListEntry *) g_ptr_array_index (entries, i))->symbol);
  for (guint i = 0; i < removed->len; i++)
    {
      const CwRemovedEntry *one = g_ptr_array_index (removed, i);

      if (!g_hash_table_add (known, one->entry->symbol))
        continue;
      g_ptr_array_insert (entries, (int) MIN (one->position, (gint64) entries->len),
                          cw_list_entry_ref (one->entry));
      if (one->holding != NULL)
        g_hash_table_insert (holdings, one->entry->symbol, one->holding);
    }
  return new_list (list, list->name, entries, holdings);
}

/**
 * cw_list_edit_move:
 * @list: a list
 * @symbol: one of its symbols
 * @position: where it is to stand afterwards
 *
 * Returns: (transfer full): the list in its new order
 */
CwSymbolList *
cw_list_edit_move (const CwSymbolList *list, const char *symbol, gint64 position)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  gint64 from = cw_list_edit_find (list, symbol);

  if (from >= 0)
    {
      gpointer entry = g_ptr_array_steal_index (entries, (guint) from);

      g_ptr_array_insert (entries, (int) CLAMP (position, 0, (gint64) entries->len), entry);
    }
  return new_list (list, list->name, entries, holdings);
}

/** cw_list_edit_replace: Returns: (transfer full): the list with @entry for its symbol */
CwSymbolList *
cw_list_edit_replace (const CwSymbolList *list, const CwListEntry *entry)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  gint64 position = cw_list_edit_find (list, entry->symbol);

  if (position >= 0)
    {
      cw_list_entry_unref (g_ptr_array_index (entries, position));
      g_ptr_array_index (entries, position) = cw_list_entry_ref (entry);
    }
  return new_list (list, list->name, entries, holdings);
}

/**
 * cw_list_edit_hold:
 * @list: a list
 * @symbol: one of its symbols
 * @holding: (nullable): what is held of it from now on
 *
 * Returns: (transfer full): the list with the holding
 */
CwSymbolList *
cw_list_edit_hold (const CwSymbolList *list, const char *symbol, const CwHolding *holding)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);

  g_hash_table_remove (holdings, symbol);
  if (holding != NULL)
    g_hash_table_insert (holdings, holding->symbol, (gpointer) holding);
  return new_list (list, list->name, entries, holdings);
}

/** cw_list_edit_rename: Returns: (transfer full): the list under another name */
CwSymbolList *
cw_list_edit_rename (const CwSymbolList *list, const char *name)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);

  return new_list (list, name, entries, holdings);
}

/* Entries that are not named but held of, and those that are named, each once. */
static void
import_entry (GPtrArray *entries, GHashTable *places, CwListEntry *entry, gboolean replace)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (places, entry->symbol, NULL, &place))
    {
      g_hash_table_insert (places, entry->symbol, GUINT_TO_POINTER (entries->len));
      g_ptr_array_add (entries, cw_list_entry_ref (entry));
    }
  else if (replace)
    {
      gpointer *slot = &g_ptr_array_index (entries, GPOINTER_TO_UINT (place));

      g_hash_table_replace (places, entry->symbol, place);
      cw_list_entry_unref (*slot);
      *slot = cw_list_entry_ref (entry);
    }
}

/**
 * cw_list_edit_import:
 * @list: a list
 * @preview: what a file brings
 *
 * What is in the list already takes over what the file says of it; the rest goes to the end.
 *
 * Returns: (transfer full): the list with all of it
 */
CwSymbolList *
cw_list_edit_import (const CwSymbolList *list, const CwImportPreview *preview)
{
  g_autoptr (GPtrArray) entries = get_entries (list);
  g_autoptr (GHashTable) holdings = get_holdings (list);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (places, ((CwListEntry *) g_ptr_array_index (entries, i))->symbol,
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < preview->entries->len; i++)
    import_entry (entries, places, g_ptr_array_index (preview->entries, i), TRUE);
  for (guint i = 0; i < preview->holdings->len; i++)
    {
      CwHolding *holding = g_ptr_array_index (preview->holdings, i);
      g_autoptr (CwListEntry) entry = cw_list_entry_new (holding->symbol, NULL, NULL, NAN, NAN);

      import_entry (entries, places, entry, FALSE);
      g_hash_table_replace (holdings, holding->symbol, holding);
    }
  return new_list (list, list->name, entries, holdings);
}
