/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/**
 * CwConnection:
 *
 * The store's way to its file over the whole of a session: opens it, opens it again when somebody
 * has put another one in its place or it turns out to be damaged, makes sure that it is sound
 * before anything is written, and has it copied once a day. Belongs to the one thread of a pool,
 * but for what says otherwise.
 */
typedef struct _CwConnection CwConnection;

CwConnection *cw_connection_new (const char *directory, CwWorkers *owner);
void cw_connection_free (CwConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwConnection, cw_connection_free)

void cw_connection_open (CwConnection *connection);
void cw_connection_repair (CwConnection *connection);
void cw_connection_close (CwConnection *connection);
void cw_connection_tidy (CwConnection *connection);

CwDatabase *cw_connection_get_database (CwConnection *connection, GError **error);
gboolean cw_connection_prepare_to_write (CwConnection *connection, GError **error);
gint64 cw_connection_get_n_opened (CwConnection *connection);

/* These may be called from any thread. */
gboolean cw_connection_is_lasting (CwConnection *connection);
char *cw_connection_get_notice (CwConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
