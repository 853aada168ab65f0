/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-widget-samples.h"

/** cw_find_widget: Returns: (transfer none) (nullable): the first of a type, @in itself included */
GtkWidget *
cw_find_widget (GtkWidget *in, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (in, type))
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = cw_find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/** cw_engine_new_deaf: Returns: (transfer full): an engine whose providers nobody has ever reached
 */
CwEngine *
cw_engine_new_deaf (void)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = "http://127.0.0.1:9";
  return cw_engine_new (&config);
}

/** cw_window_new_around: Returns: (transfer none): a window, not shown yet, with @widget in it */
GtkWidget *
cw_window_new_around (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  return window;
}
