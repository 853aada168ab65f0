/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwStatement:
 *
 * A prepared statement, kept by its database and used again and again. Parameters count from 1,
 * columns from 0, as in SQLite. Binding a parameter or reading a column cannot fail but for want of
 * memory or for a wrong index; the first such failure is kept and comes out of the next
 * cw_statement_step() or cw_statement_run(), so a row that was read must be followed by one.
 */
typedef struct
{
  CwWorkers *owner;
  sqlite3_stmt *handle;
  int failure; /* of binding or reading, or SQLITE_OK */
} CwStatement;

void cw_statement_bind_int (CwStatement *statement, int index, gint64 value);
void cw_statement_bind_double (CwStatement *statement, int index, double value);
void cw_statement_bind_text (CwStatement *statement, int index, const char *value);

gboolean cw_statement_step (CwStatement *statement, gboolean *has_row, GError **error);
gboolean cw_statement_run (CwStatement *statement, GError **error);
void cw_statement_reset (CwStatement *statement);

gint64 cw_statement_get_int (CwStatement *statement, int column);
double cw_statement_get_double (CwStatement *statement, int column);
const char *cw_statement_get_text (CwStatement *statement, int column);

void cw_sqlite_set_error (GError **error, sqlite3 *handle, int code);

G_END_DECLS
