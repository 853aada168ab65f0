/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/**
 * CwCliLists:
 *
 * The user's lists, read from the store, which stays open for edits. Commands wait for each step:
 * there is nothing else that they could do meanwhile.
 */
typedef struct
{
  CwCliContext *context;
  CwStore *store;
  GPtrArray *lists; /* of CwSymbolList, in their order */
} CwCliLists;

void cw_cli_lists_close (CwCliLists *lists);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwCliLists, cw_cli_lists_close)

gboolean cw_cli_lists_open (CwCliLists *lists, CwCliContext *context, GError **error);
const CwSymbolList *cw_cli_lists_find (const CwCliLists *lists, const char *name);
const CwSymbolList *cw_cli_lists_get (const CwCliLists *lists, const char *name, GError **error);
gboolean cw_cli_lists_ensure (CwCliLists *lists, const char *name, gint64 *id, GError **error);
GPtrArray *cw_cli_lists_load_alerts (CwCliLists *lists, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_cli_check_list_name (const char *name, GError **error);

/** CwCliAnswer: what a step that was begun has come to. */
typedef struct
{
  GAsyncResult *result; /* owned, NULL until it has */
} CwCliAnswer;

void cw_cli_answer_cb (GObject *source, GAsyncResult *result, gpointer answer);
GAsyncResult *cw_cli_answer_wait (CwCliAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
