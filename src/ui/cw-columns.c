/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"

#define SPACE "\xc2\xa0" /* U+00A0: does not break */
#define BARS_A_YEAR 252

/* --- numbers --- */

static double
get_price (CwRow *row, const CwAnalysis *analysis)
{
  return analysis->quote.price;
}

static double
get_change (CwRow *row, const CwAnalysis *analysis)
{
  return analysis->quote.change_percent;
}

static double
get_decision (CwRow *row, const CwAnalysis *analysis)
{
  const CwDecision *decision = analysis->short_term;

  return decision != NULL && decision->action != CW_ACTION_NOT_ENOUGH_DATA ? decision->score
                                                                           : (double) NAN;
}

static double
get_age (CwRow *row, const CwAnalysis *analysis)
{
  gint64 age = cw_row_get_price_age (row);

  return age >= 0 ? (double) age : (double) NAN;
}

/* Over as many bars as the line beside it, so that both tell of the same time. */
static double
get_year (CwRow *row, const CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;
  gsize n = MIN (series->n_bars, BARS_A_YEAR);

  if (n < 2)
    return (double) NAN;
  return 100 * (series->close[series->n_bars - 1] / series->close[series->n_bars - n] - 1);
}

static double
get_pe (CwRow *row, const CwAnalysis *analysis)
{
  return analysis->fundamentals != NULL ? analysis->fundamentals->values[CW_METRIC_PE]
                                        : (double) NAN;
}

static double
get_rsi (CwRow *row, const CwAnalysis *analysis)
{
  return analysis->technicals.rsi;
}

static double
get_volume (CwRow *row, const CwAnalysis *analysis)
{
  const CwSeries *series = analysis->series;

  return series->n_bars > 0 ? series->volume[series->n_bars - 1] : (double) NAN;
}

/* --- figures --- */

static char *
print_year (double value)
{
  return cw_format_percent_to (value, 0);
}

static char *
print_pe (double value)
{
  return cw_format_number (value, 1);
}

static char *
print_rsi (double value)
{
  return cw_format_number (value, 0);
}

/* --- the table --- */

/** What is known of a column: one without @get_number is not sorted by, or by its text; @print
 * makes a figure, for which the row has a line of its own. */
static const struct
{
  const char *id;
  const char *title;
  const char *caption;
  double (*get_number) (CwRow *row, const CwAnalysis *analysis);
  char *(*print) (double value);
} columns[CW_N_COLUMNS] = {
  [CW_COLUMN_SYMBOL] = { "symbol", NC_ ("column", "Symbol"), NULL, NULL, NULL },
  [CW_COLUMN_NAME] = { "name", NC_ ("column", "Name"), NULL, NULL, NULL },
  [CW_COLUMN_PRICE] = { "price", NC_ ("column", "Price"), NULL, get_price, NULL },
  [CW_COLUMN_CHANGE] = { "change", NC_ ("column", "Change"), NULL, get_change, NULL },
  [CW_COLUMN_SPARKLINE] = { "sparkline", NC_ ("column", "Line of the Year"), NULL, NULL, NULL },
  [CW_COLUMN_DECISION] = { "decision", NC_ ("column", "Decision"), NULL, get_decision, NULL },
  [CW_COLUMN_AGE] = { "age", NC_ ("column", "Age"), NULL, get_age, NULL },
  /* Translators: stands before how many percent a price rose or fell in a year, as in 1Y +12 % */
  [CW_COLUMN_YEAR] = { "year", NC_ ("column", "Change in a Year"), NC_ ("figure", "1Y"), get_year,
                       print_year },
  /* Translators: stands before a price-earnings ratio, as in P/E 31.2 */
  [CW_COLUMN_PE] = { "pe", NC_ ("column", "P/E Ratio"), NC_ ("figure", "P/E"), get_pe, print_pe },
  /* Translators: stands before the relative strength index, as in RSI 58 */
  [CW_COLUMN_RSI] = { "rsi", NC_ ("column", "RSI"), NC_ ("figure", "RSI"), get_rsi, print_rsi },
  /* Translators: stands before how many shares changed hands, as in Vol 94.8M */
  [CW_COLUMN_VOLUME] = { "volume", NC_ ("column", "Volume"), NC_ ("figure", "Vol"), get_volume,
                         cw_format_compact },
};

/** cw_column_get_id: Returns: (transfer none): the column's name for machines */
const char *
cw_column_get_id (CwColumn column)
{
  g_return_val_if_fail (column < CW_N_COLUMNS, NULL);
  return columns[column].id;
}

/** cw_column_parse: Returns: whether @id is that of a column, which is then @column */
gboolean
cw_column_parse (const char *id, CwColumn *column)
{
  g_return_val_if_fail (id != NULL && column != NULL, FALSE);

  for (guint i = 0; i < CW_N_COLUMNS; i++)
    if (g_str_equal (columns[i].id, id))
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/** cw_column_get_title: Returns: (transfer none): what a menu calls the column */
const char *
cw_column_get_title (CwColumn column)
{
  g_return_val_if_fail (column < CW_N_COLUMNS, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", columns[column].title);
}

/** cw_column_is_text: Returns: whether the column is sorted as words are */
gboolean
cw_column_is_text (CwColumn column)
{
  return column == CW_COLUMN_SYMBOL || column == CW_COLUMN_NAME;
}

/** cw_column_is_figure: Returns: whether what it says stands in the line of figures */
gboolean
cw_column_is_figure (CwColumn column)
{
  g_return_val_if_fail (column < CW_N_COLUMNS, FALSE);
  return columns[column].print != NULL;
}

/** cw_column_can_hide: Returns: whether a row can do without it */
gboolean
cw_column_can_hide (CwColumn column)
{
  return column != CW_COLUMN_SYMBOL;
}

/** cw_column_can_sort: Returns: whether rows can be sorted by it */
gboolean
cw_column_can_sort (CwColumn column)
{
  g_return_val_if_fail (column < CW_N_COLUMNS, FALSE);
  return cw_column_is_text (column) || columns[column].get_number != NULL;
}

/** cw_column_get_number: Returns: what rows are sorted by, or NaN where that is not known */
double
cw_column_get_number (CwColumn column, CwRow *row)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);

  g_return_val_if_fail (column < CW_N_COLUMNS, (double) NAN);
  if (analysis == NULL || columns[column].get_number == NULL)
    return (double) NAN;
  return columns[column].get_number (row, analysis);
}

/**
 * cw_column_dup_figure:
 * @column: one that is a figure
 * @row: a row
 *
 * Returns: (transfer full): what the row has there, after what it is, as in “RSI 58”
 */
char *
cw_column_dup_figure (CwColumn column, CwRow *row)
{
  double value = cw_column_get_number (column, row);
  g_autofree char *text = NULL;

  g_return_val_if_fail (cw_column_is_figure (column), NULL);
  text = isfinite (value) ? columns[column].print (value) : g_strdup (CW_FORMAT_NO_VALUE);
  return g_strconcat (g_dpgettext2 (GETTEXT_PACKAGE, "figure", columns[column].caption), SPACE,
                      text, NULL);
}
