/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-list.h"

#include <string.h>

#include "cw-symbol.h"

#define DATE_LENGTH 10
#define FIRST_YEAR 1900
#define LAST_YEAR 2199

/**
 * cw_list_entry_new:
 * @symbol: a normalized symbol
 * @provider: (nullable): a provider's name, or %NULL or empty for the usual one
 * @note: (nullable): what a person wrote about it; cleaned, and cut off after
 *   %CW_LIST_NOTE_MAX_CHARS
 * @target_low: a price at which somebody wants to buy, or NaN
 * @target_high: a price at which somebody wants to sell, or NaN
 *
 * Returns: (transfer full): an entry
 */
CwListEntry *
cw_list_entry_new (const char *symbol,
                   const char *provider,
                   const char *note,
                   double target_low,
                   double target_high)
{
  CwListEntry *entry;

  g_return_val_if_fail (symbol != NULL, NULL);

  entry = g_atomic_rc_box_new0 (CwListEntry);
  entry->symbol = g_strdup (symbol);
  entry->provider = provider != NULL && provider[0] != '\0' ? g_strdup (provider) : NULL;
  entry->note = cw_text_clean (note, CW_LIST_NOTE_MAX_CHARS);
  entry->target_low = target_low;
  entry->target_high = target_high;
  return entry;
}

/** cw_list_entry_ref: Returns: (transfer full): another reference to the same entry */
CwListEntry *
cw_list_entry_ref (const CwListEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwListEntry *) entry);
}

static void
clear_entry (gpointer data)
{
  CwListEntry *entry = data;

  g_free (entry->symbol);
  g_free (entry->provider);
  g_free (entry->note);
}

/** cw_list_entry_unref: @entry: (transfer full): an entry whose reference is given up */
void
cw_list_entry_unref (CwListEntry *entry)
{
  g_return_if_fail (entry != NULL);
  g_atomic_rc_box_release_full (entry, clear_entry);
}

/**
 * cw_holding_new:
 * @symbol: a normalized symbol
 * @shares: how many shares, more than 0
 * @cost: the average cost of a share, or NaN if it is not known
 * @currency: (nullable): what @cost is in, or %NULL or empty for the symbol's own currency
 * @date: (nullable): the day since which they are held, `YYYY-MM-DD`, or %NULL or empty
 *
 * Returns: (transfer full): a holding
 */
CwHolding *
cw_holding_new (
    const char *symbol, double shares, double cost, const char *currency, const char *date)
{
  CwHolding *holding;

  g_return_val_if_fail (symbol != NULL, NULL);

  holding = g_atomic_rc_box_new0 (CwHolding);
  holding->symbol = g_strdup (symbol);
  holding->shares = shares;
  holding->cost = cost;
  holding->currency = currency != NULL && currency[0] != '\0' ? g_strdup (currency) : NULL;
  holding->date = date != NULL && date[0] != '\0' ? g_strdup (date) : NULL;
  return holding;
}

/** cw_holding_ref: Returns: (transfer full): another reference to the same holding */
CwHolding *
cw_holding_ref (const CwHolding *holding)
{
  g_return_val_if_fail (holding != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwHolding *) holding);
}

static void
clear_holding (gpointer data)
{
  CwHolding *holding = data;

  g_free (holding->symbol);
  g_free (holding->currency);
  g_free (holding->date);
}

/** cw_holding_unref: @holding: (transfer full): a holding whose reference is given up */
void
cw_holding_unref (CwHolding *holding)
{
  g_return_if_fail (holding != NULL);
  g_atomic_rc_box_release_full (holding, clear_holding);
}

/**
 * cw_symbol_list_new:
 * @id: the store's number for it, or 0
 * @name: what a person called it
 * @entries: (nullable) (element-type CwListEntry): its symbols, in order, each once
 * @holdings: (nullable) (element-type CwHolding): what is held of them, in the same order
 *
 * Takes references to the entries and holdings.
 *
 * Returns: (transfer full): a list
 */
CwSymbolList *
cw_symbol_list_new (gint64 id,
                    const char *name,
                    const GPtrArray *entries,
                    const GPtrArray *holdings)
{
  CwSymbolList *list;
  CwListEntry **entry_array;
  CwHolding **holding_array;

  g_return_val_if_fail (name != NULL, NULL);

  list = g_atomic_rc_box_new0 (CwSymbolList);
  list->id = id;
  list->name = g_strdup (name);
  list->n_entries = entries != NULL ? entries->len : 0;
  list->n_holdings = holdings != NULL ? holdings->len : 0;
  entry_array = g_new (CwListEntry *, list->n_entries + 1);
  for (gsize i = 0; i < list->n_entries; i++)
    entry_array[i] = cw_list_entry_ref (g_ptr_array_index (entries, i));
  entry_array[list->n_entries] = NULL;
  holding_array = g_new (CwHolding *, list->n_holdings + 1);
  for (gsize i = 0; i < list->n_holdings; i++)
    holding_array[i] = cw_holding_ref (g_ptr_array_index (holdings, i));
  holding_array[list->n_holdings] = NULL;
  list->entries = entry_array;
  list->holdings = holding_array;
  return list;
}

/** cw_symbol_list_ref: Returns: (transfer full): another reference to the same list */
CwSymbolList *
cw_symbol_list_ref (const CwSymbolList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwSymbolList *) list);
}

static void
clear_list (gpointer data)
{
  CwSymbolList *list = data;

  for (gsize i = 0; i < list->n_entries; i++)
    cw_list_entry_unref (list->entries[i]);
  for (gsize i = 0; i < list->n_holdings; i++)
    cw_holding_unref (list->holdings[i]);
  g_free ((gpointer) list->entries);
  g_free ((gpointer) list->holdings);
  g_free (list->name);
}

/** cw_symbol_list_unref: @list: (transfer full): a list whose reference is given up */
void
cw_symbol_list_unref (CwSymbolList *list)
{
  g_return_if_fail (list != NULL);
  g_atomic_rc_box_release_full (list, clear_list);
}

/** cw_symbol_list_find_entry: Returns: (transfer none) (nullable): the entry of @symbol */
const CwListEntry *
cw_symbol_list_find_entry (const CwSymbolList *list, const char *symbol)
{
  g_return_val_if_fail (list != NULL && symbol != NULL, NULL);

  for (gsize i = 0; i < list->n_entries; i++)
    if (g_str_equal (list->entries[i]->symbol, symbol))
      return list->entries[i];
  return NULL;
}

/** cw_symbol_list_find_holding: Returns: (transfer none) (nullable): what is held of @symbol */
const CwHolding *
cw_symbol_list_find_holding (const CwSymbolList *list, const char *symbol)
{
  g_return_val_if_fail (list != NULL && symbol != NULL, NULL);

  for (gsize i = 0; i < list->n_holdings; i++)
    if (g_str_equal (list->holdings[i]->symbol, symbol))
      return list->holdings[i];
  return NULL;
}

/** cw_date_is_valid: Returns: whether @date is a day that exists, written `YYYY-MM-DD` */
gboolean
cw_date_is_valid (const char *date)
{
  guint parts[3] = { 0 }, part = 0;

  g_return_val_if_fail (date != NULL, FALSE);

  if (strlen (date) != DATE_LENGTH)
    return FALSE;
  for (gsize i = 0; i < DATE_LENGTH; i++)
    {
      gboolean is_dash = i == 4 || i == 7;

      if (is_dash ? date[i] != '-' : !g_ascii_isdigit (date[i]))
        return FALSE;
      if (is_dash)
        part++;
      else
        parts[part] = 10 * parts[part] + (guint) g_ascii_digit_value (date[i]);
    }
  return parts[0] >= FIRST_YEAR && parts[0] <= LAST_YEAR
         && g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]);
}
