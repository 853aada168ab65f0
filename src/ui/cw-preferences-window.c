/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "cw-file-chooser.h"
#include "cw-parts.h"
#include "cw-preferences-charts.h"
#include "cw-preferences-rules.h"
#include "cw-symbol.h"
#include "cw-wrong-entry.h"

struct _CwPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  CwSettings *settings; /* owned */
  CwFinnhubKey *key;    /* owned, nullable */

  GtkWidget *kept_group;
  GtkWidget *network_switch;
  GtkWidget *concurrency_row;
  GtkAdjustment *concurrency_adjustment;
  GtkWidget *provider_group;
  GtkWidget *provider_row;
  GtkEditable *benchmark_row;
  GtkWidget *key_group;
  AdwActionRow *key_state_row;
  GtkWidget *key_remove_button;
  GtkEditable *key_row;
  GtkWidget *palette_row;
  GtkWidget *refresh_row;
  AdwActionRow *csv_row;
  GtkWidget *csv_clear_button;
  CwPreferencesRules *rules_page;
  CwPreferencesCharts *charts_page;
  CwPreferencesData *data_page;
};

G_DEFINE_FINAL_TYPE (CwPreferencesWindow, cw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' models. */
static const char *const providers[] = { "yahoo", "finnhub", NULL };
static const guint intervals[] = { 0, 15, 30, 60, 5 * 60, 15 * 60, 60 * 60 };
static const char *const palettes[] = { "green-red", "red-green", "blue-orange", NULL };

/* --- entries --- */

static void
benchmark_edited_cb (CwPreferencesWindow *self)
{
  cw_wrong_entry_show (self->benchmark_row, FALSE);
}

static void
benchmark_applied_cb (CwPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *symbol =
      cw_symbol_normalize (gtk_editable_get_text (self->benchmark_row), &error);

  if (symbol == NULL)
    {
      cw_wrong_entry_show (self->benchmark_row, TRUE);
      cw_wrong_entry_say (self->benchmark_row, error->message);
      return;
    }
  g_object_set (self->settings, "benchmark", symbol, NULL);
}

static void
key_edited_cb (CwPreferencesWindow *self)
{
  cw_wrong_entry_show (self->key_row, FALSE);
}

static void
key_applied_cb (CwPreferencesWindow *self)
{
  if (cw_finnhub_key_set (self->key, gtk_editable_get_text (self->key_row)))
    {
      gtk_editable_set_text (self->key_row, "");
      return;
    }
  cw_wrong_entry_show (self->key_row, TRUE);
  cw_wrong_entry_say (self->key_row,
                      _ ("This cannot be a key: one has letters and digits, and no space in it"));
}

static void
key_removed_cb (CwPreferencesWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  cw_finnhub_key_remove (self->key);
}

static void
key_told_cb (CwPreferencesWindow *self)
{
  g_autofree char *text = cw_finnhub_key_describe (self->key);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  CwKeyOrigin origin = cw_finnhub_key_get_origin (self->key);

  adw_action_row_set_subtitle (self->key_state_row, escaped);
  gtk_widget_set_visible (self->key_remove_button,
                          origin == CW_KEY_FROM_KEYRING || origin == CW_KEY_FOR_THIS_SESSION);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), origin != CW_KEY_FROM_ENVIRONMENT);
}

/* --- what is chosen of several --- */

static gboolean
text_to_position (GBinding *binding, const GValue *from, GValue *to, gpointer texts)
{
  const char *text = g_value_get_string (from);

  for (guint i = 0; ((const char *const *) texts)[i] != NULL; i++)
    if (g_strcmp0 (((const char *const *) texts)[i], text) == 0)
      g_value_set_uint (to, i);
  return TRUE;
}

static gboolean
position_to_text (GBinding *binding, const GValue *from, GValue *to, gpointer texts)
{
  guint position = g_value_get_uint (from);

  if (position >= g_strv_length (texts))
    return FALSE;
  g_value_set_string (to, ((const char *const *) texts)[position]);
  return TRUE;
}

static void
bind_choice (CwPreferencesWindow *self,
             const char *property,
             GtkWidget *row,
             const char *const *texts)
{
  g_object_bind_property_full (self->settings, property, row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, text_to_position,
                               position_to_text, (gpointer) texts, NULL);
}

/* What another editor of settings wrote is shown as the nearest there is that is no quicker. */
static gboolean
interval_to_position (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  guint position = 0;

  while (position < G_N_ELEMENTS (intervals) - 1 && intervals[position] < g_value_get_uint (from))
    position++;
  g_value_set_uint (to, position);
  return TRUE;
}

static gboolean
position_to_interval (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  guint position = g_value_get_uint (from);

  if (position >= G_N_ELEMENTS (intervals))
    return FALSE;
  g_value_set_uint (to, intervals[position]);
  return TRUE;
}

static void
bind_interval (CwPreferencesWindow *self)
{
  g_object_bind_property_full (self->settings, "refresh-interval", self->refresh_row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                               interval_to_position, position_to_interval, NULL, NULL);
}

/* --- the folder --- */

static void
csv_told_cb (CwPreferencesWindow *self)
{
  const char *folder = cw_settings_get_csv_folder (self->settings);
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;
  g_autofree char *escaped = g_markup_escape_text (
      shown != NULL ? shown : _ ("None: files named SYMBOL.csv stand in while a provider is down"),
      -1);

  adw_action_row_set_subtitle (self->csv_row, escaped);
  gtk_widget_set_visible (self->csv_clear_button, folder != NULL);
}

static void
csv_chosen_cb (GtkWidget *asker, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    g_object_set (CW_PREFERENCES_WINDOW (asker)->settings, "csv-folder", path, NULL);
}

static void
csv_choose_cb (CwPreferencesWindow *self)
{
  cw_file_chooser_open_folder (GTK_WIDGET (self), _ ("Choose a Folder With Price Files"),
                               csv_chosen_cb);
}

static void
csv_cleared_cb (CwPreferencesWindow *self)
{
  g_object_set (self->settings, "csv-folder", "", NULL);
}

/* The adjustment counts in doubles. */
static void
bind_concurrency (CwPreferencesWindow *self)
{
  gtk_adjustment_set_lower (self->concurrency_adjustment, CW_SETTINGS_CONCURRENCY_MIN);
  gtk_adjustment_set_upper (self->concurrency_adjustment, CW_SETTINGS_CONCURRENCY_MAX);
  g_object_bind_property (self->settings, "concurrency", self->concurrency_adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
bind (CwPreferencesWindow *self)
{
  g_object_bind_property (self->settings, "offline", self->network_switch, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE
                              | G_BINDING_INVERT_BOOLEAN);
  bind_concurrency (self);
  bind_interval (self);
  bind_choice (self, "provider", self->provider_row, providers);
  bind_choice (self, "palette", self->palette_row, palettes);
  gtk_editable_set_text (self->benchmark_row, cw_settings_get_benchmark (self->settings));
  cw_preferences_rules_set_settings (self->rules_page, self->settings);
  cw_preferences_charts_set_settings (self->charts_page, self->settings);
  g_signal_connect_swapped (self->settings, "notify::csv-folder", G_CALLBACK (csv_told_cb), self);
  csv_told_cb (self);
  gtk_widget_set_visible (self->kept_group, !cw_settings_are_kept (self->settings));
}

/* --- the widget --- */

static void
cw_preferences_window_dispose (GObject *object)
{
  CwPreferencesWindow *self = CW_PREFERENCES_WINDOW (object);

  if (self->key != NULL)
    g_signal_handlers_disconnect_by_data (self->key, self);
  g_clear_object (&self->key);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cw_preferences_window_parent_class)->dispose (object);
}

static void
cw_preferences_window_class_init (CwPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_PREFERENCES_CHARTS);
  g_type_ensure (CW_TYPE_PREFERENCES_DATA);
  g_type_ensure (CW_TYPE_PREFERENCES_RULES);
  G_OBJECT_CLASS (klass)->dispose = cw_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, kept_group);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, network_switch);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, concurrency_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, concurrency_adjustment);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, provider_group);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, provider_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, benchmark_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, key_group);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, key_state_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, key_remove_button);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, key_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, palette_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, refresh_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, csv_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, csv_clear_button);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, rules_page);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, charts_page);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesWindow, data_page);
  gtk_widget_class_bind_template_callback (widget_class, benchmark_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, benchmark_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, csv_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, csv_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_removed_cb);
}

static void
cw_preferences_window_init (CwPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_parts_name (GTK_WIDGET (self));
}

/**
 * cw_preferences_window_new:
 * @settings: what is to be set
 * @key: (nullable): the Finnhub key; without it these are the demo market's preferences, which has
 *   its own provider and its own benchmark
 *
 * Returns: (transfer none): the window
 */
CwPreferencesWindow *
cw_preferences_window_new (CwSettings *settings, CwFinnhubKey *key)
{
  CwPreferencesWindow *self = g_object_new (CW_TYPE_PREFERENCES_WINDOW, NULL);

  self->settings = g_object_ref (settings);
  bind (self);
  gtk_widget_set_visible (self->provider_group, key != NULL);
  gtk_widget_set_visible (self->key_group, key != NULL);
  gtk_widget_set_visible (self->concurrency_row, key != NULL);
  gtk_widget_set_visible (self->refresh_row, key != NULL);
  if (key == NULL)
    return self;
  self->key = g_object_ref (key);
  g_signal_connect_swapped (key, "told", G_CALLBACK (key_told_cb), self);
  key_told_cb (self);
  return self;
}

/**
 * cw_preferences_window_set_engine:
 * @self: the window
 * @engine: (nullable): what is stored by whom
 * @directory: (nullable): where
 */
void
cw_preferences_window_set_engine (CwPreferencesWindow *self,
                                  CwEngine *engine,
                                  const char *directory)
{
  g_return_if_fail (CW_IS_PREFERENCES_WINDOW (self));
  cw_preferences_data_set_engine (self->data_page, engine, directory);
}
