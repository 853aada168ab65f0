/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-parts.h"

#include <adwaita.h>

/* The parts of the platform's own rows and windows that take the focus and have no name for those
 * who do not see them. Where such a part is not what it is in libadwaita 1.2, it stays as it is. */

/* Whose translations there are of the words that it uses itself. */
#define ADWAITA "libadwaita"

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What such a row shows as chosen is a list of one. The focus is for the row. */
static void
keep_from_focus (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    return;
  gtk_widget_set_focusable (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_from_focus (child);
}

/* A group's rows are a list, called as the group is, or else as its page; what is found in a search
 * is in neither. */
static const char *
find_title (GtkWidget *list)
{
  GtkWidget *group = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *page = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_PAGE);
  const char *title = NULL;

  if (group != NULL)
    title = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group));
  if ((title == NULL || *title == '\0') && page != NULL)
    title = adw_preferences_page_get_title (ADW_PREFERENCES_PAGE (page));
  return title != NULL && *title != '\0' ? title : g_dgettext (ADWAITA, "Search");
}

static const char *
find_words (GtkWidget *widget)
{
  const char *words = NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && words == NULL;
       child = gtk_widget_get_next_sibling (child))
    words = find_words (child);
  return words;
}

/* What a button does is in its words, in its tooltip, or only in its picture. */
static const char *
find_purpose (GtkWidget *button)
{
  const char *words = find_words (button);

  if (words != NULL && *words != '\0')
    return words;
  if (gtk_widget_get_tooltip_text (button) != NULL)
    return gtk_widget_get_tooltip_text (button);
  return g_dgettext (ADWAITA, GTK_IS_TOGGLE_BUTTON (button) ? "Search" : "Details");
}

static gboolean
is_of_platform (GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);

  return ADW_IS_ABOUT_WINDOW (root) || GTK_IS_SHORTCUTS_WINDOW (root)
         || gtk_widget_get_ancestor (part, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL;
}

static void
name_part (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    name (widget, g_dgettext (ADWAITA, "Search"));
  else if (GTK_IS_LIST_BOX (widget))
    name (widget, find_title (widget));
  else if (GTK_IS_TEXT_VIEW (widget) && is_of_platform (widget))
    name (widget, g_dgettext (ADWAITA, "Details"));
  else if (GTK_IS_BUTTON (widget) && is_of_platform (widget))
    name (widget, find_purpose (widget));
}

static void
walk (GtkWidget *widget)
{
  name_part (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_COMBO_ROW (widget))
      keep_from_focus (child);
    else
      walk (child);
}

/**
 * cw_parts_name:
 * @window: a window of preferences, one with their rows in it, or one of the platform's own
 *
 * Gives names to the parts that lack them, each time that the window is shown.
 */
void
cw_parts_name (GtkWidget *window)
{
  g_signal_handlers_disconnect_by_func (window, walk, NULL);
  g_signal_connect_after (window, "map", G_CALLBACK (walk), NULL);
}
