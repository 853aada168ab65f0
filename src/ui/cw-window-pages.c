/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-pages.h"

/* What keeps the list, the pages at its side and the two switchers in step. Where there is room the
 * list stands beside every page, and the switcher in the header bar. Where there is not, the list
 * is what the charts page shows first, a symbol opens in its place, and a bar at the bottom
 * switches; a symbol that is open has the whole window and a way back. */
typedef struct
{
  CwWindow *window; /* not owned, as all here: they live as long as it does */
  AdwLeaflet *leaflet;
  AdwViewStack *pages;
  AdwViewSwitcherBar *bar;
  gboolean folding; /* the next frame is to see to it */
} Pages;

static gboolean
shows_list (Pages *self)
{
  return adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->pages);
}

static void
show_bar (Pages *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  adw_view_switcher_bar_set_reveal (self->bar, folded
                                                   && (shows_list (self)
                                                       || !cw_window_shows_charts (self->window)));
}

static void
tell_action (Pages *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), "show-page");
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
}

static void
page_changed_cb (Pages *self)
{
  GtkWidget *side = cw_window_shows_charts (self->window)
                        ? GTK_WIDGET (cw_window_get_watchlist_view (self->window))
                        : GTK_WIDGET (self->pages);

  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, side);
  tell_action (self);
  show_bar (self);
}

/* Whoever goes back to the list from another page is on the charts page again; unfolded, the side
 * that is seen first when it folds is that of the page in front. */
static void
side_changed_cb (Pages *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (folded && shows_list (self) && !cw_window_shows_charts (self->window))
    cw_window_show_page (self->window, CW_PAGE_CHARTS);
  show_bar (self);
}

static gboolean
fold_cb (GtkWidget *leaflet, GdkFrameClock *clock, gpointer data)
{
  Pages *self = data;

  self->folding = FALSE;
  if (adw_leaflet_get_folded (self->leaflet) && !cw_window_shows_charts (self->window))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
  show_bar (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet tells while it gives its parts their places, when none may ask for another one. */
static void
folded_cb (Pages *self)
{
  if (self->folding)
    return;
  self->folding = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->leaflet), fold_cb, self, NULL);
}

/** cw_window_pages_set_up: keeps the parts of the window's shell in step as long as it lives */
void
cw_window_pages_set_up (CwWindow *window,
                        AdwLeaflet *leaflet,
                        AdwViewStack *pages,
                        AdwViewSwitcherBar *bar)
{
  Pages *self = g_new (Pages, 1);

  *self = (Pages){ .window = window, .leaflet = leaflet, .pages = pages, .bar = bar };
  g_object_set_data_full (G_OBJECT (window), "cw-window-pages", self, g_free);
  g_signal_connect_swapped (pages, "notify::visible-child", G_CALLBACK (page_changed_cb), self);
  g_signal_connect_swapped (leaflet, "notify::visible-child", G_CALLBACK (side_changed_cb), self);
  g_signal_connect_swapped (leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  show_bar (self);
}
