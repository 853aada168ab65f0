/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-item.h"

#include <math.h>

#include "cw-format.h"
#include "cw-plot.h"
#include "cw-scenarios.h"

struct _CwRiskItem
{
  GObject parent_instance;

  char *symbol;
  double weight, beta, change, actual;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CwRiskItem, cw_risk_item, G_TYPE_OBJECT)

static void
cw_risk_item_finalize (GObject *object)
{
  g_free (CW_RISK_ITEM (object)->symbol);
  G_OBJECT_CLASS (cw_risk_item_parent_class)->finalize (object);
}

static void
cw_risk_item_class_init (CwRiskItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_risk_item_finalize;
  changed_signal = g_signal_new ("changed", CW_TYPE_RISK_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cw_risk_item_init (CwRiskItem *self)
{
  self->symbol = g_strdup ("");
  self->weight = self->beta = self->change = self->actual = (double) NAN;
}

/** cw_risk_item_new: Returns: (transfer full): a place for a symbol */
CwRiskItem *
cw_risk_item_new (void)
{
  return g_object_new (CW_TYPE_RISK_ITEM, NULL);
}

/**
 * cw_risk_item_set:
 * @self: a place
 * @symbol: whose it is from now on
 * @weight: what part of a portfolio it is
 * @beta: its beta, NaN if that is not known
 *
 * Seen after cw_risk_item_apply().
 */
void
cw_risk_item_set (CwRiskItem *self, const char *symbol, double weight, double beta)
{
  g_return_if_fail (CW_IS_RISK_ITEM (self) && symbol != NULL);
  if (g_strcmp0 (self->symbol, symbol) != 0)
    {
      g_free (self->symbol);
      self->symbol = g_strdup (symbol);
    }
  self->weight = weight;
  self->beta = beta;
}

/**
 * cw_risk_item_apply:
 * @self: a symbol
 * @market_return: what the market does
 * @actual: what really happened to the symbol, NaN if it did not or is not known
 *
 * Puts the symbol into a scenario.
 */
void
cw_risk_item_apply (CwRiskItem *self, double market_return, double actual)
{
  g_return_if_fail (CW_IS_RISK_ITEM (self));

  self->change = cw_scenario_apply (market_return, self->beta).change;
  self->actual = actual;
  g_signal_emit (self, changed_signal, 0);
}

/** cw_risk_item_dup_text: Returns: (transfer full): what stands in a column of the table */
char *
cw_risk_item_dup_text (CwRiskItem *self, CwRiskColumn column)
{
  g_return_val_if_fail (CW_IS_RISK_ITEM (self), NULL);

  switch (column)
    {
    case CW_RISK_COLUMN_WEIGHT:
      return cw_plot_format_share (self->weight, 1);
    case CW_RISK_COLUMN_BETA:
      return cw_format_number (self->beta, 2);
    case CW_RISK_COLUMN_CHANGE:
      return cw_format_percent_to (100 * self->change, 1);
    case CW_RISK_COLUMN_ACTUAL:
      return cw_format_percent_to (100 * self->actual, 1);
    case CW_RISK_COLUMN_SYMBOL:
    default:
      return g_strdup (self->symbol);
    }
}
