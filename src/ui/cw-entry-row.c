/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-entry-row.h"

/** cw_entry_row_name_text: names the text within @row as the row is titled now: it is what takes
 * the keyboard, and has no name of its own */
void
cw_entry_row_name_text (AdwEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}
