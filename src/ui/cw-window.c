/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window.h"

#include "cw-demo-market.h"
#include "cw-symbol-entry.h"
#include "cw-window-actions.h"

/* How often the ages of prices are told anew. */
#define AGE_SECONDS 60

struct _CwWindow
{
  AdwApplicationWindow parent_instance;

  CwTrace *trace;            /* owned, nullable */
  CwSource *source;          /* owned, nullable */
  CwWatchlist *watchlist;    /* owned, nullable */
  GCancellable *cancellable; /* owned: for what the window itself has under way */
  guint age_timer;
  gboolean notice_told; /* of this source */

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkMenuButton *welcome_menu_button;
  AdwLeaflet *leaflet;
  CwWatchlistView *watchlist_view;
  CwSymbolPage *page;
};

G_DEFINE_FINAL_TYPE (CwWindow, cw_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- source and watchlist --- */

static void
show_stack_page (CwWindow *self)
{
  gboolean empty = cw_watchlist_get_n_rows (self->watchlist) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "welcome" : "desk");
}

/* Told once, when everything that was asked for has had its turn. */
static void
tell_notice (CwWindow *self)
{
  g_autofree char *notice = NULL;

  if (self->notice_told || cw_watchlist_is_loading (self->watchlist))
    return;
  notice = cw_source_dup_notice (self->source);
  if (notice == NULL)
    return;
  self->notice_told = TRUE;
  cw_window_say (self, notice);
}

static void
progress_cb (CwWindow *self)
{
  cw_window_actions_update (self);
  tell_notice (self);
}

/* Everything stops using the source before it is shut down. */
static void
close_source (CwWindow *self)
{
  if (self->watchlist != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watchlist, self);
      g_signal_handlers_disconnect_by_data (cw_watchlist_get_model (self->watchlist), self);
      cw_watchlist_shut_down (self->watchlist);
      cw_symbol_page_show_row (self->page, NULL);
      cw_symbol_page_set_engine (self->page, NULL);
      cw_watchlist_view_select (self->watchlist_view, NULL);
      cw_watchlist_view_set_watchlist (self->watchlist_view, NULL, "");
    }
  g_clear_object (&self->watchlist);
  g_clear_pointer (&self->source, cw_source_free);
}

/**
 * cw_window_open:
 * @self: a window
 * @source: (transfer full): where its data comes from now
 * @symbols: (array zero-terminated=1): normalized symbols to begin with
 */
void
cw_window_open (CwWindow *self, CwSource *source, const char *const *symbols)
{
  CwEngine *engine = cw_source_get_engine (source);
  g_autofree char *origin = cw_source_describe (source);

  g_return_if_fail (CW_IS_WINDOW (self) && symbols != NULL);

  close_source (self);
  self->source = source;
  self->notice_told = FALSE;
  self->watchlist = cw_watchlist_new (engine);
  cw_symbol_page_set_engine (self->page, engine);
  g_signal_connect_swapped (self->watchlist, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (cw_watchlist_get_model (self->watchlist), "items-changed",
                            G_CALLBACK (show_stack_page), self);
  cw_watchlist_add (self->watchlist, symbols);
  cw_watchlist_view_set_watchlist (self->watchlist_view, self->watchlist, origin);
  if (symbols[0] != NULL)
    {
      cw_window_show_row (self, cw_watchlist_find (self->watchlist, symbols[0]));
      gtk_widget_grab_focus (GTK_WIDGET (self->watchlist_view));
    }
  show_stack_page (self);
  cw_window_actions_update (self);
}

/**
 * cw_window_open_demo:
 * @self: a window
 * @symbols: (array zero-terminated=1): normalized symbols to begin with; empty for the demo's own
 * @error: return location for why the demo's server could not start
 *
 * Returns: whether the window shows the demo market now
 */
gboolean
cw_window_open_demo (CwWindow *self, const char *const *symbols, GError **error)
{
  CwSource *source = cw_source_new_demo (self->trace, error);

  if (source == NULL)
    return FALSE;
  cw_window_open (self, source, symbols[0] != NULL ? symbols : cw_demo_market_get_symbols ());
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

static gboolean
age_cb (gpointer data)
{
  cw_watchlist_view_show_ages (CW_WINDOW (data)->watchlist_view);
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

  g_type_ensure (CW_TYPE_SYMBOL_ENTRY);
  g_type_ensure (CW_TYPE_SYMBOL_PAGE);
  g_type_ensure (CW_TYPE_WATCHLIST_VIEW);
  G_OBJECT_CLASS (klass)->dispose = cw_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_window_finalize;
  widget_class->map = cw_window_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/candlewick/Candlewick/ui/cw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, welcome_menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, leaflet);
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
}

static void
set_menus (CwWindow *self, AdwApplication *application)
{
  GMenu *menu = gtk_application_get_menu_by_id (GTK_APPLICATION (application), "main-menu");

  gtk_menu_button_set_menu_model (self->welcome_menu_button, G_MENU_MODEL (menu));
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
  /* Side by side this would only take the focus from the list that is being walked through. */
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page));
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
  return !cw_watchlist_is_loading (self->watchlist) && cw_watchlist_is_filled (self->watchlist)
         && cw_watchlist_view_is_up_to_date (self->watchlist_view)
         && cw_symbol_page_is_settled (self->page);
}
