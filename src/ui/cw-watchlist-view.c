/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cw-alert-bell.h"
#include "cw-choice-frame.h"
#include "cw-header-menus.h"
#include "cw-load-progress.h"
#include "cw-symbol-entry.h"

struct _CwWatchlistView
{
  GtkWidget parent_instance;

  CwWatchlist *watchlist;      /* owned, nullable */
  CwRow *current;              /* owned, nullable: the row whose page is shown */
  CwChoiceFrame *choice_frame; /* owned */
  CwHeaderMenus *menus;        /* owned */
  gboolean had_focus;          /* has been reached by Tab, or as the window's first */

  GtkBox *box;
  GtkStack *header_stack;
  CwAlertBell *alert_bell;
  AdwHeaderBar *header_bar;
  AdwSqueezer *squeezer;
  AdwSqueezer *narrow_squeezer;
  GtkMenuButton *arrange_button;
  GtkMenuButton *add_button;
  CwSymbolEntry *symbol_entry;
  GtkWidget *refresh_button;
  GtkMenuButton *lists_button;
  GtkLabel *list_name;
  CwNoticeBar *notice;
  CwNoticeBar *network_notice;
  GtkMenuButton *menu_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  CwRowList *list;
  GtkWidget *origin_box;
  GtkLabel *origin;
  CwLiveBar *live_bar;
  CwLoadProgress *progress;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchlistView, cw_watchlist_view, GTK_TYPE_WIDGET)

/* --- selection --- */

static void
picked_cb (CwWatchlistView *self, CwRow *row)
{
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0, row);
}

/* Folded away, a mark would keep the marked row from being picked again. */
static void
mark_current (CwWatchlistView *self)
{
  gboolean folded = gtk_widget_get_visible (GTK_WIDGET (self->menu_button));

  cw_row_list_set_current (self->list, folded ? NULL : self->current);
}

/* --- finding --- */

static void
show_stack_page (CwWatchlistView *self)
{
  CwRowSlots *slots = cw_row_list_get_slots (self->list);
  const char *page = "list";

  if (self->watchlist != NULL && cw_watchlist_get_n_rows (self->watchlist) == 0)
    page = "empty";
  else if (cw_row_slots_get_needle (slots) != NULL && cw_row_slots_get_n_rows (slots) == 0)
    page = "nothing";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
search_changed_cb (CwWatchlistView *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  g_autofree char *needle = text[0] != '\0' ? g_utf8_casefold (text, -1) : NULL;

  cw_row_list_set_needle (self->list, needle);
  show_stack_page (self);
}

static void
search_activated_cb (CwWatchlistView *self)
{
  cw_row_list_pick_first (self->list);
}

/* --- progress --- */

static void
progress_cb (CwWatchlistView *self)
{
  cw_load_progress_show (self->progress, cw_watchlist_get_progress (self->watchlist),
                         cw_watchlist_is_loading (self->watchlist));
  cw_row_list_outdate (self->list);
  cw_choice_frame_update (self->choice_frame);
}

/* --- the widget --- */

static void
added_cb (CwWatchlistView *self)
{
  gtk_menu_button_popdown (self->add_button);
}

static void
popover_closed_cb (CwWatchlistView *self)
{
  cw_symbol_entry_clear (self->symbol_entry);
}

static void
forget_watchlist (CwWatchlistView *self)
{
  if (self->watchlist != NULL)
    g_signal_handlers_disconnect_by_data (self->watchlist, self);
  if (self->choice_frame != NULL)
    cw_choice_frame_set_rows (self->choice_frame, NULL);
  if (self->symbol_entry != NULL)
    cw_symbol_entry_set_watchlist (self->symbol_entry, NULL);
  g_clear_object (&self->watchlist);
}

static gboolean
cw_watchlist_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CW_WATCHLIST_VIEW (widget)->list));
}

/* Who has just come begins in the list. From then on the Tab key goes through all there is; without
 * this it would go where cw_watchlist_view_grab_focus() leads, and never to what stands above. */
static gboolean
cw_watchlist_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CwWatchlistView *self = CW_WATCHLIST_VIEW (widget);
  gboolean had_focus = self->had_focus;

  self->had_focus = TRUE;
  if (!had_focus && gtk_widget_grab_focus (widget))
    return TRUE;
  return gtk_widget_child_focus (GTK_WIDGET (self->box), direction);
}

static void
cw_watchlist_view_dispose (GObject *object)
{
  CwWatchlistView *self = CW_WATCHLIST_VIEW (object);
  GtkWidget *box = GTK_WIDGET (self->box);

  forget_watchlist (self);
  g_clear_pointer (&self->choice_frame, cw_choice_frame_free);
  g_clear_pointer (&self->menus, cw_header_menus_free);
  self->box = NULL;
  g_clear_pointer (&box, gtk_widget_unparent);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (cw_watchlist_view_parent_class)->dispose (object);
}

static void
cw_watchlist_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwWatchlistView *self = CW_WATCHLIST_VIEW (object);
  gboolean folded = g_value_get_boolean (value);

  if (id != PROP_FOLDED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), folded);
  gtk_widget_set_visible (self->refresh_button, !folded); /* the menu offers it */
  cw_alert_bell_set_modest (self->alert_bell, folded);
  adw_header_bar_set_show_end_title_buttons (self->header_bar, folded);
  mark_current (self);
}

static void
cw_watchlist_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwWatchlistView *self = CW_WATCHLIST_VIEW (object);

  if (id == PROP_FOLDED)
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->menu_button)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-watchlist-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, alert_bell);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, box);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, header_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, header_stack);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, squeezer);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, narrow_squeezer);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, arrange_button);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, symbol_entry);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, lists_button);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, list_name);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, notice);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, network_notice);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, stack);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, list);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, origin_box);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, origin);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, live_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, progress);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
cw_watchlist_view_class_init (CwWatchlistViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ALERT_BELL);
  g_type_ensure (CW_TYPE_LIVE_BAR);
  g_type_ensure (CW_TYPE_LOAD_PROGRESS);
  g_type_ensure (CW_TYPE_NOTICE_BAR);
  g_type_ensure (CW_TYPE_ROW_LIST);
  g_type_ensure (CW_TYPE_SYMBOL_ENTRY);
  object_class->dispose = cw_watchlist_view_dispose;
  object_class->set_property = cw_watchlist_view_set_property;
  object_class->get_property = cw_watchlist_view_get_property;
  widget_class->focus = cw_watchlist_view_focus;
  widget_class->grab_focus = cw_watchlist_view_grab_focus;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", CW_TYPE_WATCHLIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  /* Not an accelerator: entries have uses for Delete. Menus show the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "win.remove-shown",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-shown", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "win.move-down",
                                       NULL);
  bind_template (widget_class);
}

static void
cw_watchlist_view_init (CwWatchlistView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (cw_row_list_get_slots (self->list), "rearranged",
                           G_CALLBACK (show_stack_page), self, G_CONNECT_SWAPPED);
  self->choice_frame =
      cw_choice_frame_new (self->header_stack, self->box, cw_row_list_get_selection (self->list));
  self->menus = cw_header_menus_new (&(CwHeaderParts){ self->squeezer, self->narrow_squeezer,
                                                       self->menu_button, self->lists_button,
                                                       self->arrange_button });
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/** cw_watchlist_view_set_menu: @menu: the application's menu, shown while the list stands alone */
void
cw_watchlist_view_set_menu (CwWatchlistView *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_header_menus_set_main (self->menus, menu);
}

/** cw_watchlist_view_set_arrange_menu: @menu: how the list can be sorted, and what rows can show */
void
cw_watchlist_view_set_arrange_menu (CwWatchlistView *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_header_menus_set_arrange (self->menus, menu);
}

/** cw_watchlist_view_set_other_lists: @menu: (nullable): where rows can be copied and moved to */
void
cw_watchlist_view_set_other_lists (CwWatchlistView *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_choice_frame_set_lists (self->choice_frame, menu);
}

/** cw_watchlist_view_set_arrangement: sorts the rows, and shows other parts of them */
void
cw_watchlist_view_set_arrangement (CwWatchlistView *self, const CwArrangement *arrangement)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_row_list_set_arrangement (self->list, arrangement);
}

/** cw_watchlist_view_get_selection: Returns: (transfer none): which rows are marked */
CwRowSelection *
cw_watchlist_view_get_selection (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), NULL);
  return cw_row_list_get_selection (self->list);
}

/**
 * cw_watchlist_view_set_watchlist:
 * @self: a view
 * @watchlist: (nullable): what to show
 * @origin: where its data comes from, if that must be known; else empty
 */
void
cw_watchlist_view_set_watchlist (CwWatchlistView *self, CwWatchlist *watchlist, const char *origin)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self) && origin != NULL);

  forget_watchlist (self);
  gtk_label_set_label (self->origin, origin);
  gtk_widget_set_visible (self->origin_box, origin[0] != '\0');
  if (watchlist == NULL)
    {
      cw_row_list_set_rows (self->list, NULL);
      return;
    }
  self->watchlist = g_object_ref (watchlist);
  g_signal_connect_swapped (watchlist, "progress", G_CALLBACK (progress_cb), self);
  cw_choice_frame_set_rows (self->choice_frame, cw_watchlist_get_model (watchlist));
  cw_row_list_set_rows (self->list, cw_watchlist_get_model (watchlist));
  cw_symbol_entry_set_watchlist (self->symbol_entry, watchlist);
  progress_cb (self);
  show_stack_page (self);
}

/**
 * cw_watchlist_view_set_list:
 * @self: a view
 * @name: how the list is called that is shown
 * @menu: what offers the others
 */
void
cw_watchlist_view_set_list (CwWatchlistView *self, const char *name, GMenuModel *menu)
{
  g_autofree char *label = NULL;

  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));

  /* Translators: %s is the name of the list that is shown; the button offers the others */
  label = g_strdup_printf (_ ("List: %s"), name);
  gtk_label_set_label (self->list_name, name);
  /* What takes the focus is within the menu button, and GTK 4.8 names it only where it makes the
   * label itself. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_widget_get_first_child (GTK_WIDGET (self->lists_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  cw_header_menus_set_lists (self->menus, menu);
  show_stack_page (self);
}

/** cw_watchlist_view_get_notice: Returns: (transfer none): what tells of the store and of keys */
CwNoticeBar *
cw_watchlist_view_get_notice (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), NULL);
  return self->notice;
}

/** cw_watchlist_view_get_network_notice: Returns: (transfer none): what tells of the network */
CwNoticeBar *
cw_watchlist_view_get_network_notice (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), NULL);
  return self->network_notice;
}

/** cw_watchlist_view_get_live_bar: Returns: (transfer none): what tells how new the prices are */
CwLiveBar *
cw_watchlist_view_get_live_bar (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), NULL);
  return self->live_bar;
}

/** cw_watchlist_view_set_obstacle: @obstacle: (nullable): why nothing can be added now, for people
 */
void
cw_watchlist_view_set_obstacle (CwWatchlistView *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button),
                               obstacle != NULL ? obstacle : _ ("Add Symbols"));
}

/** cw_watchlist_view_select: marks @row, nullable, as the one whose page is shown */
void
cw_watchlist_view_select (CwWatchlistView *self, CwRow *row)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  g_set_object (&self->current, row);
  mark_current (self);
}

static CwRow *
find_staying (CwRowSlots *slots, guint start, int step, const char *const *symbols)
{
  CwRow *row;

  for (guint i = start; (row = cw_row_slots_get_row (slots, i)) != NULL; i += (guint) step)
    if (!g_strv_contains (symbols, cw_row_get_symbol (row)))
      return row;
  return NULL;
}

/**
 * cw_watchlist_view_find_neighbour:
 * @self: a view
 * @row: a row
 * @symbols: (array zero-terminated=1): of rows that are about to go
 *
 * Returns: (transfer none) (nullable): the row that stays after @row as they stand on screen, or
 *   else the one before it
 */
CwRow *
cw_watchlist_view_find_neighbour (CwWatchlistView *self, CwRow *row, const char *const *symbols)
{
  CwRowSlots *slots;
  guint position = 0;
  CwRow *after;

  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), NULL);

  slots = cw_row_list_get_slots (self->list);
  cw_row_slots_find (slots, row, &position);
  after = find_staying (slots, position, 1, symbols);
  return after != NULL ? after : find_staying (slots, position, -1, symbols);
}

/** cw_watchlist_view_ask_for_symbols: opens the entry for more symbols */
void
cw_watchlist_view_ask_for_symbols (CwWatchlistView *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  gtk_menu_button_popup (self->add_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->symbol_entry));
}

/** cw_watchlist_view_find: opens the search, or leads back to it */
void
cw_watchlist_view_find (CwWatchlistView *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/** cw_watchlist_view_stop_finding: Returns: whether there was a search to close */
gboolean
cw_watchlist_view_stop_finding (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), FALSE);
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return TRUE;
}

/** cw_watchlist_view_is_up_to_date: Returns: whether every row shows the newest of its symbol */
gboolean
cw_watchlist_view_is_up_to_date (CwWatchlistView *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_VIEW (self), FALSE);
  return cw_row_list_is_up_to_date (self->list);
}

/** cw_watchlist_view_show_ages: says anew how old each price in sight is */
void
cw_watchlist_view_show_ages (CwWatchlistView *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_row_list_show_ages (self->list);
}
