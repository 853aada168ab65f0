/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-files.h"

#include <glib/gi18n-lib.h>

#include "cw-file-chooser.h"
#include "cw-import-dialog.h"
#include "cw-list-file.h"
#include "cw-window-alerts.h"
#include "cw-window-editing.h"

static CwSymbolList *
get_list (CwWindow *window)
{
  CwLists *lists = cw_window_get_lists (window);

  return lists != NULL ? cw_lists_get_current (lists) : NULL;
}

/* A file that is being read or written for a window. */
typedef struct
{
  CwWindow *window; /* owned while it waits */
  GFile *file;      /* owned */
} FileWork;

static FileWork *
file_work_new (CwWindow *window, GFile *file)
{
  FileWork *work = g_new (FileWork, 1);

  *work = (FileWork){ g_object_ref (window), g_object_ref (file) };
  return work;
}

static void
file_work_free (FileWork *work)
{
  g_object_unref (work->window);
  g_object_unref (work->file);
  g_free (work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileWork, file_work_free)

static void
say_failure (FileWork *work, const char *format, const GError *error)
{
  g_autofree char *name = g_file_get_parse_name (work->file);
  g_autofree char *text = NULL;
  g_autoptr (GString) whole = g_string_new (format);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_string_replace (whole, "%s", name, 1);
  /* Translators: what did not work, and why */
  text = g_strdup_printf (_ ("%s: %s"), whole->str, error->message);
  cw_window_say (work->window, text);
}

/* --- importing --- */

/* What waits for a person to accept it. */
typedef struct
{
  GWeakRef window;
  CwLists *lists;      /* owned: the window may show others by then */
  CwAlertWatch *watch; /* owned, for the same reason */
  gint64 list;
  CwImportPreview *preview; /* owned */
} Import;

static void
import_free (gpointer data, GClosure *closure)
{
  Import *import = data;

  g_weak_ref_clear (&import->window);
  g_object_unref (import->lists);
  g_object_unref (import->watch);
  cw_import_preview_unref (import->preview);
  g_free (import);
}

static void
accepted_cb (CwImportDialog *dialog, gpointer data)
{
  Import *import = data;
  g_autoptr (CwWindow) window = g_weak_ref_get (&import->window);
  g_autofree char *amount = cw_import_dialog_describe (import->preview);
  g_autofree char *text = NULL;

  if (import->preview->alerts->len > 0)
    cw_alert_watch_import (import->watch, import->preview->alerts);
  else
    cw_lists_import (import->lists, import->list, import->preview);
  /* Translators: for example 12 symbols */
  text = g_strdup_printf (_ ("%s imported"), amount);
  if (window != NULL)
    cw_window_say (window, text);
}

static void
show_preview (CwWindow *window, CwImportPreview *preview)
{
  CwSymbolList *list = get_list (window);
  Import *import = g_new0 (Import, 1);
  CwImportDialog *dialog = cw_import_dialog_new (GTK_WINDOW (window), list->name, preview);

  g_weak_ref_init (&import->window, window);
  import->lists = g_object_ref (cw_window_get_lists (window));
  import->watch = g_object_ref (cw_window_alerts_get_watch (window));
  import->list = list->id;
  import->preview = cw_import_preview_ref (preview);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (accepted_cb), import, import_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FileWork) work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwImportPreview) preview = cw_list_file_read_finish (result, &error);

  if (preview == NULL)
    /* Translators: %s is a file's name; why it could not be read follows */
    say_failure (work, _ ("“%s” could not be read"), error);
  else if (get_list (work->window) != NULL)
    show_preview (work->window, preview);
}

static void
import_file (GtkWidget *window, GFile *file)
{
  CwEngine *engine = cw_window_get_engine (CW_WINDOW (window));

  if (engine != NULL)
    cw_list_file_read_async (cw_engine_get_workers (engine), file,
                             cw_window_get_cancellable (CW_WINDOW (window)), read_cb,
                             file_work_new (CW_WINDOW (window), file));
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_file_chooser_open (window, _ ("Import"), "csv", import_file);
}

static void
import_from_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  import_file (window, file);
}

/* --- exporting --- */

static void
end_saving (GAsyncResult *result, FileWork *work, const char *failed, const char *saved)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (work->file);
  g_autoptr (GString) text = g_string_new (saved);

  if (!cw_list_file_save_finish (result, &error))
    {
      say_failure (work, failed, error);
      return;
    }
  g_string_replace (text, "%s", name, 1);
  cw_window_say (work->window, text->str);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FileWork) work = data;

  /* Translators: %s is a file's name; why it could not be written follows */
  end_saving (result, work, _ ("The list could not be saved as “%s”"),
              /* Translators: %s is a file's name */
              _ ("List saved as “%s”"));
}

static void
alerts_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FileWork) work = data;

  /* Translators: %s is a file's name; why it could not be written follows */
  end_saving (result, work, _ ("The alerts could not be saved as “%s”"),
              /* Translators: %s is a file's name */
              _ ("Alerts saved as “%s”"));
}

static void
export_file (CwWindow *window, GFile *file, CwListFileKind kind)
{
  CwSymbolList *list = get_list (window);

  if (list != NULL)
    cw_list_file_save_async (cw_engine_get_workers (cw_window_get_engine (window)), list, kind,
                             file, cw_window_get_cancellable (window), saved_cb,
                             file_work_new (window, file));
}

static void
symbols_chosen_cb (GtkWidget *window, GFile *file)
{
  export_file (CW_WINDOW (window), file, CW_LIST_FILE_SYMBOLS);
}

static void
holdings_chosen_cb (GtkWidget *window, GFile *file)
{
  export_file (CW_WINDOW (window), file, CW_LIST_FILE_HOLDINGS);
}

/* As JSON they go with all that a person keeps. */
static void
export_alerts (GtkWidget *widget, GFile *file)
{
  CwWindow *window = CW_WINDOW (widget);
  CwAlertWatch *watch = cw_window_alerts_get_watch (window);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  g_autoptr (GPtrArray) alerts = NULL;
  GPtrArray *all;

  if (watch == NULL || cw_window_get_lists (window) == NULL)
    return;
  alerts = cw_alert_watch_get_alerts (watch);
  all = cw_lists_get_all (cw_window_get_lists (window));
  for (guint i = 0; i < all->len; i++)
    if (((CwSymbolList *) g_ptr_array_index (all, i))->id != CW_LISTS_UNSAVED)
      g_ptr_array_add (lists, g_ptr_array_index (all, i));
  cw_list_file_save_alerts_async (cw_engine_get_workers (cw_window_get_engine (window)), lists,
                                  alerts, file, cw_window_get_cancellable (window), alerts_saved_cb,
                                  file_work_new (window, file));
}

static void
choose (CwWindow *window, const char *title, const char *suffix, CwFileChosenFunc chosen)
{
  CwSymbolList *list = get_list (window);
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;

  if (list == NULL)
    return;
  stem = g_strdelimit (g_strdup (list->name), "/\\:*?\"<>|", '-');
  name = g_strconcat (stem, suffix, NULL);
  cw_file_chooser_save (GTK_WIDGET (window), title, name, "csv json", chosen);
}

static void
export_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  choose (window, _ ("Export List"), ".csv", symbols_chosen_cb);
}

static void
export_holdings_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  choose (window, _ ("Export Holdings"), "-holdings.csv", holdings_chosen_cb);
}

static void
export_list_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  export_file (window, file, CW_LIST_FILE_SYMBOLS);
}

static void
export_holdings_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  export_file (window, file, CW_LIST_FILE_HOLDINGS);
}

static void
export_alerts_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  /* Translators: the name of a file, before .csv; without signs that a file's name cannot have */
  g_autofree char *name = g_strconcat (C_ ("file name", "Alerts"), ".csv", NULL);

  cw_file_chooser_save (window, _ ("Export Alerts"), name, "csv json", export_alerts);
}

static void
export_alerts_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  export_alerts (window, file);
}

/* --- the table --- */

static const GActionEntry entries[] = {
  { .name = "import", .activate = import_cb },
  { .name = "import-from", .parameter_type = "s", .activate = import_from_cb },
  { .name = "export-list", .activate = export_list_cb },
  { .name = "export-list-to", .parameter_type = "s", .activate = export_list_to_cb },
  { .name = "export-holdings", .activate = export_holdings_cb },
  { .name = "export-holdings-to", .parameter_type = "s", .activate = export_holdings_to_cb },
  { .name = "export-alerts", .activate = export_alerts_cb },
  { .name = "export-alerts-to", .parameter_type = "s", .activate = export_alerts_to_cb },
};

/** cw_window_files_install: gives the window its actions that read and write lists */
void
cw_window_files_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/** cw_window_files_update: lets each action be activated just when it would do something */
void
cw_window_files_update (CwWindow *window)
{
  CwSymbolList *list = get_list (window);

  cw_window_editing_set_enabled (window, "import", list != NULL);
  cw_window_editing_set_enabled (window, "import-from", list != NULL);
  cw_window_editing_set_enabled (window, "export-list", list != NULL && list->n_entries > 0);
  cw_window_editing_set_enabled (window, "export-list-to", list != NULL && list->n_entries > 0);
  cw_window_editing_set_enabled (window, "export-holdings", list != NULL && list->n_holdings > 0);
  cw_window_editing_set_enabled (window, "export-holdings-to",
                                 list != NULL && list->n_holdings > 0);
}
