/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-lab-report.h"

G_BEGIN_DECLS

/** CwLabTable: what each way of the laboratory took, beside what it would have taken at best. */
#define CW_TYPE_LAB_TABLE (cw_lab_table_get_type ())
G_DECLARE_FINAL_TYPE (CwLabTable, cw_lab_table, CW, LAB_TABLE, GtkWidget)

void cw_lab_table_expect (CwLabTable *self, const CwLabOptions *options);
void cw_lab_table_set_wall (CwLabTable *self, CwLabMode mode, double seconds);
void cw_lab_table_show (CwLabTable *self, const CwLabReport *report);

G_END_DECLS
