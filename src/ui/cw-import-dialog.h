/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-import-preview.h"

G_BEGIN_DECLS

/**
 * CwImportDialog:
 *
 * Shows what a file would bring into a list, and which of its lines would not come, before anything
 * is done.
 *
 * Signals: `accepted ()`: a person wants it all
 */
#define CW_TYPE_IMPORT_DIALOG (cw_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwImportDialog, cw_import_dialog, CW, IMPORT_DIALOG, AdwWindow)

CwImportDialog *cw_import_dialog_new (GtkWindow *parent,
                                      const char *list_name,
                                      CwImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;
char *cw_import_dialog_describe (const CwImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
