/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-drafts.h"
#include "cw-row.h"

G_BEGIN_DECLS

/**
 * CwNotesCard:
 *
 * What a person wrote beside a symbol: a note, and the prices at which to buy and to sell. It saves
 * itself.
 *
 * Signals: `edited (gint64 list, CwListEntry *entry)`: what is to be kept in the list of that
 * number
 */
#define CW_TYPE_NOTES_CARD (cw_notes_card_get_type ())
G_DECLARE_FINAL_TYPE (CwNotesCard, cw_notes_card, CW, NOTES_CARD, GtkWidget)

void cw_notes_card_set_drafts (CwNotesCard *self, CwDrafts *drafts);
void cw_notes_card_flush (CwNotesCard *self);
void cw_notes_card_set_obstacle (CwNotesCard *self, const char *obstacle);
void cw_notes_card_show_row (CwNotesCard *self, CwRow *row);

G_END_DECLS
