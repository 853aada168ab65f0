/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-lab-event.h"

G_BEGIN_DECLS

/**
 * CwLabLog:
 *
 * What happened in the laboratory, line by line: time, level, process and thread. Follows what
 * comes as long as its end is in sight.
 */
#define CW_TYPE_LAB_LOG (cw_lab_log_get_type ())
G_DECLARE_FINAL_TYPE (CwLabLog, cw_lab_log, CW, LAB_LOG, GtkWidget)

void cw_lab_log_clear (CwLabLog *self);
void cw_lab_log_add (CwLabLog *self, const CwLabEvent *event);
char *cw_lab_log_dup_text (CwLabLog *self) G_GNUC_WARN_UNUSED_RESULT;
guint cw_lab_log_count_lines (CwLabLog *self);

G_END_DECLS
