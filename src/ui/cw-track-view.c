/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-track-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-card.h"
#include "cw-figures.h"

#define BASIS_POINTS 1e4

enum
{
  ROW_YEAR,
  ROW_FALL,
  ROW_VOLATILITY,
  N_ROWS
};

enum
{
  COLUMN_RULE,
  COLUMN_HOLDING,
  N_COLUMNS
};

struct _CwTrackView
{
  GtkWidget parent_instance;

  CwSymbolStudy *study; /* owned, nullable */

  GtkExpander *expander;
  GtkBox *box; /* NULL until somebody has unfolded it */
  GtkLabel *cells[N_ROWS][N_COLUMNS];
  GtkLabel *year;
  GtkLabel *share, *buys, *sells, *costs;
};

enum
{
  SIGNAL_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwTrackView, cw_track_view, GTK_TYPE_WIDGET)

static void
cw_track_view_dispose (GObject *object)
{
  CwTrackView *self = CW_TRACK_VIEW (object);
  GtkWidget *expander = GTK_WIDGET (g_steal_pointer (&self->expander));

  if (expander != NULL)
    gtk_widget_unparent (expander);
  self->box = NULL;
  g_clear_pointer (&self->study, cw_symbol_study_unref);
  G_OBJECT_CLASS (cw_track_view_parent_class)->dispose (object);
}

static void
cw_track_view_class_init (CwTrackViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_track_view_dispose;
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", CW_TYPE_TRACK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
attach (GtkGrid *grid, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, column > 0 && row > 0 ? "numeric" : "dim-label");
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static GtkWidget *
make_grid (CwTrackView *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 3);
  /* Translators: above what following a rule brought */
  attach (grid, C_ ("track record", "Rule"), 1, 0);
  /* Translators: above what buying and not selling brought */
  attach (grid, C_ ("track record", "Holding"), 2, 0);
  self->year = attach (grid, "", 0, 1 + ROW_YEAR);
  attach (grid, _ ("Deepest fall"), 0, 1 + ROW_FALL);
  attach (grid, _ ("Volatility a year"), 0, 1 + ROW_VOLATILITY);
  for (int row = 0; row < N_ROWS; row++)
    for (int column = 0; column < N_COLUMNS; column++)
      self->cells[row][column] = attach (grid, "", 1 + column, 1 + row);
  return GTK_WIDGET (grid);
}

static double
share_of (const CwFollowUp *found)
{
  return found->n > 0 ? (double) found->n_right / (double) found->n : (double) NAN;
}

static char *
describe_buys (const CwSymbolStudy *study)
{
  g_autofree char *right = cw_figure_of_share (share_of (&study->buys), 0);
  g_autofree char *any = cw_figure_of_share (share_of (&study->any_day), 0);
  guint n = (guint) study->buys.n;

  if (n == 0)
    return g_strdup (_ ("It has not said “buy” so far."));
  /* Translators: how many decisions to buy; after what share of them the price was higher twenty
   * days of trading later; after what share of all days it was */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u decision to buy: after %s of them the price was higher 20 days later, "
                   "after any day %s of the time.",
                   "%u decisions to buy: after %s of them the price was higher 20 days later, "
                   "after any day %s of the time.",
                   n),
      n, right, any);
}

static char *
describe_sells (const CwSymbolStudy *study)
{
  g_autofree char *right = cw_figure_of_share (share_of (&study->sells), 0);
  guint n = (guint) study->sells.n;

  if (n == 0)
    return g_strdup (_ ("It has not said “sell” so far."));
  /* Translators: how many decisions to sell; after what share of them the price was lower twenty
   * days of trading later */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u decision to sell: after %s of them it was lower 20 days later.",
                   "%u decisions to sell: after %s of them it was lower 20 days later.", n),
      n, right);
}

/* Days on which there was too little to decide are left out. */
static char *
describe_shares (const CwBacktest *backtest)
{
  const gsize *n = backtest->n_decisions;
  double all = (double) (n[CW_ACTION_BUY] + n[CW_ACTION_HOLD] + n[CW_ACTION_SELL]);
  g_autofree char *buy = cw_figure_of_share ((double) n[CW_ACTION_BUY] / all, 0);
  g_autofree char *hold = cw_figure_of_share ((double) n[CW_ACTION_HOLD] / all, 0);
  g_autofree char *sell = cw_figure_of_share ((double) n[CW_ACTION_SELL] / all, 0);

  /* Translators: on what share of the days a rule said what */
  return g_strdup_printf (_ ("Buy on %s of the days, hold on %s, sell on %s."), buy, hold, sell);
}

static char *
describe_costs (const CwBacktest *backtest)
{
  g_autofree char *invested = cw_figure_of_share (backtest->exposure, 0);
  g_autofree char *cost = cw_figure_of_share (backtest->cost_bps / BASIS_POINTS, 2);

  /* Translators: on what share of the days money was in; what each purchase and sale cost */
  return g_strdup_printf (_ ("Invested on %s of the days; each trade costs %s. Past results need "
                             "not come again."),
                          invested, cost);
}

static void
show_record (CwTrackView *self, int column, const CwTrackRecord *record, gboolean annual)
{
  g_autofree char *gain =
      cw_format_percent_to (100 * (annual ? record->annual_return : record->total_return), 1);
  g_autofree char *fall = cw_figure_of_share (record->max_drawdown, 1);
  g_autofree char *volatility = cw_figure_of_share (record->volatility, 1);

  gtk_label_set_label (self->cells[ROW_YEAR][column], gain);
  gtk_label_set_label (self->cells[ROW_FALL][column], fall);
  gtk_label_set_label (self->cells[ROW_VOLATILITY][column], volatility);
}

static void
show_records (CwTrackView *self, const CwBacktest *backtest)
{
  gboolean annual = !isnan (backtest->rule.annual_return);

  /* Translators: what was gained: a year, or where there is less than a year, in all */
  gtk_label_set_label (self->year, annual ? _ ("Gain a year") : _ ("Gain"));
  show_record (self, COLUMN_RULE, &backtest->rule, annual);
  show_record (self, COLUMN_HOLDING, &backtest->hold, annual);
}

static void
show_study (CwTrackView *self)
{
  const CwBacktest *backtest = self->study->backtest;
  g_autofree char *buys = describe_buys (self->study);
  g_autofree char *sells = describe_sells (self->study);
  g_autofree char *shares = describe_shares (backtest);
  g_autofree char *costs = describe_costs (backtest);

  cw_card_set_text (self->buys, buys);
  cw_card_set_text (self->sells, sells);
  cw_card_set_text (self->share, shares);
  show_records (self, backtest);
  cw_card_set_text (self->costs, costs);
}

/* --- the widget --- */

static void
fill (CwTrackView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 6);
  gtk_box_append (self->box, make_grid (self));
  self->buys = cw_card_add_text (self->box);
  self->sells = cw_card_add_text (self->box);
  self->share = cw_card_add_text (self->box);
  self->costs = cw_card_add_text (self->box);
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->box));
}

static void
unfolded_cb (CwTrackView *self)
{
  if (self->box != NULL || !gtk_expander_get_expanded (self->expander))
    return;
  fill (self);
  if (self->study != NULL)
    show_study (self);
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

static void
cw_track_view_init (CwTrackView *self)
{
  static const char *const heading[] = { "caption-heading", "dim-label", NULL };
  GtkWidget *title = gtk_label_new (_ ("Track Record"));

  gtk_widget_set_css_classes (title, (const char **) heading);
  self->expander = GTK_EXPANDER (gtk_expander_new (NULL));
  gtk_expander_set_label_widget (self->expander, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Track Record"), -1);
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (unfolded_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
}

/**
 * cw_track_view_set_study:
 * @self: a view
 * @study: (nullable): what to show; of a history that is too short for the rule nothing is shown
 */
void
cw_track_view_set_study (CwTrackView *self, CwSymbolStudy *study)
{
  g_return_if_fail (CW_IS_TRACK_VIEW (self));

  g_clear_pointer (&self->study, cw_symbol_study_unref);
  if (study != NULL && study->backtest->n_bars >= 2)
    self->study = cw_symbol_study_ref (study);
  if (self->box == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->box), self->study != NULL);
  if (self->study != NULL)
    show_study (self);
}
