/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-plot-card.h"

struct _CwPlotCard
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned by being its parent */
  GtkLabel *title, *caption;
  CwPlotView *view;
  char *text; /* what stands below while nothing is picked */
};

G_DEFINE_FINAL_TYPE (CwPlotCard, cw_plot_card, GTK_TYPE_WIDGET)

static void
picked_cb (CwPlotCard *self, const char *text)
{
  gtk_label_set_text (self->caption, text != NULL ? text : self->text != NULL ? self->text : "");
}

static void
cw_plot_card_dispose (GObject *object)
{
  CwPlotCard *self = CW_PLOT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (cw_plot_card_parent_class)->dispose (object);
}

static void
cw_plot_card_class_init (CwPlotCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_plot_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
append_label (CwPlotCard *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
cw_plot_card_init (CwPlotCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = append_label (self, "heading");
  self->view = g_object_new (CW_TYPE_PLOT_VIEW, NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  self->caption = append_label (self, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "numeric");
  g_signal_connect_object (self->view, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
}

/** cw_plot_card_new: Returns: (transfer floating): a card with nothing on it */
GtkWidget *
cw_plot_card_new (void)
{
  return g_object_new (CW_TYPE_PLOT_CARD, NULL);
}

/**
 * cw_plot_card_show:
 * @self: a card
 * @plot: (nullable): what is shown from now on; a card with nothing on it is hidden
 * @caption: (nullable): what stands below, if not the plot's own description
 */
void
cw_plot_card_show (CwPlotCard *self, CwPlot *plot, const char *caption)
{
  g_return_if_fail (CW_IS_PLOT_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), plot != NULL);
  g_free (self->text);
  self->text =
      g_strdup (caption != NULL || plot == NULL ? caption : cw_plot_get_description (plot));
  if (plot != NULL)
    gtk_label_set_text (self->title, cw_plot_get_title (plot));
  cw_plot_view_set_plot (self->view, plot);
}

/** cw_plot_card_get_view: Returns: (transfer none): where the plot is */
CwPlotView *
cw_plot_card_get_view (CwPlotCard *self)
{
  g_return_val_if_fail (CW_IS_PLOT_CARD (self), NULL);
  return self->view;
}
