/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alert-bell.h"

#include <glib/gi18n-lib.h>

#include "cw-window-alerts.h"

struct _CwAlertBell
{
  GtkWidget parent_instance;

  GtkWidget *button; /* owned by being its parent */
  GtkWidget *dot;
  gboolean modest;
};

G_DEFINE_FINAL_TYPE (CwAlertBell, cw_alert_bell, GTK_TYPE_WIDGET)

static void
cw_alert_bell_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (cw_alert_bell_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (CW_IS_WINDOW (root))
    cw_window_alerts_follow_bell (CW_WINDOW (root), CW_ALERT_BELL (widget));
}

static void
cw_alert_bell_dispose (GObject *object)
{
  g_clear_pointer (&CW_ALERT_BELL (object)->button, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_alert_bell_parent_class)->dispose (object);
}

static void
cw_alert_bell_class_init (CwAlertBellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_alert_bell_dispose;
  widget_class->root = cw_alert_bell_root;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_dot (void)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (dot, "alert-dot");
  gtk_widget_set_halign (dot, GTK_ALIGN_END);
  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_widget_set_can_target (dot, FALSE);
  return dot;
}

static void
cw_alert_bell_init (CwAlertBell *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->button = gtk_button_new ();
  self->dot = new_dot ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), gtk_image_new_from_icon_name ("cw-alert-symbolic"));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->dot);
  gtk_button_set_child (GTK_BUTTON (self->button), overlay);
  gtk_widget_add_css_class (self->button, "image-button");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-alerts");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  cw_alert_bell_set_unseen (self, 0);
}

static void
show (CwAlertBell *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), !self->modest || gtk_widget_get_visible (self->dot));
}

/** cw_alert_bell_set_modest: @modest: whether to be there only when something has fired; the menu
 * shows the alerts too */
void
cw_alert_bell_set_modest (CwAlertBell *self, gboolean modest)
{
  g_return_if_fail (CW_IS_ALERT_BELL (self));

  self->modest = modest;
  show (self);
}

/** cw_alert_bell_set_unseen: @n_unseen: how much has fired that nobody has looked at */
void
cw_alert_bell_set_unseen (CwAlertBell *self, guint n_unseen)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_ALERT_BELL (self));

  text = n_unseen > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Alerts, %u New",
                                                      "Alerts, %u New", n_unseen),
                                         n_unseen)
                      : g_strdup (_ ("Alerts"));
  gtk_widget_set_visible (self->dot, n_unseen > 0);
  show (self);
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}
