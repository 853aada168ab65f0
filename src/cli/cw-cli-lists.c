/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-lists.h"

#include <glib/gi18n-lib.h>

#include "cw-store-alerts.h"
#include "cw-store-lists.h"
#include "cw-symbol.h"

/** cw_cli_answer_cb: takes the result of a step: a #GAsyncReadyCallback whose data is the answer */
void
cw_cli_answer_cb (GObject *source, GAsyncResult *result, gpointer answer)
{
  ((CwCliAnswer *) answer)->result = g_object_ref (result);
}

/** cw_cli_answer_wait: Returns: (transfer full): the result, which has come by now */
GAsyncResult *
cw_cli_answer_wait (CwCliAnswer *answer)
{
  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&answer->result);
}

/* What happened to the file, a backup that took its place for example, is said when all is done. */
static void
close_store (CwCliLists *lists)
{
  g_autofree char *notice = cw_store_get_notice (lists->store);

  g_clear_pointer (&lists->store, cw_store_free);
  if (notice != NULL)
    cw_cli_context_note (lists->context, "%s", notice);
}

/** cw_cli_lists_close: closes the store; every edit that was waited for is on the disk */
void
cw_cli_lists_close (CwCliLists *lists)
{
  if (lists->store != NULL)
    close_store (lists);
  g_clear_pointer (&lists->lists, g_ptr_array_unref);
}

static gboolean
load (CwCliLists *lists, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_load_lists_async (lists->store, lists->context->cancellable, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  g_clear_pointer (&lists->lists, g_ptr_array_unref);
  lists->lists = cw_store_load_lists_finish (result, error);
  return lists->lists != NULL;
}

/**
 * cw_cli_lists_open:
 * @lists: (out): where the lists go
 * @context: a context whose options are settled
 * @error: return location for an error
 *
 * Reads the user's lists.
 *
 * Returns: whether they are there
 */
gboolean
cw_cli_lists_open (CwCliLists *lists, CwCliContext *context, GError **error)
{
  if (context->options.lists_dir == NULL)
    {
      g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                           _ ("Lists are in the store, so “--no-store” cannot go together with "
                              "them"));
      return FALSE;
    }
  cw_cli_context_start (context);
  *lists = (CwCliLists){ .context = context };
  lists->store = cw_store_new (context->options.lists_dir, context->trace);
  return load (lists, error);
}

static gboolean
is_same_name (const char *name, const char *other)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *folded_other = g_utf8_casefold (other, -1);

  return g_str_equal (folded, folded_other);
}

/**
 * cw_cli_lists_find:
 * @lists: lists that have been read
 * @name: (nullable): a list's name, or %NULL for the first list
 *
 * Returns: (transfer none) (nullable): the list; one of the same name but for capitals, if no other
 *   fits
 */
const CwSymbolList *
cw_cli_lists_find (const CwCliLists *lists, const char *name)
{
  const CwSymbolList *similar = NULL;

  for (guint i = 0; i < lists->lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists->lists, i);

      if (name == NULL || g_str_equal (list->name, name))
        return list;
      if (similar == NULL && is_same_name (list->name, name))
        similar = list;
    }
  return similar;
}

/** cw_cli_lists_get: like cw_cli_lists_find(), but it is an error if there is no such list */
const CwSymbolList *
cw_cli_lists_get (const CwCliLists *lists, const char *name, GError **error)
{
  const CwSymbolList *list = cw_cli_lists_find (lists, name);
  g_autoptr (GString) names = NULL;

  if (list != NULL)
    return list;
  names = g_string_new (NULL);
  for (guint i = 0; i < lists->lists->len; i++)
    {
      /* Translators: what stands between two names */
      g_string_append (names, i > 0 ? C_ ("names", ", ") : "");
      /* Translators: %s is the name of a list, one of several */
      g_string_append_printf (names, C_ ("names", "“%s”"),
                              ((CwSymbolList *) g_ptr_array_index (lists->lists, i))->name);
    }
  /* Translators: the name of a list, and the names of those that exist */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED, _ ("There is no list “%s”; there are %s"),
               name != NULL ? name : "", names->str);
  return NULL;
}

static gint64
create (CwCliLists *lists, const char *name, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_create_list_async (lists->store, name, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  return cw_store_create_list_finish (result, error);
}

/**
 * cw_cli_lists_ensure:
 * @lists: lists that have been read
 * @name: (nullable): a list's name, or %NULL for the first list
 * @id: (out): the list's number
 * @error: return location for an error
 *
 * Makes the list if there is none of that name, and says so.
 *
 * Returns: whether there is such a list now
 */
gboolean
cw_cli_lists_ensure (CwCliLists *lists, const char *name, gint64 *id, GError **error)
{
  const CwSymbolList *list = cw_cli_lists_find (lists, name);
  g_autoptr (GError) cause = NULL;

  if (list == NULL && create (lists, name, &cause) > 0)
    cw_cli_context_note (lists->context, _ ("Made the list “%s”"), name);
  /* Somebody else may have made it at this very moment. */
  if (list == NULL && load (lists, cause == NULL ? &cause : NULL))
    list = cw_cli_lists_find (lists, name);
  if (list != NULL)
    {
      *id = list->id;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/** cw_cli_lists_load_alerts: Returns: (transfer full) (nullable) (element-type CwAlert): the user's
 * alerts, which belong to no list */
GPtrArray *
cw_cli_lists_load_alerts (CwCliLists *lists, GError **error)
{
  CwCliAnswer answer = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;

  cw_store_load_alerts_async (lists->store, lists->context->cancellable, cw_cli_answer_cb, &answer);
  result = cw_cli_answer_wait (&answer);
  stored = cw_store_load_alerts_finish (result, error);
  return stored != NULL ? g_steal_pointer (&stored->alerts) : NULL;
}

/** cw_cli_check_list_name: Returns: whether @name, if there is one, can be a list's name */
gboolean
cw_cli_check_list_name (const char *name, GError **error)
{
  g_autofree char *clean = NULL;

  if (name == NULL)
    return TRUE;
  clean = g_strstrip (cw_text_clean (name, CW_LIST_NAME_MAX_CHARS + 1));
  if (clean[0] != '\0' && g_str_equal (clean, name)
      && g_utf8_strlen (clean, -1) <= CW_LIST_NAME_MAX_CHARS)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               _ ("--list: a name is a line of 1 to %d characters"), CW_LIST_NAME_MAX_CHARS);
  return FALSE;
}
