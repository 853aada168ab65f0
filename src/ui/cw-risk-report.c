/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-report.h"

#include <glib/gi18n-lib.h>

#include "cw-plot-card.h"
#include "cw-risk-group.h"
#include "cw-risk-left-out.h"
#include "cw-risk-shocks.h"
#include "cw-wrap-box.h"

struct _CwRiskReport
{
  GtkWidget parent_instance;

  GtkWidget *box;
  CwRiskLeftOut *left_out;
  CwPlotCard *histogram, *drawdown, *correlation;
  AdwBin *losses, *rewards; /* each holds a CwRiskGroup */
  CwRiskShocks *shocks;
  GtkLabel *basis;

  const CwRiskStudy *study; /* not owned, nullable: what is shown, or about to be */
  guint next;               /* which part of it is next */
  guint tick;               /* while there is one */
};

G_DEFINE_FINAL_TYPE (CwRiskReport, cw_risk_report, GTK_TYPE_WIDGET)

static void
cw_risk_report_dispose (GObject *object)
{
  CwRiskReport *self = CW_RISK_REPORT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_risk_report_parent_class)->dispose (object);
}

/* How narrow it can be is not asked for a height, which a stack does: parts that stand side by side
 * where there is room are not lower the wider they are, and a box that looks for the width of a
 * height among such children looks for it without end. */
static void
cw_risk_report_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (CW_RISK_REPORT (widget)->box, orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
cw_risk_report_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (CW_RISK_REPORT (widget)->box, width, height, baseline, NULL);
}

static GtkSizeRequestMode
cw_risk_report_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_risk_report_class_init (CwRiskReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_PLOT_CARD);
  g_type_ensure (CW_TYPE_RISK_LEFT_OUT);
  g_type_ensure (CW_TYPE_RISK_SHOCKS);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  G_OBJECT_CLASS (klass)->dispose = cw_risk_report_dispose;
  widget_class->measure = cw_risk_report_measure;
  widget_class->size_allocate = cw_risk_report_size_allocate;
  widget_class->get_request_mode = cw_risk_report_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-risk-report.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, box);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, left_out);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, histogram);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, drawdown);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, correlation);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, losses);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, rewards);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, shocks);
  gtk_widget_class_bind_template_child (widget_class, CwRiskReport, basis);
}

static GtkWidget *
get_basis_group (CwRiskReport *self)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (self->basis), ADW_TYPE_PREFERENCES_GROUP);
}

static void
cw_risk_report_init (CwRiskReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->losses), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->rewards), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->shocks), FALSE);
  gtk_widget_set_visible (get_basis_group (self), FALSE);
  adw_bin_set_child (self->losses, cw_risk_group_new (CW_RISK_LOSSES));
  adw_bin_set_child (self->rewards, cw_risk_group_new (CW_RISK_REWARDS));
}

static char *
describe_histogram (const CwRiskStudy *study)
{
  if (study->question->measure.horizon == 1)
    return g_strdup (_ ("The lines mark value at risk and expected shortfall, the curve is the "
                        "normal distribution."));
  return g_strdup (_ ("The lines mark value at risk and expected shortfall of one day, the curve "
                      "is the normal distribution."));
}

static char *
describe_correlation (const CwRiskStudy *study)
{
  if (study->correlation == NULL || study->n_correlated == study->basket->n_symbols)
    return NULL;
  return g_strdup_printf (
      /* Translators: how many symbols are shown, and of how many */
      _ ("The %d of %d symbols that bring most into the portfolio’s risk, in this order."),
      (int) study->n_correlated, (int) study->basket->n_symbols);
}

static const char *
describe_portfolio (const CwRiskStudy *study)
{
  switch (study->question->portfolio)
    {
    case CW_RISK_HOLDINGS:
      return _ ("What is held now, bought on the first day and left alone.");
    case CW_RISK_EQUAL:
      return _ ("Equal parts, brought back to them every day.");
    case CW_RISK_SYMBOL:
    default:
      return _ ("One symbol alone.");
    }
}

static char *
describe_returns (const CwRiskStudy *study)
{
  const CwReturns *returns = study->basket->returns;
  g_autofree char *first = cw_plot_format_day (cw_returns_get_day (returns, 0));
  g_autofree char *last = cw_plot_format_day (cw_returns_get_day (returns, returns->n_days));

  return g_strdup_printf (
      /* Translators: how many daily returns there are, the first and the last day; the last one is
       * the day as of which the figures are */
      g_dngettext (GETTEXT_PACKAGE, "As of %3$s: %1$d simple daily return since %2$s.",
                   "As of %3$s: %1$d simple daily returns since %2$s.", (gulong) returns->n_days),
      (int) returns->n_days, first, last);
}

static char *
describe_basis (const CwRiskStudy *study)
{
  g_autofree char *returns = describe_returns (study);
  g_autofree char *shortest =
      study->shortest != NULL
          /* Translators: %s is a symbol */
          ? g_strdup_printf (_ ("No further back, because %s has the shortest history."),
                             study->shortest)
          : NULL;
  const char *price = study->question->price == CW_RETURNS_CLOSE
                          ? _ ("From closes, without dividends.")
                          : _ ("From closes adjusted for dividends.");
  g_autofree char *market =
      /* Translators: %s is the symbol that stands for the market */
      g_strdup_printf (_ ("Beta and alpha against %s; a year without risk brings nothing."),
                       study->question->benchmark_name);
  const char *parts[] = { returns, describe_portfolio (study), price, market, shortest, NULL };

  return g_strjoinv (" ", (char **) parts);
}

/* --- part by part --- */

static void
show_histogram (CwRiskReport *self, const CwRiskStudy *study)
{
  g_autofree char *caption = describe_histogram (study);

  cw_plot_card_show (self->histogram, study->histogram, caption);
}

static void
show_losses (CwRiskReport *self, const CwRiskStudy *study)
{
  cw_risk_group_show (CW_RISK_GROUP (adw_bin_get_child (self->losses)), study);
  gtk_widget_set_visible (GTK_WIDGET (self->losses), TRUE);
}

static void
show_drawdown (CwRiskReport *self, const CwRiskStudy *study)
{
  cw_plot_card_show (self->drawdown, study->drawdown, NULL);
}

static void
show_rewards (CwRiskReport *self, const CwRiskStudy *study)
{
  cw_risk_group_show (CW_RISK_GROUP (adw_bin_get_child (self->rewards)), study);
  gtk_widget_set_visible (GTK_WIDGET (self->rewards), TRUE);
}

static void
show_correlation (CwRiskReport *self, const CwRiskStudy *study)
{
  g_autofree char *caption = describe_correlation (study);

  cw_plot_card_show (self->correlation, study->correlation, caption);
}

/* Once they are to be seen they are never of another study than the rest. */
static void
show_shocks (CwRiskReport *self, const CwRiskStudy *study)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->shocks)))
    return;
  cw_risk_shocks_show (self->shocks, study);
  gtk_widget_set_visible (GTK_WIDGET (self->shocks), TRUE);
}

static void
show_basis (CwRiskReport *self, const CwRiskStudy *study)
{
  g_autofree char *basis = describe_basis (study);

  gtk_label_set_text (self->basis, basis);
  gtk_widget_set_visible (get_basis_group (self), TRUE);
}

/* From the top down; all at once would take longer than a frame may. */
static void (*const parts[]) (CwRiskReport *self, const CwRiskStudy *study) = {
  show_histogram,   show_losses, show_drawdown, show_rewards,
  show_correlation, show_shocks, show_basis,
};

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  CwRiskReport *self = CW_RISK_REPORT (widget);

  parts[self->next++](self, self->study);
  if (self->next < G_N_ELEMENTS (parts))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/** cw_risk_report_show: @study: (nullable): a study with a basket; it must live until another is
 * shown
 */
void
cw_risk_report_show (CwRiskReport *self, const CwRiskStudy *study)
{
  g_return_if_fail (CW_IS_RISK_REPORT (self));

  self->study = study;
  self->next = 0;
  if (study == NULL || gtk_widget_get_visible (GTK_WIDGET (self->shocks)))
    cw_risk_shocks_show (self->shocks, study);
  cw_risk_left_out_show (self->left_out, study);
  if (study == NULL && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
  else if (study != NULL && self->tick == 0)
    {
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
}

/** cw_risk_report_is_settled: Returns: whether all of the study is shown */
gboolean
cw_risk_report_is_settled (CwRiskReport *self)
{
  g_return_val_if_fail (CW_IS_RISK_REPORT (self), TRUE);
  return self->tick == 0;
}

/** cw_risk_report_set_palette: in which colours prices rise and fall */
void
cw_risk_report_set_palette (CwRiskReport *self, CwPalette palette)
{
  g_return_if_fail (CW_IS_RISK_REPORT (self));

  cw_plot_view_set_palette (cw_plot_card_get_view (self->histogram), palette);
  cw_plot_view_set_palette (cw_plot_card_get_view (self->drawdown), palette);
}
