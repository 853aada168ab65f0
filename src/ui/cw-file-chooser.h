/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwFileChosenFunc:
 * @asker: who asked, which is still there
 * @file: what was chosen
 *
 * Called once a person has chosen; never if they did not.
 */
typedef void (*CwFileChosenFunc) (GtkWidget *asker, GFile *file);

void cw_file_chooser_save (GtkWidget *asker,
                           const char *title,
                           const char *suggested_name,
                           const char *endings,
                           CwFileChosenFunc chosen);
void cw_file_chooser_open (GtkWidget *asker,
                           const char *title,
                           const char *endings,
                           CwFileChosenFunc chosen);
void cw_file_chooser_open_folder (GtkWidget *asker, const char *title, CwFileChosenFunc chosen);

G_END_DECLS
