/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lab-event.h"

G_BEGIN_DECLS

/**
 * CwLabMailbox:
 *
 * Carries events from any thread to their reader's main context, all that have come at most once a
 * frame.
 */
typedef struct _CwLabMailbox CwLabMailbox;

CwLabMailbox *cw_lab_mailbox_new (CwLabEventFunc func, gpointer data);
void cw_lab_mailbox_close (CwLabMailbox *mailbox);
void cw_lab_mailbox_post (CwLabMailbox *mailbox, CwLabEvent event);

G_END_DECLS
