/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-setup.h"

#include "cw-preferences-window.h"
#include "cw-redecide.h"
#include "cw-window-live.h"
#include "cw-window-session.h"

/* How long to wait whether more is changed before the source is opened anew. */
#define REOPEN_MS 500
/* And before companies are decided about anew. */
#define DECIDE_MS 100

struct _CwSetup
{
  CwTrace *trace; /* owned, nullable */
  gboolean offline;
  CwSettings *own;    /* owned */
  CwSettings *demo;   /* owned, nullable: the demo market's, once it is open */
  CwFinnhubKey *key;  /* owned */
  gboolean key_known; /* somebody has asked for it */
  CwWindow *window;   /* weak, nullable */
  guint reopen_timer;
  gint64 list;  /* the one to show again */
  char *symbol; /* nullable: the one to show again */
  guint decide_source;
  GListModel *rows;                 /* owned, nullable: of the list that is shown */
  CwPreferencesWindow *preferences; /* weak, nullable: while they are open */
};

/* --- what is set now --- */

static gboolean
is_demo (CwSetup *self)
{
  CwSource *source = cw_window_get_source (self->window);

  return source != NULL && cw_source_is_demo (source);
}

static CwSettings *
get_settings (CwSetup *self)
{
  return is_demo (self) ? self->demo : self->own;
}

static void
apply_palette (CwSetup *self)
{
  cw_chart_panel_set_palette (cw_symbol_page_get_chart_panel (cw_window_get_page (self->window)),
                              cw_settings_get_palette (get_settings (self)));
}

static void
apply_offline (CwSetup *self)
{
  gboolean offline = cw_settings_get_offline (get_settings (self));

  if (cw_engine_is_offline (cw_window_get_engine (self->window)) != offline)
    g_action_group_change_action_state (G_ACTION_GROUP (self->window), "offline",
                                        g_variant_new_boolean (offline));
}

static void
apply_interval (CwSetup *self)
{
  cw_window_live_set_interval (self->window,
                               cw_settings_get_refresh_interval (get_settings (self)));
}

static void
apply_indicators (CwSetup *self)
{
  g_auto (GStrv) indicators = cw_settings_dup_indicators (get_settings (self));

  cw_chart_panel_offer_indicators (cw_symbol_page_get_chart_panel (
                                       cw_window_get_page (self->window)),
                                   (const char *const *) indicators);
}

static gboolean
decide_cb (gpointer data)
{
  CwSetup *self = data;
  CwThresholds thresholds;

  self->decide_source = 0;
  if (self->window == NULL || cw_window_get_source (self->window) == NULL)
    return G_SOURCE_REMOVE;
  thresholds = cw_settings_get_thresholds (get_settings (self));
  cw_redecide (cw_window_get_watchlist (self->window), &thresholds);
  return G_SOURCE_REMOVE;
}

/* Rows that come back to the list may have been decided before the thresholds were changed. */
static void
decide_soon (CwSetup *self)
{
  if (self->decide_source == 0)
    self->decide_source = g_timeout_add (DECIDE_MS, decide_cb, self);
}

static void
apply_thresholds (CwSetup *self)
{
  CwThresholds thresholds = cw_settings_get_thresholds (get_settings (self));

  cw_engine_set_thresholds (cw_window_get_engine (self->window), &thresholds);
  decide_soon (self);
}

/* --- the source that is opened anew --- */

static CwSource *
new_source (CwSetup *self)
{
  CwSourceOptions options = { .offline = cw_settings_get_offline (self->own),
                              .provider = cw_settings_get_provider (self->own),
                              .benchmark = cw_settings_get_benchmark (self->own),
                              .csv_dir = cw_settings_get_csv_folder (self->own),
                              .concurrency = cw_settings_get_concurrency (self->own),
                              .finnhub_key = cw_finnhub_key_get (self->key) };

  return cw_source_new (&options, self->trace);
}

static GPtrArray *
list_unsaved (CwSetup *self)
{
  CwSymbolList *list = cw_lists_find (cw_window_get_lists (self->window), CW_LISTS_UNSAVED);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  for (guint i = 0; list != NULL && i < list->n_entries; i++)
    g_ptr_array_add (entries, cw_list_entry_ref (list->entries[i]));
  return entries;
}

static void
remember_place (CwSetup *self)
{
  CwSymbolList *list = cw_lists_get_current (cw_window_get_lists (self->window));
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (self->window));

  self->list = list != NULL ? list->id : CW_LISTS_UNSAVED;
  g_free (self->symbol);
  self->symbol = row != NULL ? g_strdup (cw_row_get_symbol (row)) : NULL;
}

/* The lists come as they did at the start; then the place where the person was is shown again. */
static void
lists_changed_cb (CwLists *lists, CwSetup *self)
{
  CwRow *row;

  if (!cw_lists_is_loaded (lists))
    return;
  g_signal_handlers_disconnect_by_func (lists, lists_changed_cb, self);
  if (cw_lists_find (lists, self->list) != NULL)
    cw_lists_choose (lists, self->list);
  row = self->symbol != NULL
            ? cw_watchlist_find (cw_window_get_watchlist (self->window), self->symbol)
            : NULL;
  if (row != NULL)
    cw_window_show_row (self->window, row);
}

static gboolean
reopen_cb (gpointer data)
{
  CwSetup *self = data;
  g_autoptr (GPtrArray) entries = NULL;

  self->reopen_timer = 0;
  if (self->window == NULL || is_demo (self))
    return G_SOURCE_REMOVE;
  entries = list_unsaved (self);
  remember_place (self);
  cw_window_open (self->window, new_source (self), entries);
  g_signal_connect (cw_window_get_lists (self->window), "changed", G_CALLBACK (lists_changed_cb),
                    self);
  return G_SOURCE_REMOVE;
}

static void
reopen_soon (CwSetup *self)
{
  if (self->reopen_timer != 0)
    g_source_remove (self->reopen_timer);
  self->reopen_timer = g_timeout_add (REOPEN_MS, reopen_cb, self);
}

/* --- what changes --- */

static const struct
{
  const char *property;
  void (*apply) (CwSetup *self);
} appliers[] = {
  { "palette", apply_palette },           { "offline", apply_offline },
  { "refresh-interval", apply_interval }, { "max-debt-to-equity", apply_thresholds },
  { "min-roe", apply_thresholds },        { "min-gross-margin", apply_thresholds },
  { "sma-lengths", apply_indicators },    { "bollinger", apply_indicators },
  { "macd", apply_indicators },           { "rsi", apply_indicators },
};

/* What the source is made with; the demo market has its own. */
static const char *const of_source[] = { "provider", "csv-folder", "concurrency", "benchmark",
                                         NULL };

static void
apply_setting (CwSetup *self, const char *property)
{
  for (gsize i = 0; i < G_N_ELEMENTS (appliers); i++)
    if (g_str_equal (appliers[i].property, property))
      appliers[i].apply (self);
  if (g_strv_contains (of_source, property) && !is_demo (self))
    reopen_soon (self);
}

static void
settings_changed_cb (CwSettings *settings, GParamSpec *pspec, CwSetup *self)
{
  if (self->window == NULL || cw_window_get_source (self->window) == NULL
      || settings != get_settings (self))
    return;
  apply_setting (self, pspec->name);
}

static void
key_changed_cb (CwSetup *self)
{
  if (self->window == NULL || cw_window_get_source (self->window) == NULL || is_demo (self))
    return;
  cw_engine_set_finnhub_key (cw_window_get_engine (self->window), cw_finnhub_key_get (self->key),
                             NULL);
  cw_watchlist_refresh (cw_window_get_watchlist (self->window));
}

/* The menu and the notice switch the network too. */
static void
offline_switched_cb (GActionGroup *window, const char *action, GVariant *state, CwSetup *self)
{
  if (cw_window_get_source (self->window) != NULL && get_settings (self) != NULL)
    g_object_set (get_settings (self), "offline", g_variant_get_boolean (state), NULL);
}

static CwSettings *
watch (CwSetup *self, CwSettings *settings)
{
  if (self->offline)
    cw_settings_force_offline (settings);
  g_signal_connect (settings, "notify", G_CALLBACK (settings_changed_cb), self);
  return settings;
}

static void
set_preferences_engine (CwSetup *self)
{
  CwSource *source = cw_window_get_source (self->window);

  cw_preferences_window_set_engine (self->preferences, cw_source_get_engine (source),
                                    cw_source_get_data_dir (source));
}

static void
forget_rows (CwSetup *self)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
}

static void
follow_rows (CwSetup *self)
{
  forget_rows (self);
  self->rows = g_object_ref (cw_watchlist_get_model (cw_window_get_watchlist (self->window)));
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (decide_soon), self);
}

static void
opened_cb (CwSetup *self)
{
  if (is_demo (self) && self->demo == NULL)
    self->demo = watch (self, cw_settings_new_for_demo ());
  if (self->preferences != NULL)
    set_preferences_engine (self);
  cw_window_session_restore (self->window);
  apply_palette (self);
  apply_offline (self);
  apply_interval (self);
  apply_indicators (self);
  apply_thresholds (self);
  follow_rows (self);
}

/* --- its life --- */

/**
 * cw_setup_new:
 * @offline: whether the network is not to be used, whatever is set
 * @trace: (nullable): where the work is recorded
 *
 * Returns: (transfer full): what a person has set
 */
CwSetup *
cw_setup_new (gboolean offline, CwTrace *trace)
{
  CwSetup *self = g_new0 (CwSetup, 1);

  self->trace = trace != NULL ? cw_trace_ref (trace) : NULL;
  self->offline = offline;
  self->own = watch (self, cw_settings_new ());
  self->key = cw_finnhub_key_new ();
  g_signal_connect_swapped (self->key, "changed", G_CALLBACK (key_changed_cb), self);
  return self;
}

/** cw_setup_free: @self: (transfer full) (nullable): what the window is not told of any more */
void
cw_setup_free (CwSetup *self)
{
  if (self == NULL)
    return;
  if (self->reopen_timer != 0)
    g_source_remove (self->reopen_timer);
  g_clear_handle_id (&self->decide_source, g_source_remove);
  forget_rows (self);
  g_clear_weak_pointer (&self->preferences);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
  g_signal_handlers_disconnect_by_data (self->key, self);
  cw_finnhub_key_shut_down (self->key);
  g_object_unref (self->key);
  g_signal_handlers_disconnect_by_data (self->own, self);
  g_object_unref (self->own);
  if (self->demo != NULL)
    g_signal_handlers_disconnect_by_data (self->demo, self);
  g_clear_object (&self->demo);
  g_clear_pointer (&self->trace, cw_trace_unref);
  g_free (self->symbol);
  g_free (self);
}

/** cw_setup_follow: @window: the window that is told what is set */
void
cw_setup_follow (CwSetup *self, CwWindow *window)
{
  g_return_if_fail (self != NULL && CW_IS_WINDOW (window));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_swapped (window, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (window, "action-state-changed::offline", G_CALLBACK (offline_switched_cb),
                    self);
}

/* The demo has a key of its own, and does not make a keyring ask for anything. */
static void
load_key (CwSetup *self)
{
  if (!self->key_known)
    cw_finnhub_key_load (self->key);
  self->key_known = TRUE;
}

/**
 * cw_setup_open:
 * @self: what is set
 * @entries: (nullable) (element-type CwListEntry): see cw_window_open()
 *
 * Shows the real market in the window. The keyring may answer later; the figures come then.
 */
void
cw_setup_open (CwSetup *self, const GPtrArray *entries)
{
  g_return_if_fail (self != NULL && self->window != NULL);

  load_key (self);
  cw_window_open (self->window, new_source (self), entries);
}

/**
 * cw_setup_open_demo:
 * @self: what is set
 * @entries: (nullable) (element-type CwListEntry): see cw_window_open_demo()
 * @error: return location for why the demo's server could not start
 *
 * Returns: whether the window shows the demo market now
 */
gboolean
cw_setup_open_demo (CwSetup *self, const GPtrArray *entries, GError **error)
{
  g_return_val_if_fail (self != NULL && self->window != NULL, FALSE);
  return cw_window_open_demo (self->window, self->offline, entries, error);
}

/** cw_setup_show_preferences: opens the window in which they are set, above @parent */
void
cw_setup_show_preferences (CwSetup *self, GtkWindow *parent)
{
  CwPreferencesWindow *preferences;

  if (self->window == NULL || cw_window_get_source (self->window) == NULL)
    return;
  if (!is_demo (self))
    load_key (self);
  preferences = cw_preferences_window_new (get_settings (self), is_demo (self) ? NULL : self->key);
  g_set_weak_pointer (&self->preferences, preferences);
  set_preferences_engine (self);
  gtk_window_set_transient_for (GTK_WINDOW (preferences), parent);
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
}
