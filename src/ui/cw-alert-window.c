/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-window.h"

#include <glib/gi18n-lib.h>

#include "cw-alert-row.h"

/* So many of what has fired are shown: more than anybody reads, few enough to be made at once. */
#define MOST_EVENTS 100
#define UNDO_SECONDS 20

struct _CwAlertWindow
{
  AdwWindow parent_instance;

  CwAlertWatch *watch; /* owned, NULL once closed */
  GPtrArray *alerts;   /* owned, of CwAlert: those of @active_list, in order */
  guint tick;          /* until the lists are made anew, or what they say is */
  gboolean is_changed;

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkWidget *active_group;
  GtkListBox *active_list;
  GtkWidget *fired_group;
  GtkListBox *fired_list;
};

enum
{
  SIGNAL_SHOW_SYMBOL,
  SIGNAL_EDIT,
  SIGNAL_CREATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwAlertWindow, cw_alert_window, ADW_TYPE_WINDOW)

/* --- the lists --- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
update_active (CwAlertWindow *self)
{
  for (guint i = 0; i < self->alerts->len; i++)
    cw_alert_row_update (GTK_WIDGET (gtk_list_box_get_row_at_index (self->active_list, (int) i)),
                         g_ptr_array_index (self->alerts, i), self->watch);
}

static void
fill_active (CwAlertWindow *self)
{
  clear_list (self->active_list);
  g_clear_pointer (&self->alerts, g_ptr_array_unref);
  self->alerts = cw_alert_watch_get_alerts (self->watch);
  for (guint i = 0; i < self->alerts->len; i++)
    gtk_list_box_append (self->active_list, cw_alert_row_new (g_ptr_array_index (self->alerts, i)));
  update_active (self);
  gtk_widget_set_visible (self->active_group, self->alerts->len > 0);
}

static void
fill_fired (CwAlertWindow *self)
{
  GPtrArray *events = cw_alert_watch_get_events (self->watch);
  guint n = MIN (events->len, MOST_EVENTS);

  clear_list (self->fired_list);
  for (guint i = 0; i < n; i++)
    {
      const CwAlertEvent *event = g_ptr_array_index (events, i);

      gtk_list_box_append (self->fired_list, cw_alert_row_new_for_event (event, !event->seen));
    }
  if (events->len > n)
    gtk_list_box_append (self->fired_list, cw_alert_row_new_for_rest (events->len - n));
  gtk_widget_set_visible (self->fired_group, n > 0);
}

static void
fill (CwAlertWindow *self)
{
  fill_active (self);
  fill_fired (self);
  gtk_stack_set_visible_child_name (
      self->stack,
      self->alerts->len > 0 || gtk_widget_get_visible (self->fired_group) ? "lists" : "empty");
}

/* However much comes, the lists follow once a frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwAlertWindow *self = CW_ALERT_WINDOW (widget);

  self->tick = 0;
  if (self->watch == NULL)
    return G_SOURCE_REMOVE;
  if (self->is_changed)
    fill (self);
  else
    update_active (self);
  self->is_changed = FALSE;
  return G_SOURCE_REMOVE;
}

static void
updated_cb (CwAlertWindow *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
changed_cb (CwAlertWindow *self)
{
  self->is_changed = TRUE;
  updated_cb (self);
}

/* --- undoing --- */

/* What a toast must know to take something back. */
typedef struct
{
  CwAlertWatch *watch; /* owned */
  CwAlert *alert;      /* owned, nullable */
  GPtrArray *events;   /* owned, nullable */
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_object_unref (removal->watch);
  g_clear_pointer (&removal->alert, cw_alert_unref);
  g_clear_pointer (&removal->events, g_ptr_array_unref);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Removal *removal = data;

  if (removal->alert != NULL)
    cw_alert_watch_add (removal->watch, removal->alert);
  if (removal->events != NULL)
    cw_alert_watch_restore_events (removal->watch, removal->events);
}

static void
offer_undo (CwAlertWindow *self, const char *text, CwAlert *alert, GPtrArray *events)
{
  Removal *removal = g_new (Removal, 1);
  AdwToast *toast = adw_toast_new (text);

  *removal = (Removal){ g_object_ref (self->watch), alert, events };
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removal, removal_free, 0);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* --- actions --- */

static const CwAlert *
find_alert (CwAlertWindow *self, gint64 id)
{
  for (guint i = 0; i < self->alerts->len; i++)
    {
      const CwAlert *alert = g_ptr_array_index (self->alerts, i);

      if (alert->id == id)
        return alert;
    }
  return NULL;
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  g_signal_emit (self, signals[SIGNAL_CREATE], 0);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  const CwAlert *alert = find_alert (self, g_variant_get_int64 (parameter));

  if (alert != NULL)
    g_signal_emit (self, signals[SIGNAL_EDIT], 0, alert);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CwAlertWindow *self = data;
  CwAlert *alert = cw_alert_watch_remove (self->watch, g_variant_get_int64 (parameter));
  g_autofree char *text = NULL, *markup = NULL;

  if (alert == NULL)
    return;
  /* Translators: %s is a ticker symbol */
  text = g_strdup_printf (_ ("Alert for %s removed"), alert->symbol);
  markup = g_markup_escape_text (text, -1);
  offer_undo (self, markup, alert, NULL);
}

/* One that has fired is made once more, with what it said then to begin with. */
static void
again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CwAlertWindow *self = data;
  GPtrArray *events = cw_alert_watch_get_events (self->watch);

  for (guint i = 0; i < events->len; i++)
    {
      const CwAlertEvent *event = g_ptr_array_index (events, i);
      CwAlert fields = *event->alert;
      g_autoptr (CwAlert) again = NULL;

      if (event->id != g_variant_get_int64 (parameter))
        continue;
      fields.id = 0;
      fields.memory = CW_ALERT_INIT.memory;
      again = cw_alert_new (&fields);
      g_signal_emit (self, signals[SIGNAL_EDIT], 0, again);
      return;
    }
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CwAlertWindow *self = data;
  GPtrArray *removed = cw_alert_watch_remove_events (self->watch);

  if (removed->len > 0)
    offer_undo (self, _ ("List cleared"), NULL, removed);
  else
    g_ptr_array_unref (removed);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_SYMBOL], 0, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = new_cb },
  { .name = "edit", .parameter_type = "x", .activate = edit_cb },
  { .name = "remove", .parameter_type = "x", .activate = remove_cb },
  { .name = "again", .parameter_type = "x", .activate = again_cb },
  { .name = "clear", .activate = clear_cb },
  { .name = "show", .parameter_type = "s", .activate = show_cb },
};

/* --- the window --- */

static gboolean
close_request (GtkWindow *window)
{
  cw_alert_window_close (CW_ALERT_WINDOW (window));
  return GTK_WINDOW_CLASS (cw_alert_window_parent_class)->close_request (window);
}

static void
cw_alert_window_dispose (GObject *object)
{
  CwAlertWindow *self = CW_ALERT_WINDOW (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->alerts, g_ptr_array_unref);
  G_OBJECT_CLASS (cw_alert_window_parent_class)->dispose (object);
}

static void
cw_alert_window_class_init (CwAlertWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_alert_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_SHOW_SYMBOL] =
      g_signal_new ("show-symbol", CW_TYPE_ALERT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", CW_TYPE_ALERT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CREATE] = g_signal_new ("create", CW_TYPE_ALERT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-alert-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, active_group);
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, active_list);
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, fired_group);
  gtk_widget_class_bind_template_child (widget_class, CwAlertWindow, fired_list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cw_alert_window_init (CwAlertWindow *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "alerts", G_ACTION_GROUP (actions));
}

/**
 * cw_alert_window_new:
 * @parent: the window that shows it
 * @watch: whose alerts
 *
 * Returns: (transfer none): a window to be presented
 */
CwAlertWindow *
cw_alert_window_new (GtkWindow *parent, CwAlertWatch *watch)
{
  CwAlertWindow *self = g_object_new (CW_TYPE_ALERT_WINDOW, "transient-for", parent,
                                      "destroy-with-parent", TRUE, NULL);

  self->watch = g_object_ref (watch);
  g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return self;
}

/** cw_alert_window_close: what is shown has been seen, and nothing more is shown */
void
cw_alert_window_close (CwAlertWindow *self)
{
  CwAlertWatch *watch;

  g_return_if_fail (CW_IS_ALERT_WINDOW (self));

  if (self->watch == NULL)
    return;
  watch = g_steal_pointer (&self->watch);
  g_signal_handlers_disconnect_by_data (watch, self);
  cw_alert_watch_see_events (watch, 0);
  g_object_unref (watch);
}

/** cw_alert_window_say: tells a person something that asks for no answer */
void
cw_alert_window_say (CwAlertWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (CW_IS_ALERT_WINDOW (self));
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}
