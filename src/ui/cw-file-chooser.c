/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-file-chooser.h"

#include <glib/gi18n-lib.h>

/* The one place that knows which file dialog the platform has: GTK 4.8 has the native chooser,
 * later versions GtkFileDialog. The parent holds the chooser while it is open. */
#define KEY "cw-file-chooser"

static void
close_chooser (gpointer chooser)
{
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
response_cb (GtkNativeDialog *chooser, int response, CwFileChosenFunc chosen)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    chosen (parent, file);
  g_object_set_data (G_OBJECT (parent), KEY, NULL);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * cw_file_chooser_save_image:
 * @parent: the window that asks
 * @title: the dialog's title
 * @suggested_name: a file name, whose ending says the format
 * @chosen: told what was chosen
 *
 * Lets a person choose where a picture goes. While a dialog is open no second one opens.
 */
void
cw_file_chooser_save_image (GtkWindow *parent,
                            const char *title,
                            const char *suggested_name,
                            CwFileChosenFunc chosen)
{
  GtkFileChooserNative *chooser;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                                         _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested_name);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("PNG Images"), "png");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("SVG Images"), "svg");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("PDF Documents"), "pdf");
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), chosen);
  g_object_set_data_full (G_OBJECT (parent), KEY, chooser, close_chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
