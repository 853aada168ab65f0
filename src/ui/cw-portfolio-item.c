/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-item.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-figures.h"
#include "cw-number-input.h"

/* A weight is shown with one decimal of its percents. */
#define VISIBLE_WEIGHT 0.0005

struct _CwPortfolioItem
{
  GObject parent_instance;

  CwRow *row; /* owned */
  gboolean outdated;

  /* What was computed, and of what. */
  CwHolding *holding; /* owned, nullable: as it is kept */
  CwSeries *series;   /* owned, nullable */
  CwHolding *now;     /* owned, nullable: after splits */
  CwPosition position;
  int decimals;
  double weight;
  gboolean only_currency; /* whether nothing is held in another one */
  guint version;          /* counts what would be shown otherwise */
};

enum
{
  SIGNAL_OUTDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwPortfolioItem, cw_portfolio_item, G_TYPE_OBJECT)

/* --- computing --- */

/* Splits are looked for in the exchange's calendar, which takes a while: only for other shares. */
static void
apply_splits (CwPortfolioItem *self, const CwHolding *holding, CwSeries *series)
{
  if (holding == self->holding && series == self->series && self->now != NULL)
    return;
  g_clear_pointer (&self->now, cw_holding_unref);
  self->now = series != NULL ? cw_holding_apply_splits (holding, series) : cw_holding_ref (holding);
  cw_holding_ref (holding);
  g_clear_pointer (&self->holding, cw_holding_unref);
  self->holding = (CwHolding *) holding;
  if (series != NULL)
    cw_series_ref (series);
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series;
}

/* A price alone knows no splits: shares that were bought on some day wait for the bars, if there
 * will be any. */
static gboolean
knows_splits (CwPortfolioItem *self, const CwHolding *holding, CwAnalysis *analysis)
{
  return holding->date == NULL || analysis->series->n_bars > 0 || !cw_row_is_under_way (self->row);
}

static CwPosition
compute (CwPortfolioItem *self, const CwHolding *holding)
{
  CwAnalysis *analysis = cw_row_get_analysis (self->row);
  CwQuote none = cw_quote_make (NAN, NAN, 0);

  if (analysis == NULL || !knows_splits (self, holding, analysis))
    {
      apply_splits (self, holding, NULL);
      return cw_holding_get_position (holding, &none,
                                      holding->currency != NULL ? holding->currency : "");
    }
  apply_splits (self, holding, analysis->series);
  self->decimals = cw_format_find_decimals (analysis->series);
  return cw_holding_get_position (self->now, &analysis->quote, analysis->series->info.currency);
}

/* --- the object --- */

static void
notify_cb (CwPortfolioItem *self)
{
  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_signal_emit (self, signals[SIGNAL_OUTDATED], 0);
}

static void
cw_portfolio_item_dispose (GObject *object)
{
  CwPortfolioItem *self = CW_PORTFOLIO_ITEM (object);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  g_clear_pointer (&self->holding, cw_holding_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  g_clear_pointer (&self->now, cw_holding_unref);
  G_OBJECT_CLASS (cw_portfolio_item_parent_class)->dispose (object);
}

static void
cw_portfolio_item_class_init (CwPortfolioItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_item_dispose;
  signals[SIGNAL_OUTDATED] = g_signal_new ("outdated", CW_TYPE_PORTFOLIO_ITEM, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_portfolio_item_init (CwPortfolioItem *self)
{
  self->decimals = 2;
  self->weight = NAN;
}

/**
 * cw_portfolio_item_new:
 * @row: a row of whose symbol something is held
 *
 * Returns: (transfer full): an item that is outdated from the beginning
 */
CwPortfolioItem *
cw_portfolio_item_new (CwRow *row)
{
  CwPortfolioItem *self = g_object_new (CW_TYPE_PORTFOLIO_ITEM, NULL);

  self->row = g_object_ref (row);
  self->position.value = NAN;
  self->outdated = TRUE;
  g_signal_connect_swapped (row, "notify", G_CALLBACK (notify_cb), self);
  return self;
}

/** cw_portfolio_item_get_row: Returns: (transfer none): the row of its symbol */
CwRow *
cw_portfolio_item_get_row (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), NULL);
  return self->row;
}

/** cw_portfolio_item_get_symbol: Returns: (transfer none): what is held */
const char *
cw_portfolio_item_get_symbol (CwPortfolioItem *self)
{
  return cw_row_get_symbol (cw_portfolio_item_get_row (self));
}

/** cw_portfolio_item_get_name: Returns: (transfer none): the company's name, or its symbol */
const char *
cw_portfolio_item_get_name (CwPortfolioItem *self)
{
  return cw_row_get_name (cw_portfolio_item_get_row (self));
}

/** cw_portfolio_item_get_position: Returns: (transfer none): what it was worth when computed */
const CwPosition *
cw_portfolio_item_get_position (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), NULL);
  return &self->position;
}

/** cw_portfolio_item_get_decimals: Returns: how many decimals its price is shown with */
int
cw_portfolio_item_get_decimals (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), 2);
  return self->decimals;
}

/** cw_portfolio_item_get_weight: Returns: which part of all in its currency it is, or NaN */
double
cw_portfolio_item_get_weight (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), NAN);
  return self->weight;
}

/** cw_portfolio_item_is_in_only_currency: Returns: whether nothing is held in another currency, so
 * that it need not be named everywhere */
gboolean
cw_portfolio_item_is_in_only_currency (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), TRUE);
  return self->only_currency;
}

/** cw_portfolio_item_get_version: Returns: another number whenever something else is to be shown */
guint
cw_portfolio_item_get_version (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), 0);
  return self->version;
}

/**
 * cw_portfolio_item_describe:
 * @self: an item
 *
 * Returns: (transfer full): the holding in words, for who cannot see the table
 */
char *
cw_portfolio_item_describe (CwPortfolioItem *self)
{
  const CwPosition *position = cw_portfolio_item_get_position (self);
  g_autofree char *shares = cw_number_input_format (position->shares);
  g_autofree char *value = cw_format_number (position->value, 2);
  g_autofree char *gain = cw_format_signed (position->gain, 2);
  const char *symbol = cw_portfolio_item_get_symbol (self);

  if (!isfinite (position->value))
    /* Translators: a symbol, a company's name, a number of shares */
    return g_strdup_printf (_ ("%s, %s, %s shares, no price yet"), symbol,
                            cw_portfolio_item_get_name (self), shares);
  if (!isfinite (position->gain))
    /* Translators: a symbol, a company's name, a number of shares, an amount and its currency */
    return g_strdup_printf (_ ("%s, %s, %s shares, worth %s %s"), symbol,
                            cw_portfolio_item_get_name (self), shares, value, position->currency);
  /* Translators: a symbol, a company's name, a number of shares, an amount and its currency, what
   * was gained or lost of it */
  return g_strdup_printf (_ ("%s, %s, %s shares, worth %s %s, gain %s"), symbol,
                          cw_portfolio_item_get_name (self), shares, value, position->currency,
                          gain);
}

/** cw_portfolio_item_is_outdated: Returns: whether the row says something else since */
gboolean
cw_portfolio_item_is_outdated (CwPortfolioItem *self)
{
  g_return_val_if_fail (CW_IS_PORTFOLIO_ITEM (self), FALSE);
  return self->outdated;
}

/** cw_portfolio_item_update: computes anew what the holding is worth */
void
cw_portfolio_item_update (CwPortfolioItem *self)
{
  const CwHolding *holding;

  g_return_if_fail (CW_IS_PORTFOLIO_ITEM (self));

  self->outdated = FALSE;
  holding = cw_row_get_holding (self->row);
  if (holding == NULL)
    return;
  self->position = compute (self, holding);
  self->version++;
}

/**
 * cw_portfolio_item_set_weight:
 * @self: an item
 * @weight: which part of all in its currency it is, or NaN
 * @only_currency: whether nothing is held in another one
 */
void
cw_portfolio_item_set_weight (CwPortfolioItem *self, double weight, gboolean only_currency)
{
  g_return_if_fail (CW_IS_PORTFOLIO_ITEM (self));

  if (only_currency == self->only_currency && isnan (weight) == isnan (self->weight)
      && !(fabs (weight - self->weight) >= VISIBLE_WEIGHT / 5))
    return;
  self->weight = weight;
  self->only_currency = only_currency;
  self->version++;
}
