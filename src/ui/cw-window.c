/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-activity-page.h"
#include "cw-demo-market.h"
#include "cw-lazy-menu.h"
#include "cw-settings-store.h"
#include "cw-symbol-entry.h"
#include "cw-window-actions.h"
#include "cw-window-alerts.h"
#include "cw-window-editing.h"
#include "cw-window-arrange.h"
#include "cw-window-chosen.h"
#include "cw-window-files.h"
#include "cw-window-holdings.h"
#include "cw-window-lists.h"
#include "cw-window-live.h"
#include "cw-window-notices.h"
#include "cw-window-pages.h"
#include "cw-window-session.h"

/* How often the ages of prices are told anew. */
#define AGE_SECONDS 60

struct _CwWindow
{
  AdwApplicationWindow parent_instance;

  CwTrace *trace;            /* owned, nullable */
  CwSource *source;          /* owned, nullable */
  CwLists *lists;            /* owned, nullable */
  CwWatchlist *watchlist;    /* owned, nullable */
  CwDrafts *drafts;          /* owned, nullable */
  GCancellable *cancellable; /* owned: for what the window itself has under way */
  guint age_timer;
  gboolean fills_demo; /* until its own list is there */

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkMenuButton *welcome_menu_button;
  CwSymbolEntry *welcome_entry;
  AdwLeaflet *leaflet;
  AdwViewStack *pages;
  GtkWidget *status_box;
  CwLiveBar *live_bar;
  AdwViewSwitcherBar *pages_bar;
  CwWatchlistView *watchlist_view;
  CwSymbolPage *page;
};

static guint opened_signal, closing_signal;

G_DEFINE_FINAL_TYPE (CwWindow, cw_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- source and watchlist --- */

/* Without a symbol there are two ways to begin; the other pages are there all the same. */
static void
show_stack_page (CwWindow *self)
{
  gboolean empty =
      self->lists == NULL || (cw_lists_is_loaded (self->lists) && !cw_window_has_symbols (self));

  gtk_stack_set_visible_child_name (self->stack,
                                    empty && cw_window_shows_charts (self) ? "welcome" : "desk");
}

static void
show_first_row (CwWindow *self, const CwSymbolList *list)
{
  CwRow *row =
      list->n_entries > 0 ? cw_watchlist_find (self->watchlist, list->entries[0]->symbol) : NULL;

  cw_window_show_row (self, row);
  if (row != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->watchlist_view));
}

static GPtrArray *
new_demo_entries (void)
{
  const char *const *symbols = cw_demo_market_get_symbols ();
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  for (gsize i = 0; symbols[i] != NULL; i++)
    g_ptr_array_add (entries, cw_list_entry_new (symbols[i], NULL, NULL, NAN, NAN));
  return entries;
}

/* The demo is never empty at its start. Returns whether it was, and the lists are other ones now.
 */
static gboolean
fill_demo (CwWindow *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (!self->fills_demo || !cw_lists_is_loaded (self->lists))
    return FALSE;
  self->fills_demo = FALSE;
  if (cw_window_has_symbols (self))
    return FALSE;
  entries = new_demo_entries ();
  cw_lists_add (self->lists, cw_lists_get_current (self->lists)->id, entries, CW_LIST_END);
  return TRUE;
}

static void
lists_changed_cb (CwWindow *self)
{
  CwSymbolList *list = cw_lists_get_current (self->lists);
  CwRow *shown = cw_symbol_page_get_row (self->page);

  if (list == NULL || fill_demo (self))
    return;
  cw_watchlist_show_list (self->watchlist, list);
  cw_window_editing_update (self);
  cw_window_lists_update (self);
  cw_window_arrange_update (self);
  cw_window_files_update (self);
  show_stack_page (self);
  if (shown == NULL || cw_watchlist_find (self->watchlist, cw_row_get_symbol (shown)) != shown)
    show_first_row (self, list);
  cw_window_actions_update (self);
  cw_window_notices_update (self);
}

static void
progress_cb (CwWindow *self)
{
  cw_window_actions_update (self);
  cw_window_notices_update (self);
}

/* Everything stops using the source before it is shut down. */
static void
close_source (CwWindow *self)
{
  if (self->source != NULL)
    g_signal_emit (self, closing_signal, 0);
  cw_window_alerts_close (self);
  cw_window_session_save (self);
  cw_window_live_close (self);
  if (self->watchlist != NULL)
    {
      /* What was typed is saved while there is still where to. */
      cw_symbol_page_flush (self->page);
      g_signal_handlers_disconnect_by_data (self->lists, self);
      cw_lists_shut_down (self->lists);
      g_signal_handlers_disconnect_by_data (self->watchlist, self);
      cw_watchlist_shut_down (self->watchlist);
      cw_symbol_entry_set_watchlist (self->welcome_entry, NULL);
      cw_symbol_page_show_row (self->page, NULL);
      cw_symbol_page_set_engine (self->page, NULL);
      cw_watchlist_view_select (self->watchlist_view, NULL);
      cw_watchlist_view_set_watchlist (self->watchlist_view, NULL, "");
    }
  if (self->drafts != NULL)
    {
      cw_symbol_page_set_drafts (self->page, NULL);
      cw_drafts_shut_down (self->drafts);
    }
  g_clear_object (&self->drafts);
  g_clear_object (&self->lists);
  g_clear_object (&self->watchlist);
  g_clear_pointer (&self->source, cw_source_free);
}

static void
open_lists (CwWindow *self, const GPtrArray *entries)
{
  self->lists = cw_lists_new (cw_engine_get_store (cw_source_get_engine (self->source)));
  g_signal_connect_swapped (self->lists, "changed", G_CALLBACK (lists_changed_cb), self);
  g_signal_connect_swapped (self->lists, "notify::read-only", G_CALLBACK (lists_changed_cb), self);
  g_signal_connect_swapped (self->lists, "failed", G_CALLBACK (cw_window_say), self);
  if (entries != NULL && entries->len > 0)
    /* Translators: how a list is called that is not kept */
    cw_lists_open_unsaved (self->lists, _ ("Unsaved List"), entries);
  else
    lists_changed_cb (self);
  cw_lists_load (self->lists);
}

/**
 * cw_window_open:
 * @self: a window
 * @source: (transfer full): where its data comes from now
 * @entries: (nullable) (element-type CwListEntry): symbols to begin with, in a list that is not
 *   kept; without any, the lists that are kept
 */
void
cw_window_open (CwWindow *self, CwSource *source, const GPtrArray *entries)
{
  CwEngine *engine = cw_source_get_engine (source);
  g_autofree char *origin = cw_source_describe (source);

  g_return_if_fail (CW_IS_WINDOW (self));

  close_source (self);
  self->source = source;
  self->watchlist = cw_watchlist_new (engine);
  self->drafts = cw_drafts_new (cw_engine_get_workers (engine), cw_source_get_data_dir (source));
  cw_symbol_page_set_engine (self->page, engine);
  cw_symbol_page_set_drafts (self->page, self->drafts);
  cw_symbol_entry_set_watchlist (self->welcome_entry, self->watchlist);
  g_signal_connect_swapped (self->watchlist, "progress", G_CALLBACK (progress_cb), self);
  cw_watchlist_view_set_watchlist (self->watchlist_view, self->watchlist, origin);
  cw_window_arrange_open (self, cw_settings_store_open (cw_source_is_demo (source)));
  open_lists (self, entries);
  show_stack_page (self);
  cw_window_actions_update (self);
  g_signal_emit (self, opened_signal, 0);
}

/**
 * cw_window_open_demo:
 * @self: a window
 * @offline: whether to show only what is stored of it
 * @entries: (nullable) (element-type CwListEntry): symbols to begin with, in a list that is not
 *   kept; without any, the demo's own lists
 * @error: return location for why the demo's server could not start
 *
 * Returns: whether the window shows the demo market now
 */
gboolean
cw_window_open_demo (CwWindow *self, gboolean offline, const GPtrArray *entries, GError **error)
{
  CwSource *source = cw_source_new_demo (offline, self->trace, error);

  if (source == NULL)
    return FALSE;
  self->fills_demo = entries == NULL || entries->len == 0;
  cw_window_open (self, source, entries);
  return TRUE;
}

static void
chart_failed_cb (CwWindow *self, const char *message)
{
  cw_window_say (self, message);
}

/* --- the widget --- */

static void
row_shown_cb (CwWindow *self, CwRow *row)
{
  cw_window_open_row (self, row);
}

/* Another program may have edited the lists while this one was not looked at. */
static void
look_at_lists (CwWindow *self)
{
  if (self->lists != NULL && cw_lists_is_loaded (self->lists))
    cw_lists_load (self->lists);
}

static void
active_cb (CwWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    look_at_lists (self);
}

static gboolean
age_cb (gpointer data)
{
  cw_watchlist_view_show_ages (CW_WINDOW (data)->watchlist_view);
  look_at_lists (data);
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (GdkFrameClock *clock, CwWindow *self)
{
  cw_trace_mark (self->trace, CW_TRACE_FIRST_WINDOW);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
}

static void
cw_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_window_parent_class)->map (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (painted_cb), widget, 0);
}

static void
cw_window_dispose (GObject *object)
{
  CwWindow *self = CW_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->age_timer, g_source_remove);
  close_source (self);
  G_OBJECT_CLASS (cw_window_parent_class)->dispose (object);
}

static void
cw_window_finalize (GObject *object)
{
  CwWindow *self = CW_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->trace, cw_trace_unref);
  G_OBJECT_CLASS (cw_window_parent_class)->finalize (object);
}

static void
cw_window_class_init (CwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_LIVE_BAR);
  g_type_ensure (CW_TYPE_SYMBOL_ENTRY);
  g_type_ensure (CW_TYPE_SYMBOL_PAGE);
  g_type_ensure (CW_TYPE_WATCHLIST_VIEW);
  G_OBJECT_CLASS (klass)->dispose = cw_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_window_finalize;
  widget_class->map = cw_window_map;
  closing_signal = g_signal_new ("closing", CW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  opened_signal = g_signal_new ("opened", CW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/candlewick/Candlewick/ui/cw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, welcome_menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, welcome_entry);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, status_box);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, live_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, pages_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, watchlist_view);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, row_shown_cb);
  /* Not an accelerator: those come before popovers and entries, which have uses for Escape. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
}

static void
cw_window_init (CwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->age_timer = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
  g_signal_connect_swapped (cw_symbol_page_get_chart_panel (self->page), "failed",
                            G_CALLBACK (chart_failed_cb), self);
  cw_window_actions_install (self);
  cw_window_files_install (self);
  cw_window_lists_install (self);
  cw_window_arrange_install (self);
  cw_window_chosen_install (self);
  cw_window_live_install (self, self->live_bar);
  cw_window_alerts_install (self);
  cw_window_notices_install (self);
  cw_window_holdings_install (self);
  cw_window_holdings_follow (self, self->page);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  cw_window_pages_set_up (self, self->leaflet, self->pages, self->pages_bar, self->status_box);
  cw_window_pages_fit_out (self, cw_symbol_page_get_switcher (self->page), NULL);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (show_stack_page),
                            self);
}

static void
set_menus (CwWindow *self, AdwApplication *application)
{
  GMenu *menu = gtk_application_get_menu_by_id (GTK_APPLICATION (application), "main-menu");

  cw_lazy_menu_set (self->welcome_menu_button, G_MENU_MODEL (menu));
  cw_watchlist_view_set_menu (self->watchlist_view, G_MENU_MODEL (menu));
  cw_symbol_page_set_menu (self->page, G_MENU_MODEL (menu));
}

/**
 * cw_window_new:
 * @application: whose window it is
 * @trace: (nullable): where its work is recorded
 *
 * Returns: (transfer none): a window that shows nothing before cw_window_open()
 */
CwWindow *
cw_window_new (AdwApplication *application, CwTrace *trace)
{
  CwWindow *self = g_object_new (CW_TYPE_WINDOW, "application", application, NULL);

  self->trace = trace != NULL ? cw_trace_ref (trace) : NULL;
  set_menus (self, application);
  return self;
}

/** cw_window_get_source: Returns: (transfer none) (nullable): where the data comes from */
CwSource *
cw_window_get_source (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->source;
}

/** cw_window_get_lists: Returns: (transfer none) (nullable): the lists of symbols */
CwLists *
cw_window_get_lists (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->lists;
}

/** cw_window_get_drafts: Returns: (transfer none) (nullable): what is typed and not saved */
CwDrafts *
cw_window_get_drafts (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->drafts;
}

/** cw_window_has_symbols: Returns: whether there is a symbol in any list */
gboolean
cw_window_has_symbols (CwWindow *self)
{
  GPtrArray *all = self->lists != NULL ? cw_lists_get_all (self->lists) : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (((CwSymbolList *) g_ptr_array_index (all, i))->n_entries > 0)
      return TRUE;
  return FALSE;
}

/** cw_window_get_engine: Returns: (transfer none) (nullable): what computes for the window */
CwEngine *
cw_window_get_engine (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->source != NULL ? cw_source_get_engine (self->source) : NULL;
}

/** cw_window_get_watchlist: Returns: (transfer none) (nullable): the symbols and their loading */
CwWatchlist *
cw_window_get_watchlist (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->watchlist;
}

/** cw_window_get_watchlist_view: Returns: (transfer none): the left side */
CwWatchlistView *
cw_window_get_watchlist_view (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->watchlist_view;
}

/** cw_window_get_page: Returns: (transfer none): the right side */
CwSymbolPage *
cw_window_get_page (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->page;
}

/** cw_window_get_cancellable: Returns: (transfer none): cancelled when the window closes */
GCancellable *
cw_window_get_cancellable (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  return self->cancellable;
}

/**
 * cw_window_show_row:
 * @self: a window
 * @row: (nullable): whose page to show at the right; it loads before all that wait
 */
void
cw_window_show_row (CwWindow *self, CwRow *row)
{
  g_return_if_fail (CW_IS_WINDOW (self));

  cw_symbol_page_show_row (self->page, row);
  cw_window_live_show_row (self, row);
  cw_watchlist_view_select (self->watchlist_view, row);
  if (row != NULL)
    cw_watchlist_prefer (self->watchlist, cw_row_get_symbol (row));
  cw_window_actions_update (self);
}

/** cw_window_open_row: shows the page of @row, in place of the list where there is no room for both
 */
void
cw_window_open_row (CwWindow *self, CwRow *row)
{
  cw_window_show_row (self, row);
  cw_window_show_page (self, CW_PAGE_CHARTS);
  /* Side by side this would only take the focus from the list that is being walked through. */
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
}

/**
 * cw_window_show_page:
 * @self: a window
 * @name: a page's name, as `win.show-page` has it
 *
 * Returns: whether there is such a page
 */
gboolean
cw_window_show_page (CwWindow *self, const char *name)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), FALSE);

  if (g_str_equal (name, CW_PAGE_LABORATORY))
    {
      cw_activity_page_show_part (CW_ACTIVITY_PAGE (
                                      cw_window_pages_ensure (self, CW_PAGE_ACTIVITY)),
                                  name);
      name = CW_PAGE_ACTIVITY;
    }
  if (adw_view_stack_get_child_by_name (self->pages, name) == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->pages, name);
  return TRUE;
}

/** cw_window_shows_charts: Returns: whether the page in front is that of the charts */
gboolean
cw_window_shows_charts (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), FALSE);
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), CW_PAGE_CHARTS) == 0;
}

/** cw_window_go_back: Returns: whether there was a page to leave for the list */
gboolean
cw_window_go_back (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), FALSE);
  return adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/** cw_window_add_toast: @toast: (transfer full): what to tell, with what can be done about it */
void
cw_window_add_toast (CwWindow *self, AdwToast *toast)
{
  g_return_if_fail (CW_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/** cw_window_say: tells a person something that asks for no answer */
void
cw_window_say (CwWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  cw_window_add_toast (self, adw_toast_new (escaped));
}

/** cw_window_is_settled: Returns: whether all that was asked for has come and has been drawn */
gboolean
cw_window_is_settled (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), FALSE);
  if (self->watchlist == NULL)
    return TRUE;
  return cw_lists_is_loaded (self->lists) && !cw_watchlist_is_loading (self->watchlist)
         && cw_watchlist_view_is_up_to_date (self->watchlist_view)
         && cw_symbol_page_is_settled (self->page);
}
