/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-live.h"

#include "cw-window-visibility.h"

#define KEY "cw-window-live"

/* What belongs to the window's live prices, as long as it lives. */
typedef struct
{
  CwWindow *window; /* not owned */
  CwLiveBar *bar;   /* not owned: beside the one below the list */
  CwLive *live;     /* owned, nullable: of the source that is open */
  guint interval;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_assert (self->live == NULL);
  g_free (self);
}

static Part *
get_part (CwWindow *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

static void
tell_bars (Part *self, CwLive *live)
{
  CwWatchlistView *view = cw_window_get_watchlist_view (self->window);

  cw_live_bar_set_live (cw_watchlist_view_get_live_bar (view), live);
  cw_live_bar_set_live (self->bar, live);
}

static void
hidden_cb (gboolean hidden, gpointer data)
{
  Part *self = data;

  if (self->live != NULL)
    cw_live_set_hidden (self->live, hidden);
}

static void
opened_cb (Part *self)
{
  cw_window_live_close (self->window);
  self->live = cw_live_new (cw_window_get_watchlist (self->window));
  cw_live_set_hidden (self->live, cw_window_is_hidden (self->window));
  cw_live_set_interval (self->live, self->interval);
  cw_live_show_row (self->live, cw_symbol_page_get_row (cw_window_get_page (self->window)));
  tell_bars (self, self->live);
}

static void
offline_cb (Part *self)
{
  if (self->live != NULL)
    cw_live_look (self->live);
}

/**
 * cw_window_live_install:
 * @window: a window
 * @bar: tells how new the prices are, as the one below the list does
 *
 * Keeps the prices in the window new from its first source on.
 */
void
cw_window_live_install (CwWindow *window, CwLiveBar *bar)
{
  Part *self = g_new0 (Part, 1);

  self->window = window;
  self->bar = bar;
  g_object_set_data_full (G_OBJECT (window), KEY, self, part_free);
  g_signal_connect_swapped (window, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (window, "action-state-changed::offline", G_CALLBACK (offline_cb), self);
  cw_window_watch_visibility (window, hidden_cb, self);
}

/** cw_window_live_close: gives up what is under way, before the source is shut down */
void
cw_window_live_close (CwWindow *window)
{
  Part *self = get_part (window);

  if (self == NULL || self->live == NULL)
    return;
  tell_bars (self, NULL);
  cw_live_shut_down (self->live);
  g_clear_object (&self->live);
}

/** cw_window_live_show_row: @row: (nullable): the one whose page is shown */
void
cw_window_live_show_row (CwWindow *window, CwRow *row)
{
  Part *self = get_part (window);

  if (self != NULL && self->live != NULL)
    cw_live_show_row (self->live, row);
}

/** cw_window_live_set_interval: how often prices are wanted, in seconds; 0 for never */
void
cw_window_live_set_interval (CwWindow *window, guint seconds)
{
  Part *self = get_part (window);

  self->interval = seconds;
  if (self->live != NULL)
    cw_live_set_interval (self->live, seconds);
}

/** cw_window_live_look: looks at the rows anew, because others are shown now */
void
cw_window_live_look (CwWindow *window)
{
  Part *self = get_part (window);

  if (self != NULL && self->live != NULL)
    cw_live_look (self->live);
}

/** cw_window_live_get: Returns: (transfer none) (nullable): what keeps the prices new */
CwLive *
cw_window_live_get (CwWindow *window)
{
  Part *self = get_part (window);

  return self != NULL ? self->live : NULL;
}
