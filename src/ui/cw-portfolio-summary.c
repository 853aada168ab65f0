/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-allocation.h"
#include "cw-figures.h"
#include "cw-wrap-box.h"

#define MONEY_DECIMALS 2

struct _CwPortfolioSummary
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *value;
  GtkLabel *age;
  GtkLabel *gain;
  GtkLabel *gain_percent;
  GtkLabel *day;
  GtkLabel *day_percent;
  GtkLabel *missing;
  CwAllocation *allocation;
};

G_DEFINE_FINAL_TYPE (CwPortfolioSummary, cw_portfolio_summary, GTK_TYPE_WIDGET)

static void
show_change (GtkLabel *amount_label, GtkLabel *percent_label, double amount, double percent)
{
  CwDirection direction = cw_direction_of (amount, MONEY_DECIMALS);
  const char *style = cw_direction_get_css_class (direction);
  const char *amount_classes[] = { "heading", "numeric", style, NULL };
  const char *percent_classes[] = { "caption", "numeric", style, NULL };
  g_autofree char *text = cw_format_signed (amount, MONEY_DECIMALS);
  g_autofree char *number = isfinite (percent) ? cw_format_percent (percent) : NULL;
  g_autofree char *in_percent = number != NULL ? cw_direction_add_arrow (direction, number) : NULL;

  gtk_label_set_label (amount_label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (amount_label), amount_classes);
  gtk_label_set_label (percent_label, in_percent != NULL ? in_percent : "");
  gtk_widget_set_css_classes (GTK_WIDGET (percent_label), percent_classes);
}

static void
show_value (CwPortfolioSummary *self, const CwPositionSum *sum)
{
  g_autofree char *number = cw_format_number (sum->value, MONEY_DECIMALS);
  g_autofree char *text = NULL;

  if (sum->currency[0] != '\0')
    /* Translators: an amount and its currency */
    text = g_strdup_printf (C_ ("money", "%s %s"), number, sum->currency);
  gtk_label_set_label (self->value, text != NULL ? text : number);
}

/* The oldest price is the one that a sum is to be judged by. */
static void
show_age (CwPortfolioSummary *self, const CwPositionSum *sum, gint64 now)
{
  g_autofree char *age = cw_figure_of_age_in_words (MAX (now - sum->oldest, 0));
  g_autofree char *text = NULL;

  if (sum->oldest == 0)
    text = g_strdup (_ ("The age of the prices is not known"));
  else
    /* Translators: %s is for example “just now” or “5 min old” */
    text = g_strdup_printf (_ ("Oldest price: %s"), age);
  gtk_label_set_label (self->age, text);
}

static void
show_missing (CwPortfolioSummary *self, const CwPositionSum *sum)
{
  g_autofree char *text = NULL;

  if (sum->n_costless > 0)
    /* Translators: a number of holdings, and a currency */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Gain without %u holding whose cost in %s is not known",
                                         "Gain without %u holdings whose cost in %s is not known",
                                         sum->n_costless),
                            sum->n_costless, sum->currency);
  gtk_label_set_label (self->missing, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), text != NULL);
}

static void
show_allocation (CwPortfolioSummary *self, CwHoldingsModel *portfolio, const CwPositionSum *sum)
{
  g_autoptr (GPtrArray) largest =
      cw_holdings_model_get_largest (portfolio, sum->currency, CW_ALLOCATION_MAX_PARTS);
  CwAllocationPart parts[CW_ALLOCATION_MAX_PARTS];
  guint n = largest->len;
  double rest = 1;

  if (sum->n_positions > CW_ALLOCATION_MAX_PARTS)
    n = CW_ALLOCATION_MAX_PARTS - 1;
  for (guint i = 0; i < n; i++)
    {
      CwPortfolioItem *item = g_ptr_array_index (largest, i);

      parts[i].name = cw_portfolio_item_get_symbol (item);
      parts[i].weight = cw_portfolio_item_get_weight (item);
      parts[i].is_rest = FALSE;
      rest -= parts[i].weight;
    }
  if (sum->n_positions > CW_ALLOCATION_MAX_PARTS)
    /* Translators: the many holdings that are too small to be named one by one */
    parts[n++] = (CwAllocationPart){ C_ ("allocation", "Others"), MAX (rest, 0), TRUE };
  cw_allocation_show (self->allocation, parts, n);
}

/* --- the widget --- */

static void
cw_portfolio_summary_dispose (GObject *object)
{
  g_clear_pointer (&CW_PORTFOLIO_SUMMARY (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_portfolio_summary_parent_class)->dispose (object);
}

static void
cw_portfolio_summary_class_init (CwPortfolioSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_ALLOCATION);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_summary_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-portfolio-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, box);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, value);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, age);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, gain);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, gain_percent);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, day);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, day_percent);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, missing);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioSummary, allocation);
}

static void
cw_portfolio_summary_init (CwPortfolioSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_portfolio_summary_show:
 * @self: a summary
 * @portfolio: what is held
 * @sum: one of its sums
 * @now: the market's time
 */
void
cw_portfolio_summary_show (CwPortfolioSummary *self,
                           CwHoldingsModel *portfolio,
                           const CwPositionSum *sum,
                           gint64 now)
{
  g_return_if_fail (CW_IS_PORTFOLIO_SUMMARY (self) && sum != NULL);

  show_value (self, sum);
  show_age (self, sum, now);
  show_change (self->gain, self->gain_percent, sum->gain, sum->gain_percent);
  show_change (self->day, self->day_percent, sum->day_change, sum->day_change_percent);
  show_missing (self, sum);
  show_allocation (self, portfolio, sum);
}
