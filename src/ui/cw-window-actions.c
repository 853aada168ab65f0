/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-actions.h"

#include <glib/gi18n-lib.h>

#include "cw-entry-text.h"
#include "cw-symbol.h"
#include "cw-window-chosen.h"
#include "cw-window-editing.h"
#include "cw-window-export.h"
#include "cw-window-remove.h"
#include "cw-window-report.h"

#define WAITING_KEY "cw-waiting-window"

static CwChartPanel *
get_panel (gpointer window)
{
  return cw_symbol_page_get_chart_panel (cw_window_get_page (window));
}

/* --- symbols --- */

/* Somebody was quicker than the store: their wish is repeated once the lists are there. */
static void
loaded_cb (CwLists *lists, GVariant *parameter)
{
  GtkWidget *window = g_object_get_data (G_OBJECT (lists), WAITING_KEY);

  if (!cw_lists_is_loaded (lists))
    return;
  g_variant_ref (parameter);
  g_signal_handlers_disconnect_by_func (lists, loaded_cb, parameter);
  gtk_widget_activate_action_variant (window, "win.add-symbol", parameter);
  g_variant_unref (parameter);
}

static void
forget_parameter (gpointer parameter, GClosure *closure)
{
  g_variant_unref (parameter);
}

static void
add_once_loaded (gpointer window, CwLists *lists, GVariant *parameter)
{
  g_object_set_data (G_OBJECT (lists), WAITING_KEY, window);
  g_signal_connect_data (lists, "changed", G_CALLBACK (loaded_cb), g_variant_ref (parameter),
                         forget_parameter, G_CONNECT_AFTER);
}

static void
add_symbol_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwLists *lists = cw_window_get_lists (window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_entries_parse (g_variant_get_string (parameter, NULL), &error);
  const CwListEntry *first;

  if (entries == NULL)
    {
      cw_window_say (window, error->message);
      return;
    }
  if (lists != NULL && list == NULL)
    add_once_loaded (window, lists, parameter);
  if (list == NULL || entries->len == 0)
    return;
  first = g_ptr_array_index (entries, 0);
  cw_lists_add (lists, list->id, entries, CW_LIST_END);
  cw_window_show_row (window, cw_watchlist_find (cw_window_get_watchlist (window), first->symbol));
}

static CwRow *
find_row (gpointer window, const char *text)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (window);
  g_autofree char *symbol = cw_symbol_normalize (text, NULL);

  return watchlist != NULL && symbol != NULL ? cw_watchlist_find (watchlist, symbol) : NULL;
}

static void
say_not_listed (gpointer window, const char *symbol)
{
  /* Translators: %s is a ticker symbol */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is not in the watchlist"), symbol);

  cw_window_say (window, text);
}

static void
with_row (gpointer window, GVariant *symbol, void (*func) (CwWindow *window, CwRow *row))
{
  const char *text = g_variant_get_string (symbol, NULL);
  CwRow *row = find_row (window, text);

  if (row != NULL)
    func (window, row);
  else
    say_not_listed (window, text);
}

static void
remove_symbol_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  with_row (window, parameter, cw_window_remove_row);
}

static void
show_symbol_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  with_row (window, parameter, cw_window_open_row);
}

static void
remove_shown_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (window));

  /* The same key removes what is marked, be it one row or many. */
  if (!cw_window_chosen_remove (window) && row != NULL)
    cw_window_remove_row (window, row);
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwRow *row = find_row (window, g_variant_get_string (parameter, NULL));

  if (row != NULL)
    cw_watchlist_retry (cw_window_get_watchlist (window), cw_row_get_symbol (row));
}

static void
identify (gpointer window, GVariant *symbol, CwIdentity identity)
{
  CwRow *row = find_row (window, g_variant_get_string (symbol, NULL));

  if (row != NULL)
    cw_watchlist_identify (cw_window_get_watchlist (window), cw_row_get_symbol (row), identity);
}

static void
same_company_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  identify (window, parameter, CW_IDENTITY_SAME);
}

static void
other_company_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  identify (window, parameter, CW_IDENTITY_OTHER);
}

/* --- loading --- */

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwRow *shown = cw_symbol_page_get_row (cw_window_get_page (window));

  cw_lists_load (cw_window_get_lists (window));
  cw_watchlist_refresh (cw_window_get_watchlist (window));
  if (shown != NULL)
    cw_watchlist_prefer (cw_window_get_watchlist (window), cw_row_get_symbol (shown));
}

static void
cancel_loading_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_watchlist_cancel (cw_window_get_watchlist (window));
}

static void
explore_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autoptr (GError) error = NULL;

  if (!cw_window_open_demo (window, FALSE, NULL, &error))
    cw_window_say (window, error->message);
}

/* --- the window --- */

static void
add_symbols_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_window_go_back (window);
  cw_watchlist_view_ask_for_symbols (cw_window_get_watchlist_view (window));
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_window_go_back (window);
  cw_watchlist_view_find (cw_window_get_watchlist_view (window));
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cw_window_go_back (window);
}

/* Escape leaves what is open before it stops what runs. */
static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (window);

  if (!cw_watchlist_view_stop_finding (cw_window_get_watchlist_view (window))
      && !cw_window_chosen_stop (window) && watchlist != NULL)
    cw_watchlist_cancel (watchlist);
}

static void
show_page_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  const char *name = g_variant_get_string (value, NULL);

  if (!cw_window_show_page (window, name))
    g_debug ("there is no page “%s”", name);
}

/* --- the chart --- */

static void
change_range_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  CwRange range;

  if (!cw_range_parse (g_variant_get_string (value, NULL), &range))
    return;
  g_simple_action_set_state (action, value);
  cw_chart_panel_set_range (get_panel (window), range);
}

static void
change_interval_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  CwInterval interval;

  if (!cw_interval_parse (g_variant_get_string (value, NULL), &interval)
      || cw_interval_is_intraday (interval))
    return;
  g_simple_action_set_state (action, value);
  cw_chart_panel_set_interval (get_panel (window), interval);
}

static void
change_chart_type_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  CwChartType type;

  if (!cw_chart_type_parse (g_variant_get_string (value, NULL), &type))
    return;
  g_simple_action_set_state (action, value);
  cw_chart_panel_set_chart_type (get_panel (window), type);
}

static void
change_log_scale_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  g_simple_action_set_state (action, value);
  cw_chart_panel_set_log_scale (get_panel (window), g_variant_get_boolean (value));
}

static void
indicator_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *text = g_variant_get_string (parameter, NULL);
  g_autofree char *problem = NULL;

  if (cw_chart_panel_toggle_indicator (get_panel (window), text))
    return;
  /* Translators: %s is for example sma:20 */
  problem = g_strdup_printf (_ ("“%s” is no indicator, or there is no room for another"), text);
  cw_window_say (window, problem);
}

/* --- the table --- */

static const GActionEntry entries[] = {
  { .name = "add-symbol", .parameter_type = "s", .activate = add_symbol_cb },
  { .name = "add-symbols", .activate = add_symbols_cb },
  { .name = "remove-symbol", .parameter_type = "s", .activate = remove_symbol_cb },
  { .name = "remove-shown", .activate = remove_shown_cb },
  { .name = "show-symbol", .parameter_type = "s", .activate = show_symbol_cb },
  { .name = "same-company", .parameter_type = "s", .activate = same_company_cb },
  { .name = "other-company", .parameter_type = "s", .activate = other_company_cb },
  { .name = "retry", .parameter_type = "s", .activate = retry_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "cancel-loading", .activate = cancel_loading_cb },
  { .name = "explore-demo", .activate = explore_demo_cb },
  { .name = "find", .activate = find_cb },
  { .name = "back", .activate = back_cb },
  { .name = "escape", .activate = escape_cb },
  { .name = "show-page",
    .parameter_type = "s",
    .state = "'" CW_PAGE_CHARTS "'",
    .change_state = show_page_cb },
  { .name = "range", .parameter_type = "s", .state = "'1y'", .change_state = change_range_cb },
  { .name = "interval",
    .parameter_type = "s",
    .state = "'1d'",
    .change_state = change_interval_cb },
  { .name = "chart-type",
    .parameter_type = "s",
    .state = "'candles'",
    .change_state = change_chart_type_cb },
  { .name = "log-scale", .state = "false", .change_state = change_log_scale_cb },
  { .name = "indicator", .parameter_type = "s", .activate = indicator_cb },
  { .name = "export-chart", .activate = cw_window_export_cb },
  { .name = "export-chart-to", .parameter_type = "s", .activate = cw_window_export_to_cb },
  { .name = "export-report", .activate = cw_window_report_cb },
  { .name = "export-report-to", .parameter_type = "s", .activate = cw_window_report_to_cb },
};

/**
 * cw_window_actions_install:
 * @window: a window
 *
 * Gives the window its actions.
 */
void
cw_window_actions_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/**
 * cw_window_actions_update:
 * @window: a window
 *
 * Lets each action be activated just when it would do something.
 */
void
cw_window_actions_update (CwWindow *window)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (window);
  gboolean loading = watchlist != NULL && cw_watchlist_is_loading (watchlist);
  gboolean any = watchlist != NULL && cw_watchlist_get_n_rows (watchlist) > 0;
  CwRow *shown = cw_symbol_page_get_row (cw_window_get_page (window));

  cw_window_editing_set_enabled (window, "refresh", any && !loading);
  cw_window_editing_set_enabled (window, "cancel-loading", loading);
  cw_window_editing_set_enabled (window, "remove-shown", shown != NULL);
  cw_window_editing_set_enabled (window, "find", any);
  cw_window_chosen_update (window);
  cw_window_editing_set_enabled (window, "add-symbols", cw_window_has_symbols (window));
  cw_window_editing_set_enabled (window, "export-chart",
                                 shown != NULL && cw_row_get_analysis (shown) != NULL);
  cw_window_editing_set_enabled (window, "export-report",
                                 shown != NULL && cw_row_get_analysis (shown) != NULL);
}
