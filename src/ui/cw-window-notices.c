/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-notices.h"

#include <glib/gi18n-lib.h>

/* What a person has read and closed, so that it does not come back. */
#define READ_KEY "cw-read-notice"

/* --- the store --- */

static char *
describe_details (CwWindow *window)
{
  const char *directory = cw_source_get_data_dir (cw_window_get_source (window));

  if (directory == NULL)
    return NULL;
  /* Translators: %s is a directory */
  return g_strdup_printf (_ ("What is stored lies in “%s”. Copies of each day are in the folder "
                             "“backups” there."),
                          directory);
}

static void
tell_of_store (CwWindow *window)
{
  CwNoticeBar *bar = cw_watchlist_view_get_notice (cw_window_get_watchlist_view (window));
  g_autofree char *notice = cw_source_dup_notice (cw_window_get_source (window));
  g_autofree char *details = NULL;

  if (notice == NULL || g_strcmp0 (notice, g_object_get_data (G_OBJECT (window), READ_KEY)) == 0)
    {
      cw_notice_bar_say (bar, NULL, NULL);
      return;
    }
  details = describe_details (window);
  cw_notice_bar_say (bar, notice, details);
  cw_notice_bar_offer (bar, _ ("Dismiss"), "win.close-notice");
}

static void
close_notice_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (cw_window_get_source (window) == NULL)
    return;
  g_object_set_data_full (G_OBJECT (window), READ_KEY,
                          cw_source_dup_notice (cw_window_get_source (window)), g_free);
  tell_of_store (window);
}

/* --- the network --- */

static void
tell_of_network (CwWindow *window)
{
  CwNoticeBar *bar = cw_watchlist_view_get_network_notice (cw_window_get_watchlist_view (window));
  CwWatchlist *watchlist = cw_window_get_watchlist (window);
  const GError *error;
  g_autofree char *text = NULL;

  if (cw_engine_is_offline (cw_window_get_engine (window)))
    {
      cw_notice_bar_say (bar, _ ("Offline: what is stored is shown, each number with its age."),
                         NULL);
      cw_notice_bar_offer (bar, _ ("Go Online"), "win.offline");
      return;
    }
  /* What was so stays said until it is known whether it is so still. */
  if (cw_watchlist_is_loading (watchlist))
    return;
  error = cw_watchlist_find_network_error (watchlist);
  if (error != NULL)
    /* Translators: %s is why the network does not work, a sentence without its full stop */
    text = g_strdup_printf (_ ("%s. What is stored is shown, each number with its age."),
                            error->message);
  cw_notice_bar_say (bar, text, NULL);
  cw_notice_bar_offer (bar, _ ("Try Again"), "win.refresh");
}

static void
change_offline_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  gboolean offline = g_variant_get_boolean (value);

  if (cw_window_get_engine (window) == NULL)
    return;
  /* In this order: who hears of the state asks the engine. */
  cw_engine_set_offline (cw_window_get_engine (window), offline);
  g_simple_action_set_state (action, value);
  if (!offline)
    cw_watchlist_refresh (cw_window_get_watchlist (window));
  cw_window_notices_update (window);
}

/* --- both --- */

static const GActionEntry entries[] = {
  { .name = "close-notice", .activate = close_notice_cb },
  { .name = "offline", .state = "false", .change_state = change_offline_cb },
};

/** cw_window_notices_install: gives the window its actions about what does not work */
void
cw_window_notices_install (CwWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/** cw_window_notices_update: says in the sidebar what does not work now, and nothing else */
void
cw_window_notices_update (CwWindow *window)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "offline");

  if (cw_window_get_engine (window) == NULL)
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (cw_engine_is_offline (
                                                           cw_window_get_engine (window))));
  tell_of_store (window);
  tell_of_network (window);
}
