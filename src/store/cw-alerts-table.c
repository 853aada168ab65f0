/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alerts-table.h"

#include <glib/gi18n-lib.h>

#include "cw-store-error.h"

static const char *const states[CW_N_ALERT_STATES] = {
  [CW_ALERT_NEW] = "new",
  [CW_ALERT_ARMED] = "armed",
  [CW_ALERT_MET] = "met",
  [CW_ALERT_FIRED] = "fired",
};

static CwAlertState
parse_state (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], id))
      return i;
  return CW_ALERT_NEW;
}

/* cw_alert_bind: binds the columns that an alert and what became of it have in common */
void
cw_alert_bind (CwStatement *statement, const CwAlert *alert, double level)
{
  cw_statement_bind_text (statement, 1, alert->symbol);
  cw_statement_bind_text (statement, 2, alert->provider);
  cw_statement_bind_text (statement, 3, cw_alert_kind_get_id (alert->kind));
  cw_statement_bind_double (statement, 4, level);
  cw_statement_bind_int (statement, 5, alert->period);
  cw_statement_bind_int (statement, 6, alert->repeats);
  cw_statement_bind_int (statement, 7, alert->is_target);
  cw_statement_bind_text (statement, 8, alert->currency);
  cw_statement_bind_text (statement, 9, alert->note);
  cw_statement_bind_int (statement, 10, alert->created_at);
}

/* cw_alert_get: reads the same columns, from @first on. Its texts are the statement's; its kind was
 * checked when it was written. */
void
cw_alert_get (CwStatement *statement, int first, CwAlert *fields)
{
  *fields = CW_ALERT_INIT;
  fields->symbol = cw_statement_get_text (statement, first);
  fields->provider = cw_statement_get_text (statement, first + 1);
  cw_alert_kind_parse (cw_statement_get_text (statement, first + 2), &fields->kind);
  fields->level = cw_statement_get_double (statement, first + 3);
  fields->period = (int) cw_statement_get_int (statement, first + 4);
  fields->repeats = cw_statement_get_int (statement, first + 5) != 0;
  fields->is_target = cw_statement_get_int (statement, first + 6) != 0;
  fields->currency = cw_statement_get_text (statement, first + 7);
  fields->note = cw_statement_get_text (statement, first + 8);
  fields->created_at = cw_statement_get_int (statement, first + 9);
}

/* cw_alert_get_word: Returns: (nullable): one of the words that never end */
const char *
cw_alert_get_word (CwStatement *statement, int column)
{
  const char *word = cw_statement_get_text (statement, column);

  return word[0] != '\0' ? word : NULL;
}

/**
 * cw_alert_table_load:
 * @database: a connection, in a transaction
 * @sql: static text: what gives the rows
 * @read_row: makes something of a row
 * @free_row: frees that
 * @cancellable: (nullable): stops it
 * @rows: (out) (transfer full): what was made, in order
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is well
 */
gboolean
cw_alert_table_load (CwDatabase *database,
                     const char *sql,
                     gpointer (*read_row) (CwStatement *statement),
                     GDestroyNotify free_row,
                     GCancellable *cancellable,
                     GPtrArray **rows,
                     GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_row);
  CwStatement *statement = cw_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (cw_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        {
          *rows = g_steal_pointer (&found);
          return TRUE;
        }
      g_ptr_array_add (found, read_row (statement));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          cw_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

static gpointer
read_alert (CwStatement *statement)
{
  CwAlert fields;

  cw_alert_get (statement, 1, &fields);
  fields.id = cw_statement_get_int (statement, 0);
  fields.split_factor = cw_statement_get_double (statement, 11);
  fields.splits_until = cw_statement_get_int (statement, 12);
  fields.memory.state = parse_state (cw_statement_get_text (statement, 13));
  fields.memory.time = cw_statement_get_int (statement, 14);
  fields.memory.day = cw_statement_get_int (statement, 15);
  fields.memory.price = cw_statement_get_double (statement, 16);
  fields.memory.decision = cw_alert_get_word (statement, 17);
  return cw_alert_new (&fields);
}

/**
 * cw_alerts_table_load:
 * @database: a connection, in a transaction
 * @cancellable: (nullable): stops it
 * @alerts: (out) (transfer full) (element-type CwAlert): all of them, by when they were made
 * @error: return location for a #CwStoreError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is well
 */
gboolean
cw_alerts_table_load (CwDatabase *database,
                      GCancellable *cancellable,
                      GPtrArray **alerts,
                      GError **error)
{
  return cw_alert_table_load (database,
                              "SELECT id, " CW_ALERT_COLUMNS
                              ", split_factor, splits_until, state, seen_time, seen_day, "
                              "seen_price, decision FROM alerts ORDER BY id",
                              read_alert, (GDestroyNotify) cw_alert_unref, cancellable, alerts,
                              error);
}

static void
bind_memory (CwStatement *statement, int first, const CwAlert *alert)
{
  cw_statement_bind_double (statement, first, alert->split_factor);
  cw_statement_bind_int (statement, first + 1, alert->splits_until);
  cw_statement_bind_text (statement, first + 2, states[alert->memory.state]);
  cw_statement_bind_int (statement, first + 3, alert->memory.time);
  cw_statement_bind_int (statement, first + 4, alert->memory.day);
  cw_statement_bind_double (statement, first + 5, alert->memory.price);
  cw_statement_bind_text (statement, first + 6, alert->memory.decision);
}

/**
 * cw_alerts_table_add:
 * @database: a connection, in a transaction
 * @alert: what to add; its id is used again if it has one that is free
 * @id: (out): its number
 * @error: return location for a #CwStoreError
 *
 * Returns: whether it was added
 */
gboolean
cw_alerts_table_add (CwDatabase *database, const CwAlert *alert, gint64 *id, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "INSERT INTO alerts (" CW_ALERT_COLUMNS ", split_factor, splits_until, state, seen_time, "
      "seen_day, seen_price, decision, id) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
      "?12, ?13, ?14, ?15, ?16, ?17, CASE WHEN ?18 > 0 AND NOT EXISTS "
      "(SELECT 1 FROM alerts WHERE id = ?18) THEN ?18 END",
      error);

  if (statement == NULL)
    return FALSE;
  cw_alert_bind (statement, alert, alert->level);
  bind_memory (statement, CW_N_ALERT_COLUMNS + 1, alert);
  cw_statement_bind_int (statement, 18, alert->id);
  if (!cw_statement_run (statement, error))
    return FALSE;
  *id = cw_database_get_last_id (database);
  return TRUE;
}

/* Runs an UPDATE that says whether it found its row. */
static gboolean
update (CwStatement *statement, gboolean *found, GError **error)
{
  return cw_statement_step (statement, found, error)
         && (!*found || cw_statement_run (statement, error));
}

/**
 * cw_alerts_table_edit:
 * @database: a connection, in a transaction
 * @alert: what the alert with that id is from now on
 * @error: return location for a `CW_STORE_ERROR_NOT_FOUND` or another #CwStoreError
 *
 * Returns: whether it was there
 */
gboolean
cw_alerts_table_edit (CwDatabase *database, const CwAlert *alert, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "UPDATE alerts SET symbol = ?1, provider = ?2, kind = ?3, level = ?4, period = ?5, "
      "repeats = ?6, is_target = ?7, currency = ?8, note = ?9, created_at = ?10, "
      "split_factor = ?11, splits_until = ?12, state = ?13, seen_time = ?14, seen_day = ?15, "
      "seen_price = ?16, decision = ?17 WHERE id = ?18 RETURNING id",
      error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  cw_alert_bind (statement, alert, alert->level);
  bind_memory (statement, CW_N_ALERT_COLUMNS + 1, alert);
  cw_statement_bind_int (statement, 18, alert->id);
  if (!update (statement, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_NOT_FOUND,
                 _ ("This alert is not there any more; it may have fired or been removed"));
  return found;
}

/** cw_alerts_table_remember: writes down what the last look found, if the alert is still there */
gboolean
cw_alerts_table_remember (CwDatabase *database, const CwAlert *alert, GError **error)
{
  CwStatement *statement = cw_database_prepare (
      database,
      "UPDATE alerts SET split_factor = ?1, splits_until = ?2, state = ?3, seen_time = ?4, "
      "seen_day = ?5, seen_price = ?6, decision = ?7 WHERE id = ?8",
      error);

  if (statement == NULL)
    return FALSE;
  bind_memory (statement, 1, alert);
  cw_statement_bind_int (statement, 8, alert->id);
  return cw_statement_run (statement, error);
}

/** cw_alerts_table_remove: forgets the alert with that id, if there is one */
gboolean
cw_alerts_table_remove (CwDatabase *database, gint64 id, GError **error)
{
  return cw_database_run_with_number (database, "DELETE FROM alerts WHERE id = ?1", id, error);
}
