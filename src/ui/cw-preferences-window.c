/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "cw-symbol.h"

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
};

G_DEFINE_FINAL_TYPE (CwPreferencesWindow, cw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' models. */
static const char *const providers[] = { "yahoo", "finnhub", NULL };
static const char *const palettes[] = { "green-red", "red-green", "blue-orange", NULL };

/* --- entries that are wrong or right --- */

static void
show_wrong (GtkEditable *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
say (CwPreferencesWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (escaped));
}

static void
benchmark_edited_cb (CwPreferencesWindow *self)
{
  show_wrong (self->benchmark_row, FALSE);
}

static void
benchmark_applied_cb (CwPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *symbol =
      cw_symbol_normalize (gtk_editable_get_text (self->benchmark_row), &error);

  if (symbol == NULL)
    {
      show_wrong (self->benchmark_row, TRUE);
      say (self, error->message);
      return;
    }
  g_object_set (self->settings, "benchmark", symbol, NULL);
}

static void
key_edited_cb (CwPreferencesWindow *self)
{
  show_wrong (self->key_row, FALSE);
}

static void
key_applied_cb (CwPreferencesWindow *self)
{
  if (cw_finnhub_key_set (self->key, gtk_editable_get_text (self->key_row)))
    {
      gtk_editable_set_text (self->key_row, "");
      return;
    }
  show_wrong (self->key_row, TRUE);
  say (self, _ ("This cannot be a key: one has letters and digits, and no space in it"));
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
  bind_choice (self, "provider", self->provider_row, providers);
  bind_choice (self, "palette", self->palette_row, palettes);
  gtk_editable_set_text (self->benchmark_row, cw_settings_get_benchmark (self->settings));
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
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cw_preferences_window_parent_class)->dispose (object);
}

static void
cw_preferences_window_class_init (CwPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_class_bind_template_callback (widget_class, benchmark_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, benchmark_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_removed_cb);
}

static void
cw_preferences_window_init (CwPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  if (key == NULL)
    return self;
  self->key = g_object_ref (key);
  g_signal_connect_swapped (key, "told", G_CALLBACK (key_told_cb), self);
  key_told_cb (self);
  return self;
}
