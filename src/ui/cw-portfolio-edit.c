/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-edit.h"

#include <glib/gi18n-lib.h>

#include "cw-portfolio-item.h"

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* A row whose parts take the keyboard never takes it itself; by keys it is edited with F2. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_list_item_set_child (list_item, button);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *button = gtk_list_item_get_child (list_item);
  const char *symbol = cw_portfolio_item_get_symbol (gtk_list_item_get_item (list_item));
  /* Translators: %s is a ticker symbol */
  g_autofree char *label = g_strdup_printf (_ ("Edit Holding of %s"), symbol);

  /* The target first: an action without the one it needs would be no action. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", symbol);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.edit-holding");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/** cw_portfolio_edit_new_factory: Returns: (transfer full): makes a button in each row of a table
 * of holdings that edits the holding */
GtkListItemFactory *
cw_portfolio_edit_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
