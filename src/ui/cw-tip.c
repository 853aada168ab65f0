/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-tip.h"

/**
 * cw_tip_set:
 * @widget: a widget
 * @text: (nullable): its tooltip from now on
 *
 * What gtk_widget_set_tooltip_text() does, but nothing where the tooltip stays what it is: GTK asks
 * the display where the pointer is whenever one is set, and waits for the answer.
 */
void
cw_tip_set (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
