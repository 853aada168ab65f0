/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwLabPage:
 *
 * The laboratory: makes the same slow requests in several ways, draws them while they are made, and
 * tells what each way took.
 */
#define CW_TYPE_LAB_PAGE (cw_lab_page_get_type ())
G_DECLARE_FINAL_TYPE (CwLabPage, cw_lab_page, CW, LAB_PAGE, GtkWidget)

gboolean cw_lab_page_is_running (CwLabPage *self);
void cw_lab_page_shut_down (CwLabPage *self);

G_END_DECLS
