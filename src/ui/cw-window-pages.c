/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-pages.h"

#include <glib/gi18n-lib.h>

#include "cw-activity-page.h"
#include "cw-lazy-menu.h"
#include "cw-portfolio-page.h"
#include "cw-risk-page.h"

/* The pages beside the charts, in their order. The first look at the window waits for none of them:
 * each is made when it is looked at. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (CwWindow *window);
} later_pages[] = {
  { CW_PAGE_PORTFOLIO, N_ ("Portfolio"), "cw-portfolio-symbolic", cw_portfolio_page_new },
  { CW_PAGE_RISK, N_ ("Risk"), "cw-risk-symbolic", cw_risk_page_new },
  { CW_PAGE_ACTIVITY, N_ ("Activity"), "cw-activity-symbolic", cw_activity_page_new },
};

#define PAGES_KEY "cw-window-pages"

/* What keeps the list, the pages at its side and the two switchers in step. Where there is room the
 * list stands beside every page, and the switcher in the header bar. Where there is not, the list
 * is what the charts page shows first, a symbol opens in its place, and a bar at the bottom
 * switches; a symbol that is open has the whole window and a way back. What the list says of how
 * new the prices are is said below the pages then. */
typedef struct
{
  CwWindow *window; /* not owned, as all here: they live as long as it does */
  AdwLeaflet *leaflet;
  AdwViewStack *pages;
  AdwViewSwitcherBar *bar;
  GtkWidget *status;
  GPtrArray *titles; /* owned, of unowned AdwViewSwitcherTitle: of the pages that are made */
  gboolean folding;  /* the next frame is to see to it */
} Pages;

static void
forget_title (gpointer data, GObject *title)
{
  g_ptr_array_remove (((Pages *) data)->titles, title);
}

static void
pages_free (gpointer data)
{
  Pages *self = data;

  for (guint i = 0; i < self->titles->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->titles, i), forget_title, self);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

/* --- the list and the pages, and the switchers --- */

static gboolean
shows_list (Pages *self)
{
  return adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->pages);
}

/* Beside the list a header bar may be too short for the switcher. */
static gboolean
lacks_switcher (Pages *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);

  for (guint i = 0; i < self->titles->len; i++)
    {
      GtkWidget *title = g_ptr_array_index (self->titles, i);

      if (gtk_widget_is_ancestor (title, page))
        return adw_view_switcher_title_get_title_visible (ADW_VIEW_SWITCHER_TITLE (title));
    }
  return FALSE;
}

static void
show_bar (Pages *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean wanted =
      folded ? shows_list (self) || !cw_window_shows_charts (self->window) : lacks_switcher (self);

  adw_view_switcher_bar_set_reveal (self->bar, wanted);
  gtk_widget_set_visible (self->status, folded && !shows_list (self));
}

static void
tell_action (Pages *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), "show-page");
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
}

static void
make_page (Pages *self, AdwBin *bin)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (bin), PAGES_KEY));

  if (adw_bin_get_child (bin) == NULL)
    adw_bin_set_child (bin, later_pages[i].make (self->window));
}

static void
page_changed_cb (Pages *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);
  GtkWidget *side = cw_window_shows_charts (self->window)
                        ? GTK_WIDGET (cw_window_get_watchlist_view (self->window))
                        : GTK_WIDGET (self->pages);

  if (ADW_IS_BIN (page))
    make_page (self, ADW_BIN (page));
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

/* The leaflet and the titles tell while parts of the window get their places, when none may ask for
 * another one. */
static void
room_changed_cb (Pages *self)
{
  if (self->folding)
    return;
  self->folding = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->leaflet), fold_cb, self, NULL);
}

/* --- setting up --- */

static void
add_pages (Pages *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (later_pages); i++)
    {
      GtkWidget *bin = adw_bin_new ();
      AdwViewStackPage *page;

      g_object_set_data (G_OBJECT (bin), PAGES_KEY, GUINT_TO_POINTER (i));
      page = adw_view_stack_add_titled (self->pages, bin, later_pages[i].name,
                                        _ (later_pages[i].title));
      adw_view_stack_page_set_icon_name (page, later_pages[i].icon);
    }
}

static Pages *
get_pages (CwWindow *window)
{
  return g_object_get_data (G_OBJECT (window), PAGES_KEY);
}

/**
 * cw_window_pages_set_up:
 * @window: a window
 * @leaflet: holds the list and @pages
 * @pages: holds the page of the charts; the others are added
 * @bar: switches among the pages where no header bar does
 * @status: tells how new the prices are where the list is not there to do so
 *
 * Keeps the parts of the window's shell in step as long as it lives.
 */
void
cw_window_pages_set_up (CwWindow *window,
                        AdwLeaflet *leaflet,
                        AdwViewStack *pages,
                        AdwViewSwitcherBar *bar,
                        GtkWidget *status)
{
  Pages *self = g_new (Pages, 1);

  *self =
      (Pages){ .window = window, .leaflet = leaflet, .pages = pages, .bar = bar, .status = status };
  self->titles = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (window), PAGES_KEY, self, pages_free);
  add_pages (self);
  g_signal_connect_swapped (pages, "notify::visible-child", G_CALLBACK (page_changed_cb), self);
  g_signal_connect_swapped (leaflet, "notify::visible-child", G_CALLBACK (side_changed_cb), self);
  g_signal_connect_swapped (leaflet, "notify::folded", G_CALLBACK (room_changed_cb), self);
  show_bar (self);
}

/* Beside the list a page has the window's buttons only at the side where the list is not. */
static void
place_window_buttons (Pages *self, GtkWidget *header_bar)
{
  if (header_bar != NULL)
    g_object_bind_property (self->leaflet, "folded", header_bar, "show-start-title-buttons",
                            G_BINDING_SYNC_CREATE);
}

/* What fades is drawn twice in each frame, and where the window changes its size, each time into
 * memory as large as the window. */
static void
switch_at_once (AdwViewSwitcherTitle *title)
{
  GtkWidget *squeezer = gtk_widget_get_first_child (GTK_WIDGET (title));

  if (ADW_IS_SQUEEZER (squeezer))
    adw_squeezer_set_transition_type (ADW_SQUEEZER (squeezer), ADW_SQUEEZER_TRANSITION_TYPE_NONE);
}

/**
 * cw_window_pages_fit_out:
 * @window: a window
 * @title: in the header bar of one of its pages
 * @menu_button: (nullable): at the end of that header bar
 *
 * Lets a header bar switch among the pages where the list stands beside them, and open the menu.
 */
void
cw_window_pages_fit_out (CwWindow *window, AdwViewSwitcherTitle *title, GtkMenuButton *menu_button)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  Pages *self = get_pages (window);

  if (g_ptr_array_find (self->titles, title, NULL))
    return;
  g_ptr_array_add (self->titles, title);
  g_object_weak_ref (G_OBJECT (title), forget_title, self);
  switch_at_once (title);
  adw_view_switcher_title_set_stack (title, self->pages);
  g_object_bind_property (self->leaflet, "folded", title, "view-switcher-enabled",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_swapped (title, "notify::title-visible", G_CALLBACK (room_changed_cb), self);
  place_window_buttons (self, gtk_widget_get_ancestor (GTK_WIDGET (title), ADW_TYPE_HEADER_BAR));
  if (menu_button != NULL && application != NULL)
    cw_lazy_menu_set (menu_button,
                      G_MENU_MODEL (gtk_application_get_menu_by_id (application, "main-menu")));
}

/**
 * cw_window_pages_ensure:
 * @window: a window
 * @name: a page's name
 *
 * Returns: (transfer none) (nullable): the page, which is made if nobody has looked at it yet
 */
GtkWidget *
cw_window_pages_ensure (CwWindow *window, const char *name)
{
  Pages *self = get_pages (window);
  GtkWidget *page = adw_view_stack_get_child_by_name (self->pages, name);

  if (!ADW_IS_BIN (page))
    return page;
  make_page (self, ADW_BIN (page));
  return adw_bin_get_child (ADW_BIN (page));
}
