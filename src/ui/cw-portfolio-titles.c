/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-titles.h"

#include <glib/gi18n-lib.h>

#include "cw-portfolio-columns.h"

/* What GTK 4.8 does not offer for the parts of a column view. Where such a part is not what it is
 * there, it stays as it is. */

static void
align_title (GtkWidget *title)
{
  GtkWidget *box = gtk_widget_get_first_child (title);

  if (!GTK_IS_BOX (box))
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The arrow has its place also where there is none: before the title it is in nobody's way. */
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_first_child (box),
                               gtk_widget_get_last_child (box));
}

/** cw_portfolio_titles_align: @view: whose columns of numbers get titles that stand at the end, as
 * the numbers do */
void
cw_portfolio_titles_align (GtkColumnView *view)
{
  guint n;
  const CwPortfolioColumn *columns = cw_portfolio_columns_get (&n);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; i < n && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    if (columns[i].is_number)
      align_title (title);
}

/** cw_portfolio_titles_name: @view: whose list, which takes the keyboard, gets a name; the row of
 * titles takes the keyboard no more, for there it does nothing */
void
cw_portfolio_titles_name (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));

  for (GtkWidget *part = header; part != NULL; part = gtk_widget_get_next_sibling (part))
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Holdings"), -1);
  if (header != NULL)
    gtk_widget_set_focusable (header, FALSE);
}
