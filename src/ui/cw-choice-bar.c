/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-choice-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define LISTS_KEY "cw-choice-lists"
#define RETRY_KEY "cw-choice-retry"

static void
name (GtkWidget *button, const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static GtkWidget *
new_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  name (button, label);
  return button;
}

/* --- above --- */

/** cw_choice_header_new: Returns: (transfer floating): says how many rows are chosen, and offers to
 * choose all or to be done with it
 */
GtkWidget *
cw_choice_header_new (void)
{
  AdwHeaderBar *header = ADW_HEADER_BAR (adw_header_bar_new ());
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (cancel), "win.choose");
  adw_header_bar_set_show_start_title_buttons (header, FALSE);
  adw_header_bar_set_show_end_title_buttons (header, FALSE);
  adw_header_bar_set_title_widget (header, adw_window_title_new ("", ""));
  adw_header_bar_pack_start (header, new_button ("edit-select-all-symbolic", _ ("Choose All"),
                                                 "win.choose-all"));
  adw_header_bar_pack_end (header, cancel);
  cw_choice_header_set_n_chosen (GTK_WIDGET (header), 0);
  return GTK_WIDGET (header);
}

/** cw_choice_header_set_n_chosen: says that @n rows are chosen */
void
cw_choice_header_set_n_chosen (GtkWidget *header, guint n)
{
  GtkWidget *title = adw_header_bar_get_title_widget (ADW_HEADER_BAR (header));
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_ ("Choose Symbols"));
  else
    /* Translators: the title above a list, how many of its symbols are chosen */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Chosen", "%u Chosen", n), n);
  adw_window_title_set_title (ADW_WINDOW_TITLE (title), text);
}

/* --- below --- */

static GtkWidget *
new_lists_button (GMenuModel *lists)
{
  GtkWidget *button = gtk_menu_button_new ();
  const char *label = _ ("Copy or Move to Another List");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-copy-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), lists);
  name (button, label);
  /* What takes the focus is within it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

/**
 * cw_choice_bar_new:
 * @lists: (nullable): where rows can be copied and moved to
 *
 * Returns: (transfer floating): what can be done with the rows that are chosen
 */
GtkWidget *
cw_choice_bar_new (GMenuModel *lists)
{
  GtkActionBar *bar = GTK_ACTION_BAR (gtk_action_bar_new ());
  GtkWidget *lists_button = new_lists_button (lists);
  GtkWidget *retry = gtk_button_new_with_label (_ ("Retry"));

  gtk_action_bar_pack_start (bar, new_button ("view-refresh-symbolic", _ ("Refresh Chosen Symbols"),
                                              "win.refresh-chosen"));
  gtk_action_bar_pack_start (bar, lists_button);
  gtk_action_bar_pack_start (bar, new_button ("document-save-symbolic",
                                              _ ("Export Charts of Chosen Symbols"),
                                              "win.export-chosen"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (retry), "win.retry-chosen");
  gtk_widget_set_tooltip_text (retry, _ ("Retry Chosen Symbols That Failed"));
  gtk_widget_set_visible (retry, FALSE);
  gtk_action_bar_pack_start (bar, retry);
  gtk_action_bar_pack_end (bar, new_button ("user-trash-symbolic", _ ("Remove Chosen Symbols"),
                                            "win.remove-chosen"));
  g_object_set_data (G_OBJECT (bar), LISTS_KEY, lists_button);
  g_object_set_data (G_OBJECT (bar), RETRY_KEY, retry);
  return GTK_WIDGET (bar);
}

/** cw_choice_bar_set_lists: @lists: (nullable): where rows can be copied and moved to */
void
cw_choice_bar_set_lists (GtkWidget *bar, GMenuModel *lists)
{
  gtk_menu_button_set_menu_model (g_object_get_data (G_OBJECT (bar), LISTS_KEY), lists);
}

/** cw_choice_bar_set_any_failed: offers to try again, or not */
void
cw_choice_bar_set_any_failed (GtkWidget *bar, gboolean any)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (bar), RETRY_KEY), any);
}
