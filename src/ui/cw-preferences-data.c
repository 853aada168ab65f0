/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-data.h"

#include <glib/gi18n-lib.h>

#include "cw-store-space.h"

#define RESPONSE_REMOVE "remove"

struct _CwPreferencesData
{
  AdwPreferencesPage parent_instance;

  CwEngine *engine;          /* owned, nullable */
  GCancellable *cancellable; /* owned: of what is asked of its store */
  CwStoreSpace space;
  gboolean cleaning;

  AdwActionRow *size_row;
  AdwActionRow *clean_row;
  AdwActionRow *folder_row;
  GtkWidget *clean_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (CwPreferencesData, cw_preferences_data, ADW_TYPE_PREFERENCES_PAGE)

static CwStore *
get_store (CwPreferencesData *self)
{
  return self->engine != NULL ? cw_engine_get_store (self->engine) : NULL;
}

static void
set_subtitle (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
show_busy (CwPreferencesData *self)
{
  gtk_spinner_set_spinning (self->spinner, self->cleaning);
  gtk_widget_set_sensitive (self->clean_button, !self->cleaning && self->space.n_unlisted > 0);
}

/* --- how much there is --- */

static char *
describe_size (const CwStoreSpace *space)
{
  g_autofree char *size = g_format_size ((guint64) space->bytes);

  return g_strdup_printf (
      /* Translators: a number of symbols, and a size as in “12.5 MB” */
      g_dngettext (GETTEXT_PACKAGE, "%u symbol, %s", "%u symbols, %s", space->n_symbols),
      space->n_symbols, size);
}

static char *
describe_unlisted (const CwStoreSpace *space)
{
  if (space->n_unlisted == 0)
    return g_strdup (_ ("None: all that is stored is of symbols in your lists"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u symbol that was looked at, or has left every list",
                                       "%u symbols that were looked at, or have left every list",
                                       space->n_unlisted),
                          space->n_unlisted);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwStoreSpace space;
  CwPreferencesData *self = data;
  g_autofree char *size = NULL;
  g_autofree char *unlisted = NULL;

  if (!cw_store_measure_finish (result, &space, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        set_subtitle (self->size_row, error->message);
      return;
    }
  self->space = space;
  size = describe_size (&space);
  unlisted = describe_unlisted (&space);
  set_subtitle (self->size_row, size);
  set_subtitle (self->clean_row, unlisted);
  show_busy (self);
}

static void
measure (CwPreferencesData *self)
{
  if (get_store (self) != NULL)
    cw_store_measure_async (get_store (self), cw_engine_get_benchmark (self->engine),
                            self->cancellable, measured_cb, self);
  else
    set_subtitle (self->size_row, _ ("Nothing is stored"));
}

/* --- removing --- */

static void
say (CwPreferencesData *self, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (escaped));
}

/* It cannot be cancelled, and the page may be gone when it is done. */
static void
cleaned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwPreferencesData) self = data;
  g_autoptr (GError) error = NULL;
  gboolean cleaned = cw_store_clean_finish (result, &error);

  if (self->engine == NULL)
    return;
  self->cleaning = FALSE;
  if (!cleaned && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
  show_busy (self);
  measure (self);
}

static void
clean (CwPreferencesData *self)
{
  if (get_store (self) == NULL || self->cleaning)
    return;
  self->cleaning = TRUE;
  show_busy (self);
  cw_store_clean_async (get_store (self), cw_engine_get_benchmark (self->engine), cleaned_cb,
                        g_object_ref (self));
}

static void
answered_cb (CwPreferencesData *self, const char *response)
{
  if (g_str_equal (response, RESPONSE_REMOVE))
    clean (self);
}

static void
clean_cb (CwPreferencesData *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  guint n = self->space.n_unlisted;
  g_autofree char *heading =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Remove What Is Stored of %u Symbol?",
                                    "Remove What Is Stored of %u Symbols?", n),
                       n);
  GtkWidget *dialog = adw_message_dialog_new (
      window, heading,
      _ ("Their prices and figures are removed from this computer. None of them is in a list, and "
         "all can be fetched again. Your lists, holdings, notes and alerts stay as they are."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    RESPONSE_REMOVE, _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), RESPONSE_REMOVE,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the page --- */

static void
cw_preferences_data_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_preferences_data_parent_class)->map (widget);
  measure (CW_PREFERENCES_DATA (widget));
}

static void
forget_engine (CwPreferencesData *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->engine);
  self->cleaning = FALSE;
}

static void
cw_preferences_data_dispose (GObject *object)
{
  forget_engine (CW_PREFERENCES_DATA (object));
  G_OBJECT_CLASS (cw_preferences_data_parent_class)->dispose (object);
}

static void
cw_preferences_data_finalize (GObject *object)
{
  g_object_unref (CW_PREFERENCES_DATA (object)->cancellable);
  G_OBJECT_CLASS (cw_preferences_data_parent_class)->finalize (object);
}

static void
cw_preferences_data_class_init (CwPreferencesDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_preferences_data_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_preferences_data_finalize;
  widget_class->map = cw_preferences_data_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-preferences-data.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesData, size_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesData, clean_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesData, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesData, clean_button);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesData, spinner);
  gtk_widget_class_bind_template_callback (widget_class, clean_cb);
}

static void
cw_preferences_data_init (CwPreferencesData *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_preferences_data_set_engine:
 * @self: the page
 * @engine: (nullable): whose store it is about; another one when the source was opened anew
 * @directory: (nullable): where that lies
 */
void
cw_preferences_data_set_engine (CwPreferencesData *self, CwEngine *engine, const char *directory)
{
  g_return_if_fail (CW_IS_PREFERENCES_DATA (self));

  forget_engine (self);
  g_set_object (&self->engine, engine);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), directory != NULL);
  if (directory != NULL)
    set_subtitle (self->folder_row, directory);
  show_busy (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    measure (self);
}
