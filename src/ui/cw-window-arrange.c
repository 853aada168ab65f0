/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-arrange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How each list is sorted and what its rows show, remembered by the list's number. */

#define KEY "cw-window-arrange"
#define SETTING "arrangements"
#define OWN_ORDER "own"
#define FALLING "falling"
#define RISING "rising"
#define COLUMN_PREFIX "column-"

typedef struct
{
  GSettings *store;    /* owned, nullable: without it all is forgotten in the end */
  GHashTable *by_list; /* owned; number of a list → owned text of cw_arrangement_print() */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->store);
  g_hash_table_unref (part->by_list);
  g_free (part);
}

static Part *
get_part (CwWindow *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

/* --- keeping --- */

static gboolean
can_keep (GSettings *store)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (store == NULL)
    return FALSE;
  /* The schema may be that of an older version. */
  g_object_get (store, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, SETTING);
}

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
read_all (Part *part)
{
  g_autoptr (GVariant) all = NULL;
  GVariantIter iter;
  gint64 id;
  const char *text;

  g_hash_table_remove_all (part->by_list);
  if (!can_keep (part->store))
    return;
  all = g_settings_get_value (part->store, SETTING);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{x&s}", &id, &text))
    g_hash_table_insert (part->by_list, dup_id (id), g_strdup (text));
}

/* Of lists that are deleted nothing is kept: another may have their number one day. */
static void
write_all (Part *part, CwLists *lists)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer id, text;

  if (!can_keep (part->store))
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{xs}"));
  g_hash_table_iter_init (&iter, part->by_list);
  while (g_hash_table_iter_next (&iter, &id, &text))
    if (*(gint64 *) id != CW_LISTS_UNSAVED && cw_lists_find (lists, *(gint64 *) id) != NULL)
      g_variant_builder_add (&builder, "{xs}", *(gint64 *) id, text);
  g_settings_set_value (part->store, SETTING, g_variant_builder_end (&builder));
}

/* --- what the current list is like --- */

static CwSymbolList *
get_list (CwWindow *window)
{
  CwLists *lists = cw_window_get_lists (window);

  return lists != NULL ? cw_lists_get_current (lists) : NULL;
}

static CwArrangement
find_arrangement (CwWindow *window)
{
  CwSymbolList *list = get_list (window);
  const char *text =
      list != NULL ? g_hash_table_lookup (get_part (window)->by_list, &list->id) : NULL;
  CwArrangement arrangement = cw_arrangement_get_default ();

  if (text != NULL && !cw_arrangement_parse (text, &arrangement))
    g_debug ("“%s” is no arrangement", text);
  return arrangement;
}

static void
set_state (CwWindow *window, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
show_states (CwWindow *window, const CwArrangement *arrangement)
{
  GAction *direction = g_action_map_lookup_action (G_ACTION_MAP (window), "sort-direction");

  set_state (window, "sort-list",
             g_variant_new_string (arrangement->sorted ? cw_column_get_id (arrangement->by)
                                                       : OWN_ORDER));
  set_state (window, "sort-direction",
             g_variant_new_string (arrangement->descending ? FALLING : RISING));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (direction), arrangement->sorted);
  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    {
      g_autofree char *name = g_strconcat (COLUMN_PREFIX, cw_column_get_id (i), NULL);

      if (cw_column_can_hide (i))
        set_state (window, name, g_variant_new_boolean (cw_arrangement_shows (arrangement, i)));
    }
}

/** cw_window_arrange_update: shows the current list as it was arranged */
void
cw_window_arrange_update (CwWindow *window)
{
  CwArrangement arrangement = find_arrangement (window);

  show_states (window, &arrangement);
  cw_watchlist_view_set_arrangement (cw_window_get_watchlist_view (window), &arrangement);
}

static void
arrange (CwWindow *window, const CwArrangement *arrangement)
{
  CwSymbolList *list = get_list (window);

  if (list == NULL)
    return;
  g_hash_table_replace (get_part (window)->by_list, dup_id (list->id),
                        cw_arrangement_print (arrangement));
  write_all (get_part (window), cw_window_get_lists (window));
  cw_window_arrange_update (window);
}

/* --- actions --- */

/* The largest numbers are what one looks for, but the newest prices and the first letters. */
static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  const char *id = g_variant_get_string (value, NULL);
  CwArrangement arrangement = find_arrangement (window);
  CwColumn column;

  arrangement.sorted = !g_str_equal (id, OWN_ORDER);
  if (arrangement.sorted)
    {
      if (!cw_column_parse (id, &column) || !cw_column_can_sort (column))
        return;
      arrangement.by = column;
      arrangement.descending = !cw_column_is_text (column) && column != CW_COLUMN_AGE;
    }
  arrange (window, &arrangement);
}

static void
direction_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  const char *direction = g_variant_get_string (value, NULL);
  CwArrangement arrangement = find_arrangement (window);

  if (!g_str_equal (direction, FALLING) && !g_str_equal (direction, RISING))
    return;
  arrangement.descending = g_str_equal (direction, FALLING);
  arrange (window, &arrangement);
}

static void
column_cb (GSimpleAction *action, GVariant *value, gpointer window)
{
  const char *name = g_action_get_name (G_ACTION (action));
  CwArrangement arrangement = find_arrangement (window);
  CwColumn column;

  if (!cw_column_parse (name + strlen (COLUMN_PREFIX), &column))
    return;
  if (g_variant_get_boolean (value))
    arrangement.shown |= CW_COLUMN_BIT (column);
  else
    arrangement.shown &= ~CW_COLUMN_BIT (column);
  arrange (window, &arrangement);
}

static void
add_column_actions (CwWindow *window)
{
  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    {
      g_autofree char *name = g_strconcat (COLUMN_PREFIX, cw_column_get_id (i), NULL);
      g_autoptr (GSimpleAction) action = NULL;

      if (!cw_column_can_hide (i))
        continue;
      action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (TRUE));
      g_signal_connect (action, "change-state", G_CALLBACK (column_cb), window);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
}

/* --- the menu --- */

static void
add_choice (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_sort_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) directions = g_menu_new ();

  add_choice (columns, _ ("Own Order"), "win.sort-list", OWN_ORDER);
  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    if (cw_column_can_sort (i))
      add_choice (columns, cw_column_get_title (i), "win.sort-list", cw_column_get_id (i));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  add_choice (directions, _ ("Ascending"), "win.sort-direction", RISING);
  add_choice (directions, _ ("Descending"), "win.sort-direction", FALLING);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (directions));
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_columns_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    if (cw_column_can_hide (i))
      {
        g_autofree char *action = g_strconcat ("win." COLUMN_PREFIX, cw_column_get_id (i), NULL);

        g_menu_append (menu, cw_column_get_title (i), action);
      }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) orders = new_sort_menu ();
  g_autoptr (GMenuModel) columns = new_columns_menu ();

  g_menu_append_submenu (menu, _ ("_Sort By"), orders);
  /* Translators: opens the choice of what each row of the list shows */
  g_menu_append_submenu (menu, _ ("S_how in Rows"), columns);
  g_menu_append (menu, _ ("_Choose Symbols"), "win.choose");
  return G_MENU_MODEL (menu);
}

/* --- the part of the window --- */

static const GActionEntry entries[] = {
  { .name = "sort-list",
    .parameter_type = "s",
    .state = "'" OWN_ORDER "'",
    .change_state = sort_cb },
  { .name = "sort-direction",
    .parameter_type = "s",
    .state = "'" RISING "'",
    .change_state = direction_cb },
};

/** cw_window_arrange_install: gives the window its actions about the order and looks of rows */
void
cw_window_arrange_install (CwWindow *window)
{
  Part *part = g_new0 (Part, 1);
  g_autoptr (GMenuModel) menu = new_menu ();

  part->by_list = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_object_set_data_full (G_OBJECT (window), KEY, part, part_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  add_column_actions (window);
  cw_watchlist_view_set_arrange_menu (cw_window_get_watchlist_view (window), menu);
}

/** cw_window_arrange_open: @store: (nullable) (transfer full): where arrangements are kept from now
 * on
 */
void
cw_window_arrange_open (CwWindow *window, GSettings *store)
{
  Part *part = get_part (window);

  g_clear_object (&part->store);
  part->store = store;
  read_all (part);
}

static void
own_order_cb (AdwToast *toast, GWeakRef *ref)
{
  g_autoptr (CwWindow) window = g_weak_ref_get (ref);

  if (window != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (window), "sort-list",
                                        g_variant_new_string (OWN_ORDER));
}

static void
ref_free (gpointer ref, GClosure *closure)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

/**
 * cw_window_arrange_allows_moving:
 * @window: a window
 *
 * Returns: whether the rows stand in the list's own order; if not, says why none can be moved
 */
gboolean
cw_window_arrange_allows_moving (CwWindow *window)
{
  CwArrangement arrangement = find_arrangement (window);
  GWeakRef *ref;
  AdwToast *toast;

  if (!arrangement.sorted)
    return TRUE;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, window);
  toast = adw_toast_new (_ ("A sorted list has no order of your own"));
  adw_toast_set_button_label (toast, _ ("Own Order"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (own_order_cb), ref, ref_free, 0);
  cw_window_add_toast (window, toast);
  return FALSE;
}
