/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-number-input.h"

#define MONEY_DECIMALS 2

/* --- what the cells say --- */

static char *
describe_change (double amount, double percent, CwDirection *direction)
{
  g_autofree char *text = NULL;

  *direction = cw_direction_of (amount, MONEY_DECIMALS);
  text = isfinite (percent) ? cw_format_percent (percent) : cw_format_signed (amount, 2);
  return cw_direction_add_arrow (*direction, text);
}

/* Where there are no other columns the line below says how many shares at which price. */
static void
fill_symbol (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  const CwPosition *position = cw_portfolio_item_get_position (item);
  const char *name = cw_portfolio_item_get_name (item);
  g_autofree char *shares = NULL;
  g_autofree char *price = NULL;
  g_autofree char *detail = NULL;

  if (narrow)
    {
      shares = cw_number_input_format (position->shares);
      price = cw_format_number (position->price, cw_portfolio_item_get_decimals (item));
      /* Translators: a number of shares and the price of one */
      detail = g_strdup_printf (C_ ("shares and price", "%s × %s"), shares, price);
    }
  else if (!g_str_equal (name, cw_portfolio_item_get_symbol (item)))
    detail = g_strdup (name);
  cw_portfolio_cell_say (cell, cw_portfolio_item_get_symbol (item), detail);
}

static void
fill_shares (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  g_autofree char *shares = cw_number_input_format (cw_portfolio_item_get_position (item)->shares);

  cw_portfolio_cell_say (cell, shares, NULL);
}

static void
fill_cost (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  const CwHolding *holding = cw_row_get_holding (cw_portfolio_item_get_row (item));
  const CwPosition *position = cw_portfolio_item_get_position (item);
  g_autofree char *cost = NULL;

  /* In other money than the price, or without one, it says which, and how it was entered. */
  if (!(isfinite (position->cost) && isfinite (position->price)) && holding != NULL
      && isfinite (holding->cost))
    {
      cost = cw_format_number (holding->cost, MONEY_DECIMALS);
      cw_portfolio_cell_say (cell, cost, holding->currency);
      return;
    }
  cost = cw_format_number (position->cost, MONEY_DECIMALS);
  cw_portfolio_cell_say (cell, cost, NULL);
}

static void
fill_price (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  gint64 age = cw_row_get_price_age (cw_portfolio_item_get_row (item));
  g_autofree char *detail = age >= 0 ? cw_figure_of_age (age) : NULL;
  g_autofree char *price = cw_format_number (cw_portfolio_item_get_position (item)->price,
                                             cw_portfolio_item_get_decimals (item));

  cw_portfolio_cell_say (cell, price, detail);
}

static void
fill_value (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  const CwPosition *position = cw_portfolio_item_get_position (item);
  const char *currency = cw_portfolio_item_is_in_only_currency (item) ? "" : position->currency;
  CwDirection direction = CW_DIRECTION_NONE;
  g_autofree char *value = cw_format_number (position->value, MONEY_DECIMALS);
  g_autofree char *whole = NULL;
  g_autofree char *gain = NULL;

  if (!narrow)
    {
      cw_portfolio_cell_say (cell, value, currency[0] != '\0' ? currency : NULL);
    }
  else
    {
      gain = describe_change (position->gain, position->gain_percent, &direction);
      if (currency[0] != '\0')
        /* Translators: an amount and its currency */
        whole = g_strdup_printf (C_ ("money", "%s %s"), value, currency);
      cw_portfolio_cell_say (cell, whole != NULL ? whole : value, gain);
    }
  cw_portfolio_cell_set_direction (cell, direction, TRUE);
}

static void
fill_change (CwPortfolioCell *cell, double amount, double percent)
{
  CwDirection direction = cw_direction_of (amount, MONEY_DECIMALS);
  g_autofree char *text = cw_format_signed (amount, MONEY_DECIMALS);
  g_autofree char *number = isfinite (percent) ? cw_format_percent (percent) : NULL;
  g_autofree char *detail = number != NULL ? cw_direction_add_arrow (direction, number) : NULL;

  cw_portfolio_cell_say (cell, text, detail);
  cw_portfolio_cell_set_direction (cell, direction, FALSE);
}

static void
fill_gain (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  const CwPosition *position = cw_portfolio_item_get_position (item);

  fill_change (cell, position->gain, position->gain_percent);
}

static void
fill_day (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  const CwPosition *position = cw_portfolio_item_get_position (item);

  fill_change (cell, position->day_change, position->day_change_percent);
}

static void
fill_weight (CwPortfolioCell *cell, CwPortfolioItem *item, gboolean narrow)
{
  double weight = cw_portfolio_item_get_weight (item);
  g_autofree char *text = cw_figure_of_share (weight, 1);

  cw_portfolio_cell_say (cell, text, NULL);
}

/* --- what the columns are sorted by --- */

static double
get_shares (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->shares;
}

static double
get_cost (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->cost;
}

static double
get_price (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->price;
}

static double
get_value (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->value;
}

static double
get_gain (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->gain;
}

static double
get_day (CwPortfolioItem *item)
{
  return cw_portfolio_item_get_position (item)->day_change;
}

static const CwPortfolioColumn columns[] = {
  { "symbol", NC_ ("column", "Holding"), FALSE, CW_PORTFOLIO_NARROW, fill_symbol, NULL },
  { "shares", NC_ ("column", "Shares"), TRUE, CW_PORTFOLIO_MEDIUM, fill_shares, get_shares },
  { "cost", NC_ ("column", "Cost"), TRUE, CW_PORTFOLIO_WIDE, fill_cost, get_cost },
  { "price", NC_ ("column", "Price"), TRUE, CW_PORTFOLIO_MEDIUM, fill_price, get_price },
  { "value", NC_ ("column", "Value"), TRUE, CW_PORTFOLIO_NARROW, fill_value, get_value },
  { "gain", NC_ ("column", "Gain"), TRUE, CW_PORTFOLIO_MEDIUM, fill_gain, get_gain },
  /* Translators: what changed since the previous close */
  { "day", NC_ ("column", "Day"), TRUE, CW_PORTFOLIO_WIDE, fill_day, get_day },
  /* Translators: which part of all that is held in the same currency */
  { "weight", NC_ ("column", "Weight"), TRUE, CW_PORTFOLIO_WIDE, fill_weight,
    cw_portfolio_item_get_weight },
};

/** cw_portfolio_columns_get: Returns: (transfer none) (array length=n): the columns */
const CwPortfolioColumn *
cw_portfolio_columns_get (guint *n)
{
  *n = G_N_ELEMENTS (columns);
  return columns;
}

static int
compare_symbols (CwPortfolioItem *a, CwPortfolioItem *b)
{
  return g_strcmp0 (cw_portfolio_item_get_symbol (a), cw_portfolio_item_get_symbol (b));
}

/**
 * cw_portfolio_column_compare:
 * @a: (type CwPortfolioItem): an item
 * @b: (type CwPortfolioItem): another one
 * @column: (type CwPortfolioColumn): by what
 *
 * Numbers that are not known come first, that is last where the largest come first.
 *
 * Returns: less than, equal to or more than 0
 */
int
cw_portfolio_column_compare (gconstpointer a, gconstpointer b, gpointer column)
{
  const CwPortfolioColumn *by = column;
  CwPortfolioItem *first = (CwPortfolioItem *) a, *second = (CwPortfolioItem *) b;
  double x, y;

  if (by->get_number == NULL)
    return compare_symbols (first, second);
  x = by->get_number (first);
  y = by->get_number (second);
  if (isnan (x) || isnan (y))
    return isnan (y) - isnan (x);
  return (x > y) - (x < y);
}
