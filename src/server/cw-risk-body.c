/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-answer.h"

#include <math.h>

#include "cw-chart-query.h"
#include "cw-json-text.h"
#include "cw-joined-returns.h"
#include "cw-symbol.h"

#define MOST_SYMBOLS 100
#define JULIAN_1970 719163 /* GDate's number for the first day of 1970 */
#define USUAL_CONFIDENCE 0.95

/* What was asked for, checked. */
typedef struct
{
  char **symbols;
  double *weights;
  GPtrArray *series; /* of CwSeries */
  CwJoinedReturns *returns;
} Portfolio;

static void
portfolio_clear (Portfolio *portfolio)
{
  g_strfreev (portfolio->symbols);
  g_free (portfolio->weights);
  g_clear_pointer (&portfolio->series, g_ptr_array_unref);
  cw_joined_returns_free (portfolio->returns);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Portfolio, portfolio_clear)

static CwAnswer
fail (guint status, const char *code, const char *message, const char *detail)
{
  GString *text = g_string_new ("{\"error\":{");
  g_autofree char *whole = detail != NULL ? g_strconcat (message, ": ", detail, NULL) : NULL;
  CwAnswer answer;

  cw_json_append_string_member (text, "code", code);
  cw_json_append_string_member (text, "message", whole != NULL ? whole : message);
  g_string_append (text, "}}");
  answer = cw_answer_json (text);
  answer.status = status;
  return answer;
}

static gboolean
find_series (Portfolio *self, CwExchange *exchange, const char *symbols, CwAnswer *error)
{
  g_autoptr (GError) reason = NULL;

  self->symbols = cw_symbol_list_parse (symbols, &reason);
  if (self->symbols == NULL || self->symbols[0] == NULL
      || g_strv_length (self->symbols) > MOST_SYMBOLS)
    {
      *error = fail (400, "bad-request", "“symbols” must name one to a hundred symbols",
                     reason != NULL ? reason->message : NULL);
      return FALSE;
    }
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_series_unref);
  for (gsize i = 0; self->symbols[i] != NULL; i++)
    {
      CwSeries *series = cw_exchange_get_daily (exchange, self->symbols[i]);

      if (series == NULL)
        {
          *error = fail (404, "not-found", "There is no such symbol", self->symbols[i]);
          return FALSE;
        }
      g_ptr_array_add (self->series, series);
    }
  return TRUE;
}

/* Without weights all count the same; those that are sent need not add up to one. */
static gboolean
read_weights (Portfolio *self, const char *text, CwAnswer *error)
{
  guint n = self->series->len;
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);
  double sum = 0;
  gboolean good = text == NULL || g_strv_length (words) == n;

  self->weights = g_new (double, n);
  for (guint i = 0; i < n && good; i++)
    {
      char *end = NULL;

      self->weights[i] = text != NULL ? g_ascii_strtod (words[i], &end) : 1;
      good = isfinite (self->weights[i]) && (end == NULL || (end != words[i] && *end == '\0'));
      sum += self->weights[i];
    }
  if (!good || !(sum > 0))
    {
      *error =
          fail (400, "bad-request",
                "“weights” must give each symbol a number, and more than nothing in all", NULL);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    self->weights[i] /= sum;
  return TRUE;
}

static gboolean
read_portfolio (Portfolio *self,
                CwExchange *exchange,
                const char *symbols,
                const char *weights,
                GHashTable *query,
                CwAnswer *error)
{
  CwChartQuery chart;
  CwSeries **series;

  if (!find_series (self, exchange, symbols, error) || !read_weights (self, weights, error))
    return FALSE;
  series = (CwSeries **) self->series->pdata;
  if (!cw_chart_query_read (&chart, query, "max", series[0], error))
    {
      g_bytes_unref (error->body);
      *error = fail (400, "bad-request", "“range”, “period1” or “period2” cannot be read", NULL);
      return FALSE;
    }
  self->returns =
      cw_joined_returns_new (series, self->weights, self->series->len, chart.start, chart.end);
  return TRUE;
}

static void
append_date (GString *text, gint32 day, gboolean as_key)
{
  GDate date;
  char name[16];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (JULIAN_1970 + day));
  g_snprintf (name, sizeof name, "%04u-%02u-%02u", g_date_get_year (&date),
              (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
  if (as_key)
    cw_json_append_key (text, name);
  else
    cw_json_append_string (text, name);
}

static void
append_returns (GString *text, const CwJoinedReturns *returns)
{
  cw_json_append_key (text, "daily_returns");
  g_string_append_c (text, '{');
  for (gsize i = 0; i < returns->n; i++)
    {
      append_date (text, returns->day[i], TRUE);
      cw_json_append_number (text, returns->value[i]);
    }
  g_string_append_c (text, '}');
}

static void
append_parts (GString *text, const Portfolio *portfolio)
{
  cw_json_append_key (text, "symbols");
  for (gsize i = 0; portfolio->symbols[i] != NULL; i++)
    {
      g_string_append_c (text, i == 0 ? '[' : ',');
      cw_json_append_string (text, portfolio->symbols[i]);
    }
  g_string_append_c (text, ']');
  cw_json_append_key (text, "weights");
  cw_json_append_numbers (text, portfolio->weights, portfolio->series->len);
}

/**
 * cw_risk_returns_answer:
 * @exchange: what is quoted
 * @rest: the symbol
 * @query: (nullable): `range`, or `period1` and `period2`; everything if there is none
 *
 * Returns: the symbol's daily simple returns of the adjusted close, by date
 */
CwAnswer
cw_risk_returns_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_auto (Portfolio) portfolio = { 0 };
  g_autofree char *symbol = cw_symbol_normalize (rest, NULL);
  GString *text;
  CwAnswer error;

  if (symbol == NULL)
    return fail (404, "not-found", "There is no such symbol", NULL);
  if (!read_portfolio (&portfolio, exchange, symbol, NULL, query, &error))
    return error;
  text = g_string_new ("{");
  cw_json_append_string_member (text, "symbol", symbol);
  append_returns (text, portfolio.returns);
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}

/**
 * cw_risk_portfolio_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbols`, and perhaps `weights` and a range
 *
 * Returns: the daily returns of a portfolio that is rebalanced every day, by date
 */
CwAnswer
cw_risk_portfolio_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_auto (Portfolio) portfolio = { 0 };
  const char *symbols = cw_query_get (query, "symbols");
  GString *text;
  CwAnswer error;

  if (!read_portfolio (&portfolio, exchange, symbols != NULL ? symbols : "",
                       cw_query_get (query, "weights"), query, &error))
    return error;
  text = g_string_new ("{");
  append_parts (text, &portfolio);
  append_returns (text, portfolio.returns);
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}

static gboolean
read_confidence (GHashTable *query, double *confidence)
{
  const char *text = cw_query_get (query, "confidence");
  char *end = NULL;

  *confidence = text != NULL ? g_ascii_strtod (text, &end) : USUAL_CONFIDENCE;
  return *confidence > 0 && *confidence < 1 && (end == NULL || *end == '\0');
}

static CwAnswer
write_var (const Portfolio *portfolio, double confidence)
{
  const CwJoinedReturns *returns = portfolio->returns;
  GString *text = g_string_new ("{");

  append_parts (text, portfolio);
  cw_json_append_number_member (text, "confidence", confidence);
  cw_json_append_string_member (text, "method", "historical");
  cw_json_append_integer_member (text, "horizon", 1);
  cw_json_append_integer_member (text, "observations", (gint64) returns->n);
  cw_json_append_key (text, "from");
  append_date (text, returns->day[0], FALSE);
  cw_json_append_key (text, "to");
  append_date (text, returns->day[returns->n - 1], FALSE);
  cw_json_append_number_member (text, "var",
                                MAX (0, -cw_joined_returns_get_quantile (returns, 1 - confidence)));
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}

/**
 * cw_risk_var_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbols`, and perhaps `weights`, `confidence` and a range
 *
 * Returns: the historical value at risk over one day, as a positive fraction: the loss that was
 *   not exceeded on so many days
 */
CwAnswer
cw_risk_var_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_auto (Portfolio) portfolio = { 0 };
  const char *symbols = cw_query_get (query, "symbols");
  double confidence;
  CwAnswer error;

  if (!read_confidence (query, &confidence))
    return fail (400, "bad-request", "“confidence” must lie between 0 and 1", NULL);
  if (!read_portfolio (&portfolio, exchange, symbols != NULL ? symbols : "",
                       cw_query_get (query, "weights"), query, &error))
    return error;
  if (portfolio.returns->n == 0)
    return fail (422, "not-enough-data", "There are not two days that all symbols have", NULL);
  return write_var (&portfolio, confidence);
}
