/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-card.h"

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (box, label);
  return label;
}

/**
 * cw_card_fit_out:
 * @card: a widget with a layout manager for one child
 * @title: what it is about; also its accessible name
 *
 * Makes a card of it, with its title at the top. Where there is nothing in it to go to, the card
 * itself takes the focus, so that keys lead to all of them.
 *
 * Returns: (transfer none): the box to which all else is added
 */
GtkBox *
cw_card_fit_out (GtkWidget *card, const char *title)
{
  static const char *const heading[] = { "caption-heading", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "padded");
  gtk_widget_set_parent (box, card);
  gtk_widget_set_focusable (card, TRUE);
  gtk_widget_add_css_class (card, "study");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add_label (GTK_BOX (box), title, heading);
  return GTK_BOX (box);
}

/** cw_card_add_text: Returns: (transfer none): a label for sentences, hidden while it is empty */
GtkLabel *
cw_card_add_text (GtkBox *box)
{
  static const char *const classes[] = { "caption", "dim-label", NULL };
  GtkWidget *label = add_label (box, "", classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_visible (label, FALSE);
  return GTK_LABEL (label);
}

/**
 * cw_card_add_figure:
 * @box: where
 * @name: what the number is
 *
 * Returns: (transfer none): the label of the number, which stands at the other end of a row
 */
GtkLabel *
cw_card_add_figure (GtkBox *box, const char *name)
{
  static const char *const name_classes[] = { "caption", "dim-label", NULL };
  static const char *const value_classes[] = { "caption", "numeric", NULL };
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  GtkWidget *label = add_label (row, name, name_classes);
  GtkWidget *value = add_label (row, "", value_classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  label, NULL, -1);
  gtk_box_append (box, GTK_WIDGET (row));
  return GTK_LABEL (value);
}

/** cw_card_set_text: @text: (nullable): what a label says; one that says nothing is hidden */
void
cw_card_set_text (GtkLabel *label, const char *text)
{
  gboolean empty = text == NULL || text[0] == '\0';

  gtk_label_set_label (label, empty ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), !empty);
}
