/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-notice-bar.h"

struct _CwNoticeBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *text;
  GtkWidget *buttons;
  GtkWidget *details_button;
  GtkLabel *details;
  GtkButton *action_button;
};

G_DEFINE_FINAL_TYPE (CwNoticeBar, cw_notice_bar, GTK_TYPE_WIDGET)

static void
copy_cb (CwNoticeBar *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->details));
}

static void
show_buttons (CwNoticeBar *self)
{
  gtk_widget_set_visible (self->buttons,
                          gtk_widget_get_visible (self->details_button)
                              || gtk_widget_get_visible (GTK_WIDGET (self->action_button)));
}

/* Kept out of the layout while there is nothing to say, so that it costs no frame anything. */
static void
revealed_cb (CwNoticeBar *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer)
      && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
}

static void
cw_notice_bar_dispose (GObject *object)
{
  CwNoticeBar *self = CW_NOTICE_BAR (object);
  GtkWidget *revealer = GTK_WIDGET (self->revealer);

  self->revealer = NULL;
  g_clear_pointer (&revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_notice_bar_parent_class)->dispose (object);
}

static void
cw_notice_bar_class_init (CwNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_notice_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, text);
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, details);
  gtk_widget_class_bind_template_child (widget_class, CwNoticeBar, action_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
cw_notice_bar_init (CwNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb),
                            self);
}

/**
 * cw_notice_bar_say:
 * @self: a bar
 * @text: (nullable): what is so, in a sentence or two; %NULL hides the bar
 * @details: (nullable): what only the curious want to know
 */
void
cw_notice_bar_say (CwNoticeBar *self, const char *text, const char *details)
{
  g_return_if_fail (CW_IS_NOTICE_BAR (self));

  if (text == NULL)
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      revealed_cb (self);
      return;
    }
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (self->details_button, details != NULL);
  show_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * cw_notice_bar_offer:
 * @self: a bar
 * @label: (nullable): what the button says; %NULL for no button
 * @action: the name of the action that it activates
 */
void
cw_notice_bar_offer (CwNoticeBar *self, const char *label, const char *action)
{
  g_return_if_fail (CW_IS_NOTICE_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->action_button), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->action_button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action_button), action);
    }
  show_buttons (self);
}
