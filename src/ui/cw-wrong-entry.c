/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-wrong-entry.h"

/** cw_wrong_entry_show: marks @entry as wrong or right, for eyes and for assistive technology */
void
cw_wrong_entry_show (GtkEditable *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/** cw_wrong_entry_say: says @text in the window of preferences that @entry is in */
void
cw_wrong_entry_say (GtkEditable *entry, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (entry), ADW_TYPE_PREFERENCES_WINDOW);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (escaped));
}
