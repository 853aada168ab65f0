/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-dividends-card.h"

#include <glib/gi18n-lib.h>

#include "cw-card.h"
#include "cw-dividends-window.h"
#include "cw-figures.h"

/* As many as a card shows; the window has all of them. */
#define N_NEWEST 5

struct _CwDividendsCard
{
  GtkWidget parent_instance;

  CwSymbolStudy *study; /* owned, nullable */

  GtkBox *box;
  GtkLabel *in_year, *yield;
  GtkBox *newest;
  GtkLabel *nothing;
  GtkWidget *all_button;
};

G_DEFINE_FINAL_TYPE (CwDividendsCard, cw_dividends_card, GTK_TYPE_WIDGET)

static void
cw_dividends_card_dispose (GObject *object)
{
  CwDividendsCard *self = CW_DIVIDENDS_CARD (object);
  GtkWidget *box = GTK_WIDGET (g_steal_pointer (&self->box));

  if (box != NULL)
    gtk_widget_unparent (box);
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  G_OBJECT_CLASS (cw_dividends_card_parent_class)->dispose (object);
}

static void
cw_dividends_card_class_init (CwDividendsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_dividends_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
show_all_cb (CwDividendsCard *self)
{
  cw_dividends_window_show (GTK_WIDGET (self), self->study);
}

static GtkWidget *
make_button (CwDividendsCard *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show All"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "notice-button");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_visible (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show All Dividends and Splits"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_all_cb), self);
  return button;
}

static void
cw_dividends_card_init (CwDividendsCard *self)
{
  self->box = cw_card_fit_out (GTK_WIDGET (self), _ ("Dividends and Splits"));
  /* Translators: what a share was paid in the last twelve months */
  self->in_year = cw_card_add_figure (self->box, _ ("In twelve months"));
  /* Translators: the same, as a share of the price */
  self->yield = cw_card_add_figure (self->box, _ ("Yield"));
  self->newest = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_box_append (self->box, GTK_WIDGET (self->newest));
  self->nothing = cw_card_add_text (self->box);
  self->all_button = make_button (self);
  gtk_box_append (self->box, self->all_button);
  cw_dividends_card_set_study (self, NULL);
}

static void
remove_newest (CwDividendsCard *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->newest))) != NULL)
    gtk_box_remove (self->newest, row);
}

static void
add_newest (CwDividendsCard *self, GString *words)
{
  const CwSymbolStudy *study = self->study;

  for (guint i = 0; i < MIN (study->payments->len, N_NEWEST); i++)
    {
      const CwStudyPayment *payment = &g_array_index (study->payments, CwStudyPayment, i);
      g_autofree char *day = cw_payment_format_day (payment, study->series);
      g_autofree char *amount = cw_payment_format_amount (payment, study->series);

      gtk_label_set_label (cw_card_add_figure (self->newest, day), amount);
      g_string_append_printf (words, "%s: %s. ", day, amount);
    }
}

static void
show_figures (CwDividendsCard *self, gboolean visible)
{
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->in_year)), visible);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->yield)), visible);
}

static void
show_year (CwDividendsCard *self, GString *words)
{
  const CwStudyPayment in_year = { .kind = CW_PAYMENT_DIVIDEND,
                                   .amount = self->study->paid_in_year };
  g_autofree char *amount = cw_payment_format_amount (&in_year, self->study->series);
  g_autofree char *yield = cw_figure_of_share (self->study->yield, 2);

  gtk_label_set_label (self->in_year, amount);
  gtk_label_set_label (self->yield, yield);
  g_string_append_printf (words, "%s: %s. %s: %s. ", _ ("In twelve months"), amount, _ ("Yield"),
                          yield);
}

static void
show_study (CwDividendsCard *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = self->study->payments->len;

  show_figures (self, n > 0);
  show_year (self, words);
  add_newest (self, words);
  cw_card_set_text (self->nothing, n > 0                   ? NULL
                                   : self->study->complete ? _ ("None are known")
                                                           : _ ("None in these years"));
  gtk_widget_set_visible (self->all_button, n > N_NEWEST);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

/** cw_dividends_card_set_study: @study: (nullable): what to show; %NULL while it is being made */
void
cw_dividends_card_set_study (CwDividendsCard *self, CwSymbolStudy *study)
{
  g_return_if_fail (CW_IS_DIVIDENDS_CARD (self));

  remove_newest (self);
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  if (study != NULL)
    {
      self->study = cw_symbol_study_ref (study);
      show_study (self);
      return;
    }
  show_figures (self, TRUE);
  gtk_label_set_label (self->in_year, "…");
  gtk_label_set_label (self->yield, "…");
  cw_card_set_text (self->nothing, NULL);
  gtk_widget_set_visible (self->all_button, FALSE);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
