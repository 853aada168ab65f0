/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-outcome.h"

G_BEGIN_DECLS

/**
 * CwMailbox:
 *
 * Carries outcomes from any thread into one main context, at most one batch a frame. Of several
 * outcomes of one symbol that meet in it only the newest is delivered, and a batch has a largest
 * size, so that no iteration of the reader's main loop grows with the number of symbols.
 */
typedef struct _CwMailbox CwMailbox;

/** CwMailboxFunc: called in the reader's context with a batch of #CwOutcome. */
typedef void (*CwMailboxFunc) (GPtrArray *outcomes, gpointer data);

CwMailbox *cw_mailbox_new (guint n_symbols, CwMailboxFunc func, gpointer data);
CwMailbox *cw_mailbox_ref (CwMailbox *mailbox);
void cw_mailbox_unref (CwMailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMailbox, cw_mailbox_unref)

void cw_mailbox_post (CwMailbox *mailbox, CwOutcome *outcome);
gboolean cw_mailbox_is_empty (CwMailbox *mailbox);
void cw_mailbox_close (CwMailbox *mailbox);

G_END_DECLS
