/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwFileChosenFunc:
 * @parent: the window that asked
 * @file: what was chosen
 *
 * Called once a person has chosen; never if they did not.
 */
typedef void (*CwFileChosenFunc) (GtkWindow *parent, GFile *file);

void cw_file_chooser_save_image (GtkWindow *parent,
                                 const char *title,
                                 const char *suggested_name,
                                 CwFileChosenFunc chosen);
void cw_file_chooser_save_list (GtkWindow *parent,
                                const char *title,
                                const char *suggested_name,
                                CwFileChosenFunc chosen);
void cw_file_chooser_open_csv (GtkWindow *parent, const char *title, CwFileChosenFunc chosen);

void cw_file_chooser_save_page (GtkWindow *parent,
                                const char *title,
                                const char *suggested_name,
                                CwFileChosenFunc chosen);

/** CwFileChosenForFunc: the same for a widget within the window. */
typedef void (*CwFileChosenForFunc) (GtkWidget *widget, GFile *file);

void cw_file_chooser_save_svg (GtkWidget *widget,
                               const char *title,
                               const char *suggested_name,
                               CwFileChosenForFunc chosen);

G_END_DECLS
