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

static GtkFileChooser *
new_chooser (GtkWindow *parent, const char *title, GtkFileChooserAction action)
{
  gboolean saves = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, parent, action, saves ? _ ("_Save") : _ ("_Open"),
                                   _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return GTK_FILE_CHOOSER (chooser);
}

static void
show_chooser (GtkWindow *parent, GtkFileChooser *chooser, CwFileChosenFunc chosen)
{
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), chosen);
  g_object_set_data_full (G_OBJECT (parent), KEY, chooser, close_chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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
  GtkFileChooser *chooser;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = new_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (chooser, suggested_name);
  add_filter (chooser, _ ("PNG Images"), "png");
  add_filter (chooser, _ ("SVG Images"), "svg");
  add_filter (chooser, _ ("PDF Documents"), "pdf");
  add_filter (chooser, _ ("CSV Tables"), "csv");
  show_chooser (parent, chooser, chosen);
}

/** cw_file_chooser_save_page: the same for a page of HTML; see cw_file_chooser_save_image() */
void
cw_file_chooser_save_page (GtkWindow *parent,
                           const char *title,
                           const char *suggested_name,
                           CwFileChosenFunc chosen)
{
  GtkFileChooser *chooser;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = new_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (chooser, suggested_name);
  add_filter (chooser, _ ("HTML Pages"), "html");
  show_chooser (parent, chooser, chosen);
}

/**
 * cw_file_chooser_save_list:
 * @parent: the window that asks
 * @title: the dialog's title
 * @suggested_name: a file name, whose ending says the format
 * @chosen: told what was chosen
 *
 * Lets a person choose where a list goes. While a dialog is open no second one opens.
 */
void
cw_file_chooser_save_list (GtkWindow *parent,
                           const char *title,
                           const char *suggested_name,
                           CwFileChosenFunc chosen)
{
  GtkFileChooser *chooser;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = new_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (chooser, suggested_name);
  add_filter (chooser, _ ("CSV Tables"), "csv");
  add_filter (chooser, _ ("JSON Files"), "json");
  show_chooser (parent, chooser, chosen);
}

/** cw_file_chooser_open_csv: lets a person choose a table to read; see cw_file_chooser_save_list()
 */
void
cw_file_chooser_open_csv (GtkWindow *parent, const char *title, CwFileChosenFunc chosen)
{
  GtkFileChooser *chooser;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = new_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  add_filter (chooser, _ ("CSV Tables"), "csv");
  show_chooser (parent, chooser, chosen);
}

/* Who asked within the window, and may be gone before there is an answer. */
typedef struct
{
  GWeakRef widget;
  CwFileChosenForFunc chosen;
} Asker;

static void
asker_free (gpointer data, GClosure *closure)
{
  Asker *asker = data;

  g_weak_ref_clear (&asker->widget);
  g_free (asker);
}

static void
response_for_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Asker *asker = data;
  GtkWindow *parent = gtk_native_dialog_get_transient_for (chooser);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&asker->widget);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && widget != NULL)
    asker->chosen (widget, file);
  g_object_set_data (G_OBJECT (parent), KEY, NULL);
}

/**
 * cw_file_chooser_save_svg:
 * @widget: what asks, in a window
 * @title: the dialog's title
 * @suggested_name: a file name
 * @chosen: told what was chosen, if @widget is there still
 *
 * Lets a person choose where a drawing goes. While a dialog is open no second one opens.
 */
void
cw_file_chooser_save_svg (GtkWidget *widget,
                          const char *title,
                          const char *suggested_name,
                          CwFileChosenForFunc chosen)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooser *chooser;
  Asker *asker;

  if (g_object_get_data (G_OBJECT (parent), KEY) != NULL)
    return;
  chooser = new_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (chooser, suggested_name);
  add_filter (chooser, _ ("SVG Images"), "svg");
  asker = g_new0 (Asker, 1);
  g_weak_ref_init (&asker->widget, widget);
  asker->chosen = chosen;
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_for_cb), asker, asker_free, 0);
  g_object_set_data_full (G_OBJECT (parent), KEY, chooser, close_chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
