/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-dividends-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-figures.h"

#define WIDTH 340
#define HEIGHT 480
#define MOST_DECIMALS 6

/** cw_payment_format_day: Returns: (transfer full): the day of a payment, by the exchange's
 * calendar
 */
char *
cw_payment_format_day (const CwStudyPayment *payment, const CwSeries *series)
{
  g_autoptr (GDateTime) day = cw_series_get_local_time (series, payment->time);

  return cw_figure_of_day (day);
}

/* Amounts that were adjusted for later splits have many decimals; zeros at their end say nothing.
 */
static int
count_decimals (double amount)
{
  int decimals = 2;

  while (decimals < MOST_DECIMALS
         && fabs (amount * pow (10, decimals) - round (amount * pow (10, decimals))) > 1e-3)
    decimals++;
  return decimals;
}

static char *
format_money (double amount, const char *currency)
{
  g_autofree char *number = cw_format_number (amount, count_decimals (amount));

  /* Translators: an amount of money and its currency; what is between them does not break */
  return currency[0] != '\0' ? g_strdup_printf (_ ("%s\u202f%s"), number, currency)
                             : g_steal_pointer (&number);
}

/** cw_payment_format_amount: Returns: (transfer full): what it was */
char *
cw_payment_format_amount (const CwStudyPayment *payment, const CwSeries *series)
{
  g_autofree char *money = format_money (payment->amount, series->info.currency);

  switch (payment->kind)
    {
    case CW_PAYMENT_SPLIT:
      /* Translators: a split of shares: so many new ones for so many old ones */
      return g_strdup_printf (_ ("Split %g for %g"), payment->numerator, payment->denominator);
    case CW_PAYMENT_CAPITAL_GAIN:
      /* Translators: what a fund gained and handed on to its holders, for each share */
      return g_strdup_printf (_ ("Capital gain %s"), money);
    case CW_PAYMENT_DIVIDEND:
    default:
      return g_steal_pointer (&money);
    }
}

/* --- the list --- */

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *day = gtk_label_new (NULL), *amount = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (day), 0);
  gtk_widget_set_hexpand (day, TRUE);
  gtk_widget_add_css_class (day, "numeric");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_box_append (GTK_BOX (row), day);
  gtk_box_append (GTK_BOX (row), amount);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

/* The day and what happened lie in one string, with a tab between them. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkStringObject *line = gtk_list_item_get_item (item);
  g_auto (GStrv) parts = g_strsplit (gtk_string_object_get_string (line), "\t", 2);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (row)), parts[0]);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), parts[1]);
}

static GtkStringList *
make_lines (const CwSymbolStudy *study)
{
  GtkStringList *lines = gtk_string_list_new (NULL);

  for (guint i = 0; i < study->payments->len; i++)
    {
      const CwStudyPayment *payment = &g_array_index (study->payments, CwStudyPayment, i);
      g_autofree char *day = cw_payment_format_day (payment, study->series);
      g_autofree char *amount = cw_payment_format_amount (payment, study->series);

      gtk_string_list_take (lines, g_strconcat (day, "\t", amount, NULL));
    }
  return lines;
}

static GtkWidget *
make_list (const CwSymbolStudy *study, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (make_lines (study))));
  GtkWidget *list = gtk_list_view_new (model, factory), *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (list, "payments");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
close_with_escape (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
}

/**
 * cw_dividends_window_show:
 * @parent: a widget in the window above which it stands
 * @study: whose payments and splits
 *
 * Shows all of them, newest first. However many there are, only those in sight are widgets.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
cw_dividends_window_show (GtkWidget *parent, CwSymbolStudy *study)
{
  /* Translators: %s is a ticker symbol */
  g_autofree char *title =
      g_strdup_printf (_ ("Dividends and Splits of %s"), study->series->info.symbol);
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_list (study, title));
  adw_window_set_content (ADW_WINDOW (window), box);
  close_with_escape (window);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}
