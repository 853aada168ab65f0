/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-item.h"

#include <glib/gi18n-lib.h>

#include "cw-figures.h"
#include "cw-sparkline.h"
#include "cw-tip.h"

struct _CwWatchlistItem
{
  GtkWidget parent_instance;

  CwRow *row; /* owned, nullable */
  gboolean outdated;

  GtkGrid *grid;
  GtkLabel *symbol;
  GtkLabel *tag;
  GtkLabel *detail;
  GtkLabel *age;
  CwSparkline *sparkline;
  GtkLabel *price;
  GtkLabel *change;
  GtkWidget *retry; /* nullable: made when it is needed first, for few rows ever fail */
};

enum
{
  SIGNAL_OUTDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchlistItem, cw_watchlist_item, GTK_TYPE_WIDGET)

/* --- values --- */

static void
show_tag (CwWatchlistItem *self, const char *text, const char *css_class)
{
  const char *classes[] = { "caption", "tag", css_class, NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->tag), text != NULL);
  if (text == NULL)
    return;
  gtk_widget_set_css_classes (GTK_WIDGET (self->tag), classes);
  gtk_label_set_label (self->tag, text);
}

/* The word beside the symbol: what went wrong, or else what the rules say. */
static void
choose_tag (CwWatchlistItem *self)
{
  CwAnalysis *analysis = cw_row_get_analysis (self->row);
  CwDecision *decision = analysis != NULL ? analysis->short_term : NULL;
  CwStage stage = cw_row_get_stage (self->row);

  if (stage == CW_STAGE_FAILED)
    show_tag (self, _ ("Failed"), "cw-down");
  else if (stage == CW_STAGE_CANCELLED)
    show_tag (self, _ ("Cancelled"), "cw-flat");
  else if (decision == NULL)
    show_tag (self, NULL, NULL);
  else
    show_tag (self, cw_action_get_name (decision->action),
              cw_direction_get_css_class (cw_direction_of_action (decision->action)));
}

/* The line tells of a longer time than the change beside it, so its colour is its own. */
static void
show_sparkline (CwWatchlistItem *self, CwAnalysis *analysis)
{
  const char *classes[] = { NULL, NULL };
  double change = 0;

  if (analysis != NULL && analysis->n_sparkline > 1)
    change = analysis->sparkline[analysis->n_sparkline - 1] - analysis->sparkline[0];
  classes[0] = cw_direction_get_css_class (cw_direction_of (change, 2));
  gtk_widget_set_css_classes (GTK_WIDGET (self->sparkline), classes);
  cw_sparkline_set_analysis (self->sparkline, analysis);
}

static void
show_price (CwWatchlistItem *self, CwAnalysis *analysis)
{
  int decimals = cw_format_find_decimals (analysis->series);
  CwDirection direction = cw_direction_of (analysis->quote.change_percent, 2);
  g_autofree char *price = cw_format_number (analysis->quote.price, decimals);
  g_autofree char *percent = cw_format_percent (analysis->quote.change_percent);
  g_autofree char *change = cw_direction_add_arrow (direction, percent);
  const char *classes[] = { "caption", "numeric", cw_direction_get_css_class (direction), NULL };

  gtk_label_set_label (self->price, price);
  gtk_label_set_label (self->change, change);
  gtk_widget_set_css_classes (GTK_WIDGET (self->change), classes);
}

static void
show_analysis (CwWatchlistItem *self)
{
  CwAnalysis *analysis = cw_row_get_analysis (self->row);

  if (analysis != NULL && analysis == cw_sparkline_get_analysis (self->sparkline))
    return;
  show_sparkline (self, analysis);
  if (analysis != NULL)
    show_price (self, analysis);
  cw_watchlist_item_show_age (self);
}

/* --- states --- */

static const char *
describe_stage (CwRow *row)
{
  const GError *error = cw_row_get_error (row);

  switch (cw_row_get_stage (row))
    {
    case CW_STAGE_QUEUED:
      return _ ("Waiting…");
    case CW_STAGE_LOADING:
      return _ ("Loading…");
    case CW_STAGE_COMPUTING:
      return _ ("Computing…");
    case CW_STAGE_FAILED:
      return error != NULL ? error->message : cw_row_get_name (row);
    case CW_STAGE_CANCELLED:
    case CW_STAGE_READY:
    default:
      return cw_row_get_name (row);
    }
}

static void
make_retry_button (CwWatchlistItem *self)
{
  const char *label = _ ("Retry");

  self->retry = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (self->retry, "retry");
  gtk_widget_set_valign (self->retry, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->retry, GTK_ALIGN_END);
  /* In the sparkline's place, so that a price that is known stays in its own. */
  gtk_grid_attach (self->grid, self->retry, 1, 0, 1, 2);
}

static void
show_retry (CwWatchlistItem *self, gboolean offered)
{
  if (offered && self->retry == NULL)
    make_retry_button (self);
  if (self->retry == NULL)
    return;
  /* The target first: an action without the one it needs would be no action. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s",
                                    cw_row_get_symbol (self->row));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "win.retry");
  gtk_widget_set_visible (self->retry, offered);
}

/* What is known stays in sight while newer data is on its way, and when it does not come; without
 * any, a bar keeps its place. */
static void
show_stage (CwWatchlistItem *self)
{
  CwStage stage = cw_row_get_stage (self->row);
  gboolean known = cw_row_get_analysis (self->row) != NULL;
  gboolean given_up = stage == CW_STAGE_FAILED || stage == CW_STAGE_CANCELLED;
  gboolean says_stage = given_up || !known;
  const char *detail = says_stage ? describe_stage (self->row) : cw_row_get_name (self->row);
  const char *price_classes[] = { "numeric", known ? "price" : "skeleton", NULL };

  gtk_label_set_label (self->detail, detail);
  cw_tip_set (GTK_WIDGET (self), stage == CW_STAGE_FAILED ? detail : NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->price), price_classes);
  gtk_widget_set_visible (GTK_WIDGET (self->price), known || !given_up);
  gtk_widget_set_visible (GTK_WIDGET (self->change), known || !given_up);
  gtk_widget_set_visible (GTK_WIDGET (self->age), known);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), !given_up);
  choose_tag (self);
  show_retry (self, given_up);
}

/* GTK 4.8 has no label for a list's items but the one their widget is given. */
static void
describe (CwWatchlistItem *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) text = g_string_new (cw_row_get_symbol (self->row));

  if (item == NULL)
    return;
  g_string_append_printf (text, ", %s", describe_stage (self->row));
  if (cw_row_get_analysis (self->row) != NULL)
    g_string_append_printf (text, ", %s, %s", gtk_label_get_label (self->price),
                            gtk_label_get_label (self->change));
  if (gtk_widget_get_visible (GTK_WIDGET (self->tag)))
    g_string_append_printf (text, ", %s", gtk_label_get_label (self->tag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
notify_cb (CwWatchlistItem *self)
{
  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_signal_emit (self, signals[SIGNAL_OUTDATED], 0);
}

/* --- the widget --- */

static void
forget_row (CwWatchlistItem *self)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  self->outdated = FALSE;
}

static void
cw_watchlist_item_dispose (GObject *object)
{
  CwWatchlistItem *self = CW_WATCHLIST_ITEM (object);
  GtkWidget *grid = GTK_WIDGET (self->grid);

  forget_row (self);
  self->grid = NULL;
  g_clear_pointer (&grid, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_watchlist_item_parent_class)->dispose (object);
}

static void
cw_watchlist_item_class_init (CwWatchlistItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_SPARKLINE);
  G_OBJECT_CLASS (klass)->dispose = cw_watchlist_item_dispose;
  signals[SIGNAL_OUTDATED] = g_signal_new ("outdated", CW_TYPE_WATCHLIST_ITEM, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "watchlistitem");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-watchlist-item.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, grid);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, symbol);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, tag);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, detail);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, age);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, sparkline);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, price);
  gtk_widget_class_bind_template_child (widget_class, CwWatchlistItem, change);
}

static void
cw_watchlist_item_init (CwWatchlistItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_watchlist_item_set_row:
 * @self: an item
 * @row: (nullable): what to show and to follow; %NULL when it is off the list's screen
 */
void
cw_watchlist_item_set_row (CwWatchlistItem *self, CwRow *row)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  forget_row (self);
  if (row == NULL)
    return;
  self->row = g_object_ref (row);
  g_signal_connect_swapped (row, "notify", G_CALLBACK (notify_cb), self);
  gtk_label_set_label (self->symbol, cw_row_get_symbol (row));
  gtk_label_set_label (self->price, "");
  gtk_label_set_label (self->change, "");
  cw_sparkline_set_analysis (self->sparkline, NULL); /* nothing of the row before is left */
  cw_watchlist_item_update (self);
}

/** cw_watchlist_item_is_outdated: Returns: whether the row says something else than is shown */
gboolean
cw_watchlist_item_is_outdated (CwWatchlistItem *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEM (self), FALSE);
  return self->outdated;
}

/** cw_watchlist_item_update: shows what the row says now */
void
cw_watchlist_item_update (CwWatchlistItem *self)
{
  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  self->outdated = FALSE;
  if (self->row == NULL)
    return;
  show_analysis (self);
  show_stage (self);
  describe (self);
}

/** cw_watchlist_item_get_row: Returns: (transfer none) (nullable): what is shown */
CwRow *
cw_watchlist_item_get_row (CwWatchlistItem *self)
{
  g_return_val_if_fail (CW_IS_WATCHLIST_ITEM (self), NULL);
  return self->row;
}

/** cw_watchlist_item_show_age: says anew how old the price is */
void
cw_watchlist_item_show_age (CwWatchlistItem *self)
{
  gint64 age;
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_WATCHLIST_ITEM (self));

  if (self->row == NULL)
    return;
  age = cw_row_get_price_age (self->row);
  text = age >= 0 ? cw_figure_of_age (age) : g_strdup ("");
  gtk_label_set_label (self->age, text);
}
