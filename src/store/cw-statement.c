/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-statement.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-store-error.h"

/* Locks are what network drives are bad at. */
static gboolean
is_about_locks (int code)
{
  static const int codes[] = { SQLITE_IOERR_LOCK,    SQLITE_IOERR_UNLOCK,
                               SQLITE_IOERR_RDLOCK,  SQLITE_IOERR_CHECKRESERVEDLOCK,
                               SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE,
                               SQLITE_IOERR_SHMLOCK, SQLITE_IOERR_SHMMAP };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (code == codes[i])
      return TRUE;
  return FALSE;
}

/**
 * cw_sqlite_set_error:
 * @error: (nullable): return location for a #CwStoreError
 * @handle: (nullable): the connection on which it happened
 * @code: SQLite's result code, extended or not
 *
 * Says in the words of this program what SQLite's code means.
 */
void
cw_sqlite_set_error (GError **error, sqlite3 *handle, int code)
{
  const char *detail = handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code);

  if (is_about_locks (code))
    {
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FAILED,
                   /* Translators: SQLite's word for what failed */
                   _ ("The stored data cannot be locked (%s); if it lies on a network drive, keep "
                      "it on a disk of this computer instead"),
                   detail);
      return;
    }
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FULL,
                   _ ("No space is left to store data; free some, and it goes on"));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_BUSY,
                   _ ("Another program is using the stored data; try again when it has ended"));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_READ_ONLY,
                   _ ("The stored data cannot be opened for writing (%s)"), detail);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_CORRUPT,
                   _ ("The file of stored data is damaged (%s)"), detail);
      break;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA,
                   _ ("The data cannot be right and was not stored (%s)"), detail);
      break;
    default:
      g_set_error (error, CW_STORE_ERROR, CW_STORE_ERROR_FAILED,
                   _ ("The stored data cannot be used (%s)"), detail);
    }
}

static void
assert_owned (const CwStatement *self)
{
  g_assert (cw_workers_is_current (self->owner));
}

static void
note (CwStatement *self, int code)
{
  if (self->failure == SQLITE_OK)
    self->failure = code;
}

/** cw_statement_bind_int: binds @value to the parameter @index */
void
cw_statement_bind_int (CwStatement *self, int index, gint64 value)
{
  assert_owned (self);
  note (self, sqlite3_bind_int64 (self->handle, index, value));
}

/** cw_statement_bind_double: binds @value to the parameter @index; NaN, an unknown number, is NULL
 */
void
cw_statement_bind_double (CwStatement *self, int index, double value)
{
  assert_owned (self);
  note (self, sqlite3_bind_double (self->handle, index, value));
}

/**
 * cw_statement_bind_text:
 * @self: a statement
 * @index: the parameter's place
 * @value: UTF-8 that stays as it is until the statement is reset
 */
void
cw_statement_bind_text (CwStatement *self, int index, const char *value)
{
  assert_owned (self);
  note (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_STATIC));
}

/**
 * cw_statement_step:
 * @self: a statement whose parameters are bound
 * @has_row: (out): whether there is a row to read now
 * @error: return location for a #CwStoreError
 *
 * Goes on to the next row. After the last row, and after an error, the statement is reset.
 *
 * Returns: whether all is well
 */
gboolean
cw_statement_step (CwStatement *self, gboolean *has_row, GError **error)
{
  int code = self->failure;

  assert_owned (self);
  if (code == SQLITE_OK)
    code = sqlite3_step (self->handle);
  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    cw_sqlite_set_error (error, sqlite3_db_handle (self->handle), code);
  cw_statement_reset (self);
  return code == SQLITE_DONE;
}

/**
 * cw_statement_run:
 * @self: a statement whose parameters are bound and whose rows do not matter
 * @error: return location for a #CwStoreError
 *
 * Returns: whether it ran to its end
 */
gboolean
cw_statement_run (CwStatement *self, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!cw_statement_step (self, &has_row, error))
      return FALSE;
  return TRUE;
}

/** cw_statement_reset: makes the statement ready for use again and lets go of what was bound */
void
cw_statement_reset (CwStatement *self)
{
  assert_owned (self);
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->failure = SQLITE_OK;
}

/** cw_statement_get_int: Returns: the whole number in @column of the row */
gint64
cw_statement_get_int (CwStatement *self, int column)
{
  assert_owned (self);
  return sqlite3_column_int64 (self->handle, column);
}

/** cw_statement_get_double: Returns: the number in @column of the row, or NaN if there is none */
double
cw_statement_get_double (CwStatement *self, int column)
{
  assert_owned (self);
  if (sqlite3_column_type (self->handle, column) == SQLITE_NULL)
    return NAN;
  return sqlite3_column_double (self->handle, column);
}

/** cw_statement_get_text: Returns: (transfer none): the text in @column of the row, never %NULL */
const char *
cw_statement_get_text (CwStatement *self, int column)
{
  const unsigned char *text;

  assert_owned (self);
  text = sqlite3_column_text (self->handle, column);
  if (text == NULL && sqlite3_errcode (sqlite3_db_handle (self->handle)) == SQLITE_NOMEM)
    note (self, SQLITE_NOMEM);
  return text != NULL ? (const char *) text : "";
}
