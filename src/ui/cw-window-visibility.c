/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-visibility.h"

/* Whether anybody can see a window. Before GTK 4.12 a desktop says only whether it is minimized;
 * later ones also tell of a window that is behind others, or on another workspace. */
#if GTK_CHECK_VERSION(4, 12, 0)
#define STATES_OUT_OF_SIGHT (GDK_TOPLEVEL_STATE_MINIMIZED | GDK_TOPLEVEL_STATE_SUSPENDED)
#else
#define STATES_OUT_OF_SIGHT GDK_TOPLEVEL_STATE_MINIMIZED
#endif

typedef struct
{
  CwWindow *window; /* not owned */
  CwHiddenFunc func;
  gpointer data;
  gboolean hidden;
} Watch;

/** cw_window_is_hidden: Returns: whether nobody can see @window */
gboolean
cw_window_is_hidden (CwWindow *window)
{
  GdkToplevelState out_of_sight;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (surface == NULL || !GDK_IS_TOPLEVEL (surface) || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return TRUE;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* newer than what may be used without a look at the version */
      out_of_sight = STATES_OUT_OF_SIGHT;
  G_GNUC_END_IGNORE_DEPRECATIONS
  return (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & out_of_sight) != 0;
}

static void
look (Watch *watch)
{
  gboolean hidden = cw_window_is_hidden (watch->window);

  if (watch->hidden == hidden)
    return;
  watch->hidden = hidden;
  watch->func (hidden, watch->data);
}

static void
realized_cb (Watch *watch)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (watch->window));

  g_signal_connect_data (surface, "notify::state", G_CALLBACK (look), watch, NULL,
                         G_CONNECT_SWAPPED);
}

static void
unrealize_cb (Watch *watch)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (watch->window));

  if (surface != NULL)
    g_signal_handlers_disconnect_by_data (surface, watch);
}

/**
 * cw_window_watch_visibility:
 * @window: a window that is not shown yet
 * @func: called each time it comes out of sight or into it
 * @data: what to hand to @func
 */
void
cw_window_watch_visibility (CwWindow *window, CwHiddenFunc func, gpointer data)
{
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch){ window, func, data, TRUE };
  g_object_set_data_full (G_OBJECT (window), "cw-window-visibility", watch, g_free);
  g_signal_connect_data (window, "map", G_CALLBACK (look), watch, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (window, "unmap", G_CALLBACK (look), watch, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (window, "realize", G_CALLBACK (realized_cb), watch);
  g_signal_connect_swapped (window, "unrealize", G_CALLBACK (unrealize_cb), watch);
}
