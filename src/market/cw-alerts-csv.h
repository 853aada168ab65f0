/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-alert.h"
#include "cw-import-preview.h"

G_BEGIN_DECLS

/** CW_ALERTS_MAX_IMPORT: so many alerts come from one file at the most. */
#define CW_ALERTS_MAX_IMPORT 10000

CwImportPreview *cw_alerts_csv_read (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
void cw_alerts_csv_write (const GPtrArray *alerts, GString *to);
gboolean cw_alert_is_exported (const CwAlert *alert);
char *cw_alert_dup_day (const CwAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
CwAlert *cw_alert_begin (const CwAlert *alert, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
