/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-matches.h"

#include <glib/gi18n-lib.h>

#include "cw-provider.h"

#define SYMBOL_KEY "cw-symbol"

struct _CwSymbolMatches
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scrolled;
  GtkListBox *list;
  GtkLabel *status;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolMatches, cw_symbol_matches, GTK_TYPE_WIDGET)

/* --- rows --- */

static GtkWidget *
new_label (const char *text, const char *css_class, gboolean expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), expand ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expand);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
join (const char *first, const char *second)
{
  if (first[0] == '\0' || second[0] == '\0')
    return g_strconcat (first, second, NULL);
  return g_strconcat (first, " · ", second, NULL);
}

static void
describe (GtkWidget *row, const CwSearchMatch *match, gboolean listed)
{
  g_autofree char *text = g_strjoin (", ", match->symbol, match->name, match->exchange, match->type,
                                     listed ? _ ("in the list already") : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
new_match_row (const CwSearchMatch *match, gboolean listed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *name = new_label (match->name, "caption", TRUE);
  g_autofree char *place = join (match->exchange, match->type);
  GtkWidget *where = new_label (place, "caption", FALSE);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_label_set_width_chars (GTK_LABEL (where), 8);
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_set_visible (mark, listed);
  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (mark, _ ("In the list already"));
  gtk_grid_attach (GTK_GRID (grid), new_label (match->symbol, "heading", TRUE), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), mark, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), name, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), where, 1, 1, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  g_object_set_data_full (G_OBJECT (row), SYMBOL_KEY, g_strdup (match->symbol), g_free);
  describe (row, match, listed);
  return row;
}

/* A search may not know a ticker that the provider has. */
static GtkWidget *
new_typed_row (const char *typed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  /* Translators: %s is a ticker symbol that was typed */
  g_autofree char *text = g_strdup_printf (_ ("Add “%s” as typed"), typed);
  GtkWidget *label = new_label (text, "caption", TRUE);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), SYMBOL_KEY, g_strdup (typed), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

static void
clear (CwSymbolMatches *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL)
    {
      gtk_list_box_remove (self->list, row);
      row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
    }
}

/* What was typed exactly is chosen first, and else what the provider thinks fits best. */
static void
fill (CwSymbolMatches *self, GPtrArray *matches, CwWatchlist *watchlist, const char *typed)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkListBoxRow *chosen = NULL;
  gboolean exact = FALSE;

  clear (self);
  for (guint i = 0; i < matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (matches, i);
      gboolean listed = watchlist != NULL && cw_watchlist_find (watchlist, match->symbol) != NULL;
      GtkWidget *row = new_match_row (match, listed);

      gtk_list_box_append (self->list, row);
      exact = typed != NULL && g_str_equal (match->symbol, typed);
      if (chosen == NULL || exact)
        chosen = GTK_LIST_BOX_ROW (row);
      if (exact)
        typed = NULL;
    }
  if (typed != NULL && matches->len > 0)
    gtk_list_box_append (self->list, new_typed_row (typed));
  gtk_list_box_select_row (self->list, chosen);
  gtk_widget_set_visible (self->scrolled, matches->len > 0);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- status --- */

static gboolean
is_offline (CwWatchlist *watchlist)
{
  CwEngine *engine = watchlist != NULL ? cw_watchlist_get_engine (watchlist) : NULL;

  return engine != NULL && cw_engine_is_offline (engine);
}

static char *
describe_state (CwSymbolSearch *search, gboolean typed, gboolean offline)
{
  const GError *error = cw_symbol_search_get_error (search);

  switch (cw_symbol_search_get_state (search))
    {
    case CW_SEARCH_UNDER_WAY:
      return cw_symbol_search_get_matches (search)->len == 0 ? g_strdup (_ ("Searching…")) : NULL;
    case CW_SEARCH_NOTHING:
      if (offline)
        return g_strdup (_ ("Offline, so only whole tickers can be added"));
      return g_strdup (typed ? _ ("Nothing found. Enter adds the ticker as typed.")
                             : _ ("Nothing found"));
    case CW_SEARCH_FAILED:
      /* Translators: %s is why the search did not work, a sentence of its own */
      return g_strdup_printf (_ ("Only whole tickers can be added now. %s"), error->message);
    case CW_SEARCH_IDLE:
    case CW_SEARCH_FOUND:
    default:
      return NULL;
    }
}

/* --- the widget --- */

static void
activated_cb (CwSymbolMatches *self, GtkListBoxRow *row)
{
  /* The row may go while somebody hears of it. */
  g_autofree char *symbol = g_strdup (g_object_get_data (G_OBJECT (row), SYMBOL_KEY));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, symbol);
}

static gboolean
keynav_failed_cb (CwSymbolMatches *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  return GDK_EVENT_STOP;
}

static gboolean
cw_symbol_matches_grab_focus (GtkWidget *widget)
{
  CwSymbolMatches *self = CW_SYMBOL_MATCHES (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  return row != NULL && gtk_widget_get_visible (self->scrolled)
         && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
cw_symbol_matches_dispose (GObject *object)
{
  g_clear_pointer (&CW_SYMBOL_MATCHES (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_symbol_matches_parent_class)->dispose (object);
}

static void
cw_symbol_matches_class_init (CwSymbolMatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_symbol_matches_dispose;
  widget_class->grab_focus = cw_symbol_matches_grab_focus;
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", CW_TYPE_SYMBOL_MATCHES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_LEFT] = g_signal_new ("left", CW_TYPE_SYMBOL_MATCHES, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-symbol-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSymbolMatches, box);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolMatches, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolMatches, list);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolMatches, status);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
}

static void
cw_symbol_matches_init (CwSymbolMatches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_symbol_matches_show:
 * @self: a list
 * @search: how it stands
 * @watchlist: (nullable): what has its symbols marked
 * @typed: (nullable): the one ticker that was typed, if it can be one
 */
void
cw_symbol_matches_show (CwSymbolMatches *self,
                        CwSymbolSearch *search,
                        CwWatchlist *watchlist,
                        const char *typed)
{
  g_autofree char *status = NULL;

  g_return_if_fail (CW_IS_SYMBOL_MATCHES (self));

  /* What an earlier text found stays until there is something else, but Enter does not mean it. */
  if (cw_symbol_search_get_state (search) != CW_SEARCH_UNDER_WAY)
    fill (self, cw_symbol_search_get_matches (search), watchlist, typed);
  else
    gtk_list_box_select_row (self->list, NULL);
  status = describe_state (search, typed != NULL, is_offline (watchlist));
  gtk_label_set_label (self->status, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL);
}

/** cw_symbol_matches_choose: Returns: whether there was a match to choose for who pressed Enter */
gboolean
cw_symbol_matches_choose (CwSymbolMatches *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CW_IS_SYMBOL_MATCHES (self), FALSE);

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL || !gtk_widget_get_visible (self->scrolled))
    return FALSE;
  activated_cb (self, row);
  return TRUE;
}
