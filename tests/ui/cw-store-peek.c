/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-peek.h"

#include <math.h>

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/** cw_store_peek_lists: Returns: (transfer full) (element-type CwSymbolList): what is stored in
 * @directory
 */
GPtrArray *
cw_store_peek_lists (const char *directory)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lists;

  cw_store_load_lists_async (store, NULL, take_result_cb, &result);
  lists = cw_store_load_lists_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return lists;
}

/** cw_store_peek_describe: Returns: (transfer full): each list with its symbols in brackets */
char *
cw_store_peek_describe (const char *directory)
{
  g_autoptr (GPtrArray) lists = cw_store_peek_lists (directory);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists, i);

      g_string_append_printf (text, "%s[", list->name);
      for (gsize j = 0; j < list->n_entries; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " " : "", list->entries[j]->symbol);
      g_string_append_c (text, ']');
    }
  return g_string_free (text, FALSE);
}

/** cw_store_peek_add: adds @symbol to the end of the first list */
void
cw_store_peek_add (const char *directory, const char *symbol)
{
  g_autoptr (GPtrArray) lists = cw_store_peek_lists (directory);
  const CwSymbolList *list = g_ptr_array_index (lists, 0);
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (CwListEntry) entry = cw_list_entry_new (symbol, NULL, NULL, NAN, NAN);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (entries, entry);
  cw_store_add_entries_async (store, list->id, entries, CW_LIST_END, take_result_cb, &result);
  cw_store_add_entries_finish (wait_for (&result), &error);
  g_assert_no_error (error);
}
