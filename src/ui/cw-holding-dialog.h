/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-holding-input.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/**
 * CwHoldingDialog:
 *
 * Where a holding is added or edited. What is wrong stands below the field that it is about; it
 * closes only when somebody says that what was typed is kept, or when a person closes it, and then
 * it still knows what was typed.
 *
 * Signals:
 * - `typed ()`: cw_holding_dialog_dup_draft() returns something else now
 * - `save (CwImportPreview *preview)`: a person wants this to be kept;
 * cw_holding_dialog_end_saving() is to follow
 * - `remove ()`: a person wants the holding to be removed
 */
#define CW_TYPE_HOLDING_DIALOG (cw_holding_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwHoldingDialog, cw_holding_dialog, CW, HOLDING_DIALOG, AdwWindow)

CwHoldingDialog *cw_holding_dialog_new (GtkWindow *parent,
                                        CwWatchlist *watchlist,
                                        const CwSymbolList *list) G_GNUC_WARN_UNUSED_RESULT;
void cw_holding_dialog_edit (CwHoldingDialog *self, const char *symbol);
void cw_holding_dialog_present (CwHoldingDialog *self);
void cw_holding_dialog_continue (CwHoldingDialog *self, const char *const *draft);
char **cw_holding_dialog_dup_draft (CwHoldingDialog *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_holding_dialog_end_saving (CwHoldingDialog *self, const char *problem);

G_END_DECLS
