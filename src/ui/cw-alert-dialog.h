/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-alert-watch.h"
#include "cw-drafts.h"

G_BEGIN_DECLS

/**
 * CwAlertDialog:
 *
 * Where a person says what they want to be told of a symbol. What is wrong with it is said while it
 * is typed, and what was typed is there again when it closes before that is accepted.
 *
 * Signals:
 * - `accepted (CwAlert *alert)`: this is it
 */
#define CW_TYPE_ALERT_DIALOG (cw_alert_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwAlertDialog, cw_alert_dialog, CW, ALERT_DIALOG, AdwWindow)

CwAlertDialog *cw_alert_dialog_new (GtkWindow *parent,
                                    CwAlertWatch *watch,
                                    const CwAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
void cw_alert_dialog_set_drafts (CwAlertDialog *self, CwDrafts *drafts, const char *key);
gboolean cw_alert_dialog_has_draft (CwAlertDialog *self);

G_END_DECLS
