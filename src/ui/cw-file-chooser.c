/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-file-chooser.h"

#include <glib/gi18n-lib.h>

/* The one place that knows which file dialog the platform has: GTK 4.8 has the native chooser,
 * later versions GtkFileDialog. The window holds the chooser while it is open. */
#define KEY "cw-file-chooser"

static const struct
{
  const char *ending, *name;
} kinds[] = {
  { "png", N_ ("PNG Images") }, { "svg", N_ ("SVG Images") },  { "pdf", N_ ("PDF Documents") },
  { "csv", N_ ("CSV Tables") }, { "json", N_ ("JSON Files") }, { "html", N_ ("HTML Pages") },
};

/* Who asked may be gone before there is an answer. */
typedef struct
{
  GWeakRef asker;
  CwFileChosenFunc chosen;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->asker);
  g_free (question);
}

static void
close_chooser (gpointer chooser)
{
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Question *question = data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (chooser);
  g_autoptr (GtkWidget) asker = g_weak_ref_get (&question->asker);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && asker != NULL)
    question->chosen (asker, file);
  g_object_set_data (G_OBJECT (window), KEY, NULL);
}

static void
add_filters (GtkFileChooser *chooser, const char *endings)
{
  g_auto (GStrv) wanted = g_strsplit (endings, " ", -1);

  for (gsize i = 0; wanted[i] != NULL; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
      if (g_str_equal (wanted[i], kinds[k].ending))
        {
          g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

          gtk_file_filter_set_name (filter, _ (kinds[k].name));
          gtk_file_filter_add_suffix (filter, kinds[k].ending);
          gtk_file_chooser_add_filter (chooser, filter);
        }
}

static const char *
get_accept_label (GtkFileChooserAction action)
{
  switch (action)
    {
    case GTK_FILE_CHOOSER_ACTION_SAVE:
      return _ ("_Save");
    case GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER:
      return _ ("_Select");
    case GTK_FILE_CHOOSER_ACTION_OPEN:
    default:
      return _ ("_Open");
    }
}

static void
choose (GtkWidget *asker,
        GtkFileChooserAction action,
        const char *title,
        const char *suggested_name,
        const char *endings,
        CwFileChosenFunc chosen)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (asker));
  GtkFileChooserNative *chooser;
  Question *question;

  if (g_object_get_data (G_OBJECT (window), KEY) != NULL)
    return;
  chooser =
      gtk_file_chooser_native_new (title, window, action, get_accept_label (action), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested_name);
  add_filters (GTK_FILE_CHOOSER (chooser), endings);
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->asker, asker);
  question->chosen = chosen;
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), question, question_free, 0);
  g_object_set_data_full (G_OBJECT (window), KEY, chooser, close_chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * cw_file_chooser_save:
 * @asker: a window or a widget in one
 * @title: the dialog's title
 * @suggested_name: a file name, whose ending says the format
 * @endings: the endings that can be chosen, with spaces between them, for example `png svg`
 * @chosen: told what was chosen, if @asker is there still
 *
 * Lets a person choose where something goes. While a dialog is open no second one opens.
 */
void
cw_file_chooser_save (GtkWidget *asker,
                      const char *title,
                      const char *suggested_name,
                      const char *endings,
                      CwFileChosenFunc chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (asker));
  g_return_if_fail (suggested_name != NULL);

  choose (asker, GTK_FILE_CHOOSER_ACTION_SAVE, title, suggested_name, endings, chosen);
}

/** cw_file_chooser_open: lets a person choose what is read; see cw_file_chooser_save() */
void
cw_file_chooser_open (GtkWidget *asker,
                      const char *title,
                      const char *endings,
                      CwFileChosenFunc chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (asker));

  choose (asker, GTK_FILE_CHOOSER_ACTION_OPEN, title, NULL, endings, chosen);
}

/** cw_file_chooser_open_folder: lets a person choose a folder; see cw_file_chooser_save() */
void
cw_file_chooser_open_folder (GtkWidget *asker, const char *title, CwFileChosenFunc chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (asker));

  choose (asker, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, title, NULL, "", chosen);
}
