/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-alerts.h"

#include <glib/gi18n-lib.h>

#include "cw-alert-dialog.h"
#include "cw-alert-notices.h"
#include "cw-alert-window.h"
#include "cw-alerts-csv.h"
#include "cw-symbol.h"
#include "cw-window-editing.h"
#include "cw-window-live.h"
#include "cw-window-visibility.h"

#define KEY "cw-window-alerts"

/* While nobody sees the window, prices come no more but for this. */
#define PATROL_SECONDS 60

/* What belongs to the window's alerts, as long as it lives. */
typedef struct
{
  CwWindow *window;    /* not owned */
  CwAlertWatch *watch; /* owned, nullable: of the source that is open */
  CwAlertNotices *notices;
  guint patrol;
  gint64 patrolled_at;  /* monotonic */
  CwAlertBell *bell;    /* nullable, weak */
  CwAlertWindow *shown; /* nullable, weak */
  char *awaited;        /* owned, nullable: a symbol to be shown once the lists are there */
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_assert (self->watch == NULL);
  g_clear_weak_pointer (&self->bell);
  g_clear_weak_pointer (&self->shown);
  cw_alert_notices_free (self->notices);
  g_free (self->awaited);
  g_free (self);
}

static Part *
get_part (CwWindow *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

/* The bell is there before the window is told to watch. */
static Part *
ensure_part (CwWindow *window)
{
  Part *self = get_part (window);

  if (self != NULL)
    return self;
  self = g_new0 (Part, 1);
  self->window = window;
  self->notices = cw_alert_notices_new (window);
  g_object_set_data_full (G_OBJECT (window), KEY, self, part_free);
  return self;
}

/* --- symbols --- */

static const CwSymbolList *
find_list_with (CwLists *lists, const char *symbol)
{
  GPtrArray *all = cw_lists_get_all (lists);

  for (guint i = 0; i < all->len; i++)
    if (cw_symbol_list_find_entry (g_ptr_array_index (all, i), symbol) != NULL)
      return g_ptr_array_index (all, i);
  return NULL;
}

static void
say_not_listed (Part *self, const char *symbol)
{
  /* Translators: %s is a ticker symbol */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is in no list any more"), symbol);

  cw_window_say (self->window, text);
}

/* Whatever list it is in; a program that has just been started has yet to read them. */
static void
show_symbol (Part *self, const char *symbol)
{
  CwLists *lists = cw_window_get_lists (self->window);
  CwWatchlist *watchlist = cw_window_get_watchlist (self->window);
  const CwSymbolList *list;

  g_clear_pointer (&self->awaited, g_free);
  if (lists == NULL || !cw_lists_is_loaded (lists))
    {
      self->awaited = g_strdup (symbol);
      return;
    }
  if (cw_watchlist_find (watchlist, symbol) == NULL)
    {
      list = find_list_with (lists, symbol);
      if (list != NULL)
        cw_lists_choose (lists, list->id);
    }
  if (cw_watchlist_find (watchlist, symbol) != NULL)
    cw_window_open_row (self->window, cw_watchlist_find (watchlist, symbol));
  else
    say_not_listed (self, symbol);
}

static void
show_symbol_cb (Part *self, const char *symbol)
{
  show_symbol (self, symbol);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* Those that no list shows are loaded for their alerts alone. */
static char **
find_others (Part *self)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (self->window);
  g_auto (GStrv) symbols = cw_alert_watch_get_symbols (self->watch);
  GPtrArray *others = g_ptr_array_new ();

  for (gsize i = 0; symbols[i] != NULL; i++)
    if (cw_watchlist_find (watchlist, symbols[i]) == NULL)
      g_ptr_array_add (others, g_strdup (symbols[i]));
  g_ptr_array_add (others, NULL);
  return (char **) g_ptr_array_free (others, FALSE);
}

/* What came before the alerts were read has been heard by the rows alone. */
static void
learn_from_rows (Part *self)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (self->window);
  g_auto (GStrv) symbols = cw_alert_watch_get_symbols (self->watch);

  for (gsize i = 0; symbols[i] != NULL; i++)
    {
      CwRow *row = cw_watchlist_find (watchlist, symbols[i]);
      CwAnalysis *analysis = row != NULL ? cw_row_get_analysis (row) : NULL;

      if (analysis != NULL && cw_alert_watch_get_facts (self->watch, symbols[i]) == NULL)
        cw_alert_watch_learn (self->watch, symbols[i], analysis);
    }
}

static void
load_others (Part *self, gboolean by_hand)
{
  CwLists *lists = cw_window_get_lists (self->window);
  g_auto (GStrv) others = NULL;

  if (lists == NULL || !cw_lists_is_loaded (lists) || !cw_alert_watch_is_loaded (self->watch))
    return;
  learn_from_rows (self);
  others = find_others (self);
  cw_alert_watch_fetch (self->watch, (const char *const *) others, by_hand);
  if (cw_window_live_get (self->window) != NULL)
    cw_live_set_others (cw_window_live_get (self->window), (const char *const *) others);
}

/* Who wants no prices by schedule wants none while the window is hidden either. */
static gboolean
patrol_cb (gpointer data)
{
  Part *self = data;
  CwLive *live = cw_window_live_get (self->window);
  gint64 now = g_get_monotonic_time ();
  guint interval = live != NULL ? cw_live_get_status (live).interval : 0;

  if (interval == 0 || !cw_window_is_hidden (self->window)
      || now - self->patrolled_at < (gint64) interval * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  self->patrolled_at = now;
  cw_alert_watch_ask (self->watch);
  return G_SOURCE_CONTINUE;
}

static void
refreshed_cb (Part *self)
{
  if (self->watch != NULL)
    load_others (self, TRUE);
}

/* --- what is told --- */

static gboolean
has_exportable (CwAlertWatch *watch)
{
  g_autoptr (GPtrArray) alerts = cw_alert_watch_get_alerts (watch);

  for (guint i = 0; i < alerts->len; i++)
    if (cw_alert_is_exported (g_ptr_array_index (alerts, i)))
      return TRUE;
  return FALSE;
}

static void
allow_export (Part *self)
{
  gboolean can = self->watch != NULL && has_exportable (self->watch);

  cw_window_editing_set_enabled (self->window, "export-alerts", can);
  cw_window_editing_set_enabled (self->window, "export-alerts-to", can);
}

static void
changed_cb (Part *self)
{
  guint n_unseen = cw_alert_watch_count_unseen (self->watch);

  if (self->bell != NULL)
    cw_alert_bell_set_unseen (self->bell, n_unseen);
  allow_export (self);
  if (n_unseen == 0)
    cw_alert_notices_withdraw (self->notices);
  load_others (self, FALSE);
}

static void
fired_cb (Part *self, GPtrArray *events)
{
  cw_alert_notices_tell (self->notices, events);
}

static void
say (Part *self, const char *text)
{
  if (self->shown != NULL)
    cw_alert_window_say (self->shown, text);
  else
    cw_window_say (self->window, text);
}

static void
lists_changed_cb (Part *self)
{
  CwLists *lists = cw_window_get_lists (self->window);
  g_autofree char *awaited = NULL;

  if (self->watch == NULL || lists == NULL || !cw_lists_is_loaded (lists))
    return;
  cw_alert_watch_set_targets (self->watch, cw_lists_get_all (lists));
  load_others (self, FALSE);
  awaited = g_steal_pointer (&self->awaited);
  if (awaited != NULL)
    show_symbol (self, awaited);
}

/* --- the dialog --- */

static void
accepted_cb (Part *self, CwAlert *alert)
{
  if (self->watch == NULL)
    return;
  if (alert->id != 0)
    {
      cw_alert_watch_edit (self->watch, alert);
      return;
    }
  cw_alert_watch_add (self->watch, alert);
  say (self, _ ("Alert set"));
}

/* Nobody is asked whether to keep what was typed: it is kept, and there again the next time. */
static gboolean
dialog_closed_cb (CwAlertDialog *dialog, gpointer self)
{
  if (cw_alert_dialog_has_draft (dialog))
    say (self, _ ("What you typed is kept"));
  return GDK_EVENT_PROPAGATE;
}

/* One alert is edited at a time, or one made anew for a symbol, or after it has fired. */
static char *
make_key (const CwAlert *alert, gboolean again)
{
  if (alert->id != 0)
    return cw_drafts_make_key ("alert", alert->id, alert->symbol);
  return cw_drafts_make_key (again ? "alert-again" : "alert-new", 1, alert->symbol);
}

/* The dialog is one of the window's, and goes with it. */
static void
ask (Part *self, CwAlert *alert, gboolean again)
{
  GtkWindow *parent = self->shown != NULL ? GTK_WINDOW (self->shown) : GTK_WINDOW (self->window);
  CwRow *row = cw_watchlist_find (cw_window_get_watchlist (self->window), alert->symbol);
  g_autofree char *key = make_key (alert, again);
  CwAlertDialog *dialog;

  if (row != NULL && cw_row_get_analysis (row) != NULL)
    cw_alert_watch_learn (self->watch, alert->symbol, cw_row_get_analysis (row));
  dialog = cw_alert_dialog_new (parent, self->watch, alert);
  cw_alert_dialog_set_drafts (dialog, cw_window_get_drafts (self->window), key);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect (dialog, "close-request", G_CALLBACK (dialog_closed_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static CwAlert *
alert_new (Part *self, const char *symbol, const CwAlert *like)
{
  CwWatchlist *watchlist = cw_window_get_watchlist (self->window);
  CwRow *row = cw_watchlist_find (watchlist, symbol);
  const CwListEntry *entry = row != NULL ? cw_row_get_entry (row) : NULL;
  CwAlert fields = like != NULL ? *like : CW_ALERT_INIT;

  fields.symbol = symbol;
  fields.created_at = cw_clock_now (cw_engine_get_clock (cw_window_get_engine (self->window)));
  fields.splits_until = fields.created_at;
  if (entry != NULL)
    fields.provider = entry->provider;
  return cw_alert_new (&fields);
}

static void
new_alert_for (Part *self, const char *symbol)
{
  g_autoptr (CwAlert) alert = alert_new (self, symbol, NULL);

  ask (self, alert, FALSE);
}

static char *
dup_symbol (Part *self, const char *text, GError **error)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (self->window));

  if (text[0] != '\0')
    return cw_symbol_normalize (text, error);
  if (row != NULL)
    return g_strdup (cw_row_get_symbol (row));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("Select a symbol to set an alert for"));
  return NULL;
}

static void
new_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Part *self = get_part (window);
  g_autoptr (GError) error = NULL;
  g_autofree char *symbol = NULL;

  if (self->watch == NULL)
    return;
  symbol = dup_symbol (self, g_variant_get_string (parameter, NULL), &error);
  if (error == NULL)
    new_alert_for (self, symbol);
  else
    say (self, error->message);
}

static void
edit_cb (Part *self, CwAlert *alert)
{
  g_autoptr (CwAlert) again = NULL;

  if (alert->id != 0)
    {
      ask (self, alert, FALSE);
      return;
    }
  again = alert_new (self, alert->symbol, alert);
  ask (self, again, TRUE);
}

static void
create_cb (Part *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-alert", "s", "");
}

/* --- the list --- */

static void
show_alerts_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Part *self = get_part (window);

  if (self->watch == NULL)
    return;
  if (self->shown == NULL)
    {
      CwAlertWindow *shown = cw_alert_window_new (window, self->watch);

      g_set_weak_pointer (&self->shown, shown);
      g_signal_connect_swapped (shown, "show-symbol", G_CALLBACK (show_symbol_cb), self);
      g_signal_connect_swapped (shown, "edit", G_CALLBACK (edit_cb), self);
      g_signal_connect_swapped (shown, "create", G_CALLBACK (create_cb), self);
    }
  gtk_window_present (GTK_WINDOW (self->shown));
  cw_alert_notices_withdraw (self->notices);
}

/* --- the window --- */

static void
opened_cb (Part *self)
{
  cw_window_alerts_close (self->window);
  self->watch = cw_alert_watch_new (cw_window_get_engine (self->window));
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->watch, "fired", G_CALLBACK (fired_cb), self);
  g_signal_connect_swapped (self->watch, "failed", G_CALLBACK (say), self);
  g_signal_connect_swapped (cw_window_get_lists (self->window), "changed",
                            G_CALLBACK (lists_changed_cb), self);
  allow_export (self);
  cw_alert_watch_load (self->watch);
  self->patrol = g_timeout_add_seconds (PATROL_SECONDS, patrol_cb, self);
  lists_changed_cb (self);
}

static const GActionEntry entries[] = {
  { .name = "new-alert", .parameter_type = "s", .activate = new_alert_cb },
  { .name = "show-alerts", .activate = show_alerts_cb },
};

/** cw_window_alerts_install: watches the alerts of the window's sources, from its first one on */
void
cw_window_alerts_install (CwWindow *window)
{
  Part *self = ensure_part (window);

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_swapped (window, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (g_action_map_lookup_action (G_ACTION_MAP (window), "refresh"),
                            "activate", G_CALLBACK (refreshed_cb), self);
}

/** cw_window_alerts_get_watch: Returns: (transfer none) (nullable): what watches the alerts of the
 * window's source */
CwAlertWatch *
cw_window_alerts_get_watch (CwWindow *window)
{
  Part *self = get_part (window);

  return self != NULL ? self->watch : NULL;
}

/** cw_window_alerts_close: nothing more is watched, before the source is shut down */
void
cw_window_alerts_close (CwWindow *window)
{
  Part *self = get_part (window);

  if (self == NULL || self->watch == NULL)
    return;
  if (self->shown != NULL)
    {
      cw_alert_window_close (self->shown);
      gtk_window_destroy (GTK_WINDOW (self->shown));
    }
  g_clear_handle_id (&self->patrol, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->watch, self);
  cw_alert_watch_shut_down (self->watch);
  g_clear_object (&self->watch);
}

/** cw_window_alerts_follow_bell: lets @bell say whether something has fired */
void
cw_window_alerts_follow_bell (CwWindow *window, CwAlertBell *bell)
{
  Part *self = ensure_part (window);

  g_set_weak_pointer (&self->bell, bell);
  if (self->watch != NULL)
    cw_alert_bell_set_unseen (bell, cw_alert_watch_count_unseen (self->watch));
}

/* --- what notifications lead to --- */

static CwWindow *
find_window (gpointer application)
{
  GList *windows;

  g_application_activate (application);
  windows = gtk_application_get_windows (application);
  while (windows != NULL && !CW_IS_WINDOW (windows->data))
    windows = windows->next;
  return windows != NULL ? windows->data : NULL;
}

static void
show_fired_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  CwWindow *window = find_window (application);
  Part *self = window != NULL ? get_part (window) : NULL;
  const char *symbol;
  gint64 event;

  if (self == NULL)
    return;
  g_variant_get (parameter, "(&sx)", &symbol, &event);
  cw_alert_notices_withdraw_one (self->notices, event);
  if (self->watch != NULL)
    cw_alert_watch_see_events (self->watch, event);
  show_symbol_cb (self, symbol);
}

static void
show_all_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  CwWindow *window = find_window (application);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-alerts", NULL);
}

static const GActionEntry application_entries[] = {
  { .name = "show-alert", .parameter_type = "(sx)", .activate = show_fired_cb },
  { .name = "show-alerts", .activate = show_all_cb },
};

/** cw_window_alerts_add_actions: adds what a notification leads to, also where it is what starts
 * the program */
void
cw_window_alerts_add_actions (GtkApplication *application)
{
  g_action_map_add_action_entries (G_ACTION_MAP (application), application_entries,
                                   G_N_ELEMENTS (application_entries), application);
}
