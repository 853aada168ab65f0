/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-row-menu.h"
#include "cw-row-pace.h"
#include "cw-symbol-entry.h"
#include "cw-watchlist-items.h"

struct _CwWatchlistView
{
  GtkWidget parent_instance;

  CwWatchlist *watchlist;  /* owned, nullable */
  CwRow *current;          /* owned, nullable: the row whose page is shown */
  CwWatchlistItems *items; /* owned */
  char *needle;            /* casefolded, nullable: what is searched for */
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered; /* owned: what is found */
  CwRowPace *pace;              /* owned: at which more of it is shown */
  GtkSingleSelection *selection;
  gboolean selecting; /* while the selection follows the page, and not the other way round */

  GtkWidget *box;
  AdwHeaderBar *header_bar;
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
  GtkListView *list;
  GtkWidget *origin_box;
  GtkLabel *origin;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
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
show_selected (CwWatchlistView *self)
{
  CwRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOWN], 0, row);
}

static void
selected_cb (CwWatchlistView *self)
{
  if (!self->selecting)
    show_selected (self);
}

static guint
find_position (CwWatchlistView *self, CwRow *row)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) candidate = g_list_model_get_item (model, i);

      if (candidate == row)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
select_current (CwWatchlistView *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  /* Folded away, a selection would keep the selected row from being selected again. */
  if (self->current != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->menu_button)))
    position = find_position (self, self->current);
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

/* --- finding --- */

static gboolean
matches (gpointer row, gpointer data)
{
  CwWatchlistView *self = data;

  return self->needle == NULL || cw_row_matches (row, self->needle);
}

static void
show_stack_page (CwWatchlistView *self)
{
  const char *page = "list";

  if (self->watchlist != NULL && cw_watchlist_get_n_rows (self->watchlist) == 0)
    page = "empty";
  else if (self->needle != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    page = "nothing";
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* A row that moves leaves its place before it takes the other, and would lose its mark and the
 * focus. */
static void
items_changed_cb (CwWatchlistView *self)
{
  if (!self->selecting && self->current != NULL
      && gtk_single_selection_get_selected_item (self->selection) != self->current)
    {
      select_current (self);
      if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
        cw_watchlist_items_focus (self->items, self->current);
    }
  show_stack_page (self);
}

/* What is typed on can only hide more of the rows, and what is deleted only show more. */
static GtkFilterChange
compare_needles (const char *before, const char *now)
{
  if (before == NULL || (now != NULL && strstr (now, before) != NULL))
    return GTK_FILTER_CHANGE_MORE_STRICT;
  if (now == NULL || strstr (before, now) != NULL)
    return GTK_FILTER_CHANGE_LESS_STRICT;
  return GTK_FILTER_CHANGE_DIFFERENT;
}

static void
search_changed_cb (CwWatchlistView *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  g_autofree char *before = g_steal_pointer (&self->needle);

  if (text[0] != '\0')
    self->needle = g_utf8_casefold (text, -1);
  self->selecting = TRUE;
  cw_row_pace_begin (self->pace);
  gtk_filter_changed (GTK_FILTER (self->filter), compare_needles (before, self->needle));
  self->selecting = FALSE;
  select_current (self);
  show_stack_page (self);
}

static void
search_activated_cb (CwWatchlistView *self)
{
  gtk_single_selection_set_selected (self->selection, 0);
  show_selected (self);
}

static void
activated_cb (CwWatchlistView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  show_selected (self);
}

/* --- progress --- */

static char *
describe_progress (const CwProgress *progress)
{
  g_autofree char *done = NULL;
  g_autofree char *failed = NULL;

  /* Translators: how many symbols have been loaded, of how many */
  done = g_strdup_printf (_ ("%u of %u"), progress->done, progress->total);
  if (progress->failed == 0)
    return g_steal_pointer (&done);
  failed =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u failed", "%u failed", progress->failed),
                       progress->failed);
  return g_strconcat (done, " · ", failed, NULL);
}

static void
progress_cb (CwWatchlistView *self)
{
  CwProgress progress = cw_watchlist_get_progress (self->watchlist);
  g_autofree char *text = describe_progress (&progress);

  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 progress.total > 0 ? (double) progress.done / progress.total : 0);
  gtk_revealer_set_reveal_child (self->progress_revealer,
                                 cw_watchlist_is_loading (self->watchlist));
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
  if (self->symbol_entry != NULL)
    cw_symbol_entry_set_watchlist (self->symbol_entry, NULL);
  g_clear_object (&self->watchlist);
}

static gboolean
cw_watchlist_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CW_WATCHLIST_VIEW (widget)->list));
}

static void
cw_watchlist_view_dispose (GObject *object)
{
  CwWatchlistView *self = CW_WATCHLIST_VIEW (object);

  forget_watchlist (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->current);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->pace, cw_row_pace_free);
  g_clear_object (&self->filtered);
  g_clear_pointer (&self->needle, g_free);
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
  adw_header_bar_set_show_end_title_buttons (self->header_bar, folded);
  select_current (self);
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
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, box);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, header_bar);
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
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistView, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
cw_watchlist_view_class_init (CwWatchlistViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_NOTICE_BAR);
  g_type_ensure (CW_TYPE_SYMBOL_ENTRY);
  object_class->dispose = cw_watchlist_view_dispose;
  object_class->set_property = cw_watchlist_view_set_property;
  object_class->get_property = cw_watchlist_view_get_property;
  widget_class->grab_focus = cw_watchlist_view_grab_focus;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", CW_TYPE_WATCHLIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  /* Not an accelerator: entries have uses for Delete. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-shown", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "win.remove-shown",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "win.move-down",
                                       NULL);
  bind_template (widget_class);
}

static void
cw_watchlist_view_init (CwWatchlistView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  self->pace = cw_row_pace_new (G_LIST_MODEL (self->filtered));
  gtk_single_selection_set_model (self->selection, cw_row_pace_get_model (self->pace));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->items = cw_watchlist_items_new (GTK_WIDGET (self->stack));
  gtk_list_view_set_factory (self->list, cw_watchlist_items_get_factory (self->items));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  cw_row_menu_attach (GTK_WIDGET (self->list));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/** cw_watchlist_view_set_menu: @menu: the application's menu, shown while the list stands alone */
void
cw_watchlist_view_set_menu (CwWatchlistView *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
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
      gtk_filter_list_model_set_model (self->filtered, NULL);
      return;
    }
  self->watchlist = g_object_ref (watchlist);
  g_signal_connect_swapped (watchlist, "progress", G_CALLBACK (progress_cb), self);
  gtk_filter_list_model_set_model (self->filtered, cw_watchlist_get_model (watchlist));
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
  gtk_menu_button_set_menu_model (self->lists_button, menu);
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

/** cw_watchlist_view_select: marks @row, nullable, as the one whose page is shown */
void
cw_watchlist_view_select (CwWatchlistView *self, CwRow *row)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  g_set_object (&self->current, row);
  select_current (self);
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
  return cw_row_pace_is_over (self->pace) && cw_watchlist_items_are_up_to_date (self->items);
}

/** cw_watchlist_view_show_ages: says anew how old each price in sight is */
void
cw_watchlist_view_show_ages (CwWatchlistView *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_VIEW (self));
  cw_watchlist_items_show_ages (self->items);
}
