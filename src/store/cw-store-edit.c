/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-edit.h"

static void
edit_free (gpointer data)
{
  CwStoreEdit *edit = data;

  g_free (edit->name);
  g_strfreev (edit->symbols);
  g_clear_pointer (&edit->whole, cw_symbol_list_unref);
  g_clear_pointer (&edit->entry, cw_list_entry_unref);
  g_clear_pointer (&edit->holding, cw_holding_unref);
  g_clear_pointer (&edit->entries, g_ptr_array_unref);
  g_clear_pointer (&edit->removed, g_ptr_array_unref);
  g_clear_pointer (&edit->preview, cw_import_preview_unref);
  g_clear_object (&edit->cancellable);
  g_free (edit);
}

/**
 * cw_store_begin_edit:
 * @self: a store
 * @func: what is done, in a transaction
 * @edit: (transfer full): what it is done with; the structure itself is copied
 * @free_result: (nullable): frees a result that nobody takes
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 */
void
cw_store_begin_edit (CwStore *self,
                     CwStoreFunc func,
                     CwStoreEdit *edit,
                     GDestroyNotify free_result,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  CwStoreWork work = { .kind = CW_STORE_EDIT,
                       .stage = "store-edit",
                       .func = func,
                       .input = g_memdup2 (edit, sizeof *edit),
                       .free_input = edit_free,
                       .free_result = free_result };

  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_finish_number: Returns: the number that the work gave, 0 with @error set */
gint64
cw_store_finish_number (GAsyncResult *result, GError **error)
{
  g_autofree gint64 *number = cw_store_finish (result, error);

  return number != NULL ? *number : 0;
}
