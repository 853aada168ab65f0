/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "watchlist-samples.h"

#include <math.h>

/** watchlist_show: shows a list of @symbols, of which nothing is held or noted */
void
watchlist_show (CwWatchlist *watchlist, const char *const *symbols)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (CwSymbolList) list = NULL;

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_ptr_array_add (entries, cw_list_entry_new (symbols[i], NULL, NULL, NAN, NAN));
  list = cw_symbol_list_new (1, "Test", entries, NULL);
  cw_watchlist_show_list (watchlist, list);
}

/** watchlist_find: Returns: (transfer none): the row of a symbol that is shown */
CwRow *
watchlist_find (CwWatchlist *watchlist, const char *symbol)
{
  CwRow *row = cw_watchlist_find (watchlist, symbol);

  g_assert_nonnull (row);
  return row;
}
