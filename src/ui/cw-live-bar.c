/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-bar.h"

#include "cw-live-text.h"

struct _CwLiveBar
{
  GtkWidget parent_instance;

  CwLive *live; /* owned, nullable */

  GtkWidget *box;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *heading;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (CwLiveBar, cw_live_bar, GTK_TYPE_WIDGET)

/* --- what it says --- */

static GPtrArray *
dup_hosts (CwLiveBar *self)
{
  CwEngine *engine = cw_live_get_engine (self->live);

  return engine != NULL ? cw_engine_dup_hosts (engine) : g_ptr_array_new ();
}

/* The word alone would say it, but an eye finds a sign sooner. */
static const char *
get_icon (CwScheduleMood mood)
{
  switch (mood)
    {
    case CW_SCHEDULE_OFFLINE:
      return "network-offline-symbolic";
    case CW_SCHEDULE_REFUSED:
    case CW_SCHEDULE_FAILING:
      return "dialog-warning-symbolic";
    case CW_SCHEDULE_EMPTY:
    case CW_SCHEDULE_STANDING:
    case CW_SCHEDULE_OFF:
    case CW_SCHEDULE_HIDDEN:
    case CW_SCHEDULE_CLOSED:
    case CW_SCHEDULE_OPEN:
    default:
      return NULL;
    }
}

static void
show_icon (CwLiveBar *self, const char *name)
{
  gtk_widget_set_visible (GTK_WIDGET (self->icon), name != NULL);
  if (name != NULL)
    gtk_image_set_from_icon_name (self->icon, name);
}

static void
say (CwLiveBar *self, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  if (g_str_equal (gtk_label_get_label (self->text), text))
    return;
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->heading, text);
  /* What takes the focus is within the menu button. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_widget_get_first_child (GTK_WIDGET (self->button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
changed_cb (CwLiveBar *self)
{
  CwLiveStatus status = cw_live_get_status (self->live);
  g_autofree char *refusing = NULL;
  g_autofree char *text = NULL;

  if (status.plan.mood == CW_SCHEDULE_REFUSED)
    {
      g_autoptr (GPtrArray) hosts = dup_hosts (self);

      refusing = cw_live_text_find_refusing (hosts);
    }
  text = cw_live_text_of_status (&status, refusing);
  show_icon (self, get_icon (status.plan.mood));
  say (self, text);
}

static void
details_shown_cb (CwLiveBar *self)
{
  CwLiveStatus status;
  g_autoptr (GPtrArray) hosts = NULL;
  g_autofree char *text = NULL;

  if (self->live == NULL)
    return;
  status = cw_live_get_status (self->live);
  hosts = dup_hosts (self);
  text = cw_live_text_of_details (&status, hosts);
  gtk_label_set_label (self->details, text);
}

static void
copy_cb (CwLiveBar *self)
{
  g_autofree char *text = g_strconcat (gtk_label_get_label (self->heading), "\n",
                                       gtk_label_get_label (self->details), "\n", NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* --- the widget --- */

static void
forget_live (CwLiveBar *self)
{
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  g_clear_object (&self->live);
}

static void
cw_live_bar_dispose (GObject *object)
{
  CwLiveBar *self = CW_LIVE_BAR (object);

  forget_live (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_live_bar_parent_class)->dispose (object);
}

static void
cw_live_bar_class_init (CwLiveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_live_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-live-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, box);
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, button);
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, icon);
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, text);
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, heading);
  gtk_widget_class_bind_template_child (widget_class, CwLiveBar, details);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_shown_cb);
}

static void
cw_live_bar_init (CwLiveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_live_bar_set_live: @live: (nullable): what to tell of */
void
cw_live_bar_set_live (CwLiveBar *self, CwLive *live)
{
  g_return_if_fail (CW_IS_LIVE_BAR (self));

  forget_live (self);
  say (self, "");
  if (live == NULL)
    return;
  self->live = g_object_ref (live);
  g_signal_connect_swapped (live, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}

/** cw_live_bar_get_text: Returns: (transfer none): what it says */
const char *
cw_live_bar_get_text (CwLiveBar *self)
{
  g_return_val_if_fail (CW_IS_LIVE_BAR (self), NULL);
  return gtk_label_get_label (self->text);
}
