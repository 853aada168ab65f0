/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-symbols.h"

#include <string.h>

#include "cw-store-jobs.h"

/* A symbol that is the text itself goes first, then those that begin with it, then those whose
 * company's name contains it. */
#define SEARCH                                                                                 \
  "SELECT symbol, max (name), max (exchange), max (type), max (source) FROM ("                 \
  " SELECT symbol, name, exchange, instrument_type AS type, source FROM series"                \
  " UNION ALL SELECT symbol, name, exchange, '', source FROM quotes)"                          \
  "WHERE symbol LIKE ?1 ESCAPE '\\' OR name LIKE ?2 ESCAPE '\\'"                               \
  "GROUP BY symbol ORDER BY symbol LIKE ?3 ESCAPE '\\' DESC, symbol LIKE ?1 ESCAPE '\\' DESC," \
  " symbol LIMIT ?4"

/* The patterns stay where they are while the statement reads them. */
typedef struct
{
  char *beginning, *part, *exactly;
  guint max_matches;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->beginning);
  g_free (search->part);
  g_free (search->exactly);
  g_free (search);
}

/* What a person types stands for itself. */
static char *
make_pattern (const char *before, const char *text, const char *after)
{
  GString *pattern = g_string_new (before);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append (pattern, after);
  return g_string_free (pattern, FALSE);
}

static CwProfile *
read_profile (CwStatement *row)
{
  CwProfile *profile =
      cw_profile_new (cw_statement_get_text (row, 0), cw_statement_get_text (row, 4));

  cw_profile_set_text (&profile->name, cw_statement_get_text (row, 1));
  cw_profile_set_text (&profile->exchange, cw_statement_get_text (row, 2));
  cw_profile_set_text (&profile->type, cw_statement_get_text (row, 3));
  return profile;
}

static gboolean
search (CwDatabase *database,
        gpointer data,
        GCancellable *cancellable,
        gpointer *result,
        GError **error)
{
  const Search *input = data;
  g_autoptr (GPtrArray) profiles =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_profile_unref);
  CwStatement *row = cw_database_prepare (database, SEARCH, error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_text (row, 1, input->beginning);
  cw_statement_bind_text (row, 2, input->part);
  cw_statement_bind_text (row, 3, input->exactly);
  cw_statement_bind_int (row, 4, input->max_matches);
  while (cw_statement_step (row, &has_row, error))
    {
      if (!has_row)
        {
          *result = g_steal_pointer (&profiles);
          return TRUE;
        }
      g_ptr_array_add (profiles, read_profile (row));
    }
  return FALSE;
}

/**
 * cw_store_search_async:
 * @self: a store
 * @text: the beginning of a symbol, or a part of a name
 * @max_matches: how many are wanted at the most
 * @cancellable: (nullable): drops the search
 * @callback: called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Looks for symbols of which something is stored.
 */
void
cw_store_search_async (CwStore *self,
                       const char *text,
                       guint max_matches,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  CwStoreWork work = { CW_STORE_READ,
                       "store-search",
                       NULL,
                       search,
                       NULL,
                       search_free,
                       (GDestroyNotify) g_ptr_array_unref };
  g_autofree char *clean = NULL;
  Search *input;

  g_return_if_fail (self != NULL && text != NULL);

  clean = g_strstrip (g_utf8_make_valid (text, -1));
  input = g_new0 (Search, 1);
  input->beginning = make_pattern ("", clean, "%");
  input->part = make_pattern ("%", clean, "%");
  input->exactly = make_pattern ("", clean, "");
  input->max_matches = max_matches;
  work.input = input;
  cw_store_begin (self, &work, cancellable, callback, user_data);
}

/**
 * cw_store_search_finish:
 * @result: what the callback was given
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable) (element-type CwProfile): what is known of the symbols that
 *   match, the best match first; perhaps none
 */
GPtrArray *
cw_store_search_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish (result, error);
}

static gboolean
forget (CwDatabase *database,
        gpointer symbol,
        GCancellable *cancellable,
        gpointer *result,
        GError **error)
{
  return cw_database_run_with_text (database, "DELETE FROM series WHERE symbol = ?1", symbol, error)
         && cw_database_run_with_text (database, "DELETE FROM quotes WHERE symbol = ?1", symbol,
                                       error)
         && cw_database_run_with_text (database, "DELETE FROM fundamentals WHERE symbol = ?1",
                                       symbol, error);
}

/**
 * cw_store_forget_async:
 * @self: a store
 * @symbol: a normalized symbol
 * @callback: (nullable): called in the caller's thread-default context
 * @user_data: what to hand to @callback
 *
 * Forgets what providers gave about a symbol, because it stands for another company now. What a
 * person has written or holds stays. Cannot be cancelled.
 */
void
cw_store_forget_async (CwStore *self,
                       const char *symbol,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  CwStoreWork work = { CW_STORE_COPY, "store-forget", symbol, forget, NULL, g_free, NULL };

  g_return_if_fail (self != NULL && symbol != NULL);

  work.input = g_strdup (symbol);
  cw_store_begin (self, &work, NULL, callback, user_data);
}

/** cw_store_forget_finish: Returns: whether nothing of the symbol is left, on the disk too */
gboolean
cw_store_forget_finish (GAsyncResult *result, GError **error)
{
  return cw_store_finish_plain (result, error);
}
