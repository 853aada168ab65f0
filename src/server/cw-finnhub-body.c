/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-answer.h"

#include <math.h>

#include "cw-json-text.h"
#include "cw-listing.h"
#include "cw-symbol.h"

/* Where a bundled figure goes. Finnhub gives percent in `metric` and fractions in `series`. */
static const struct
{
  CwReportFigure figure;
  const char *key;    /* in `metric` */
  const char *series; /* in `series.annual`, nullable */
  gboolean percent;
} annual_keys[] = {
  { CW_REPORT_CURRENT_RATIO, "currentRatioAnnual", "currentRatio", FALSE },
  { CW_REPORT_DIVIDENDS_PER_SHARE, "dividendPerShareAnnual", NULL, FALSE },
  { CW_REPORT_EPS, "epsAnnual", "eps", FALSE },
  { CW_REPORT_GROSS_MARGIN, "grossMarginAnnual", "grossMargin", TRUE },
  { CW_REPORT_LONG_TERM_DEBT_TO_EQUITY, "longTermDebt/equityAnnual", "longtermDebtTotalEquity",
    FALSE },
  { CW_REPORT_NET_MARGIN, "netProfitMarginAnnual", "netMargin", TRUE },
  { CW_REPORT_OPERATING_MARGIN, "operatingMarginAnnual", "operatingMargin", TRUE },
  { CW_REPORT_ROA, "roaRfy", "roa", TRUE },
  { CW_REPORT_ROE, "roeRfy", "roe", TRUE },
  { CW_REPORT_DEBT_TO_EQUITY, "totalDebt/totalEquityAnnual", "totalDebtToEquity", FALSE },
};

static const char *const sim_keys[CW_N_SIM_FIGURES] = {
  [CW_SIM_DEBT_TO_EQUITY] = "totalDebt/totalEquityQuarterly",
  [CW_SIM_LONG_TERM_DEBT_TO_EQUITY] = "longTermDebt/equityQuarterly",
  [CW_SIM_ROE] = "roeTTM",
  [CW_SIM_ROA] = "roaTTM",
  [CW_SIM_ROI] = "roiTTM",
  [CW_SIM_GROSS_MARGIN] = "grossMarginTTM",
  [CW_SIM_OPERATING_MARGIN] = "operatingMarginTTM",
  [CW_SIM_NET_MARGIN] = "netProfitMarginTTM",
  [CW_SIM_CURRENT_RATIO] = "currentRatioQuarterly",
  [CW_SIM_QUICK_RATIO] = "quickRatioQuarterly",
  [CW_SIM_EPS_GROWTH] = "epsGrowth5Y",
  [CW_SIM_REVENUE_GROWTH] = "revenueGrowth5Y",
  [CW_SIM_EPS] = "epsTTM",
  [CW_SIM_PE] = "peTTM",
  [CW_SIM_PB] = "pbQuarterly",
  [CW_SIM_PS] = "psTTM",
};

static char *
asked_symbol (GHashTable *query)
{
  const char *text = cw_query_get (query, "symbol");

  return text != NULL ? cw_symbol_normalize (text, NULL) : NULL;
}

static CwSeries *
find_asked (CwExchange *exchange, GHashTable *query)
{
  g_autofree char *symbol = asked_symbol (query);

  return symbol != NULL ? cw_exchange_get_daily (exchange, symbol) : NULL;
}

/* Whole hundredths of a percent, so that 0.8787 becomes 87.87 and not its neighbour. */
static double
to_percent (double fraction)
{
  return round (fraction * 1e4) / 100;
}

/* What the report does not give, Finnhub gives as null. */
static void
append_report_metrics (GString *text, const CwReport *report)
{
  for (gsize i = 0; i < G_N_ELEMENTS (annual_keys); i++)
    {
      double figure = report->figures[annual_keys[i].figure];

      cw_json_append_number_member (text, annual_keys[i].key,
                                    annual_keys[i].percent ? to_percent (figure) : figure);
    }
}

static void
append_report_series (GString *text, const CwReport *report)
{
  cw_json_append_key (text, "annual");
  g_string_append_c (text, '{');
  for (gsize i = 0; i < G_N_ELEMENTS (annual_keys); i++)
    {
      double figure = report->figures[annual_keys[i].figure];

      if (annual_keys[i].series == NULL || isnan (figure))
        continue;
      cw_json_append_key (text, annual_keys[i].series);
      g_string_append (text, "[{");
      cw_json_append_string_member (text, "period", report->year_end);
      cw_json_append_number_member (text, "v", figure);
      g_string_append (text, "}]");
    }
  g_string_append (text, "},\"quarterly\":{}");
}

/* Of the figures that are missing, every other one is missing altogether and the rest is null, as
 * happens with Finnhub. */
static void
append_sim_metrics (GString *text, CwExchange *exchange, const char *symbol)
{
  double figures[CW_N_SIM_FIGURES];

  cw_sim_market_get_figures (cw_exchange_get_sim_market (exchange), symbol, figures);
  for (guint i = 0; i < CW_N_SIM_FIGURES; i++)
    if (!isnan (figures[i]) || i % 2 == 0)
      cw_json_append_number_member (text, sim_keys[i], figures[i]);
}

/**
 * cw_finnhub_metric_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbol`
 *
 * A bundled company's figures are those of its fiscal year 2020 and have that year's names. There
 * are none that need a price, because the report's day and the price's are not the same.
 *
 * Returns: an answer in the shape of Finnhub's `/api/v1/stock/metric`
 */
CwAnswer
cw_finnhub_metric_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_autofree char *symbol = asked_symbol (query);
  gboolean simulated = symbol != NULL && cw_exchange_is_simulated (exchange, symbol);
  g_autoptr (CwReport) report =
      symbol != NULL && !simulated ? cw_demo_data_load_report (symbol) : NULL;
  GString *text = g_string_new ("{\"metric\":{");

  if (simulated)
    append_sim_metrics (text, exchange, symbol);
  else if (report != NULL)
    append_report_metrics (text, report);
  g_string_append (text, "},\"metricType\":\"all\",\"series\":{");
  if (report != NULL)
    append_report_series (text, report);
  g_string_append_c (text, '}');
  cw_json_append_string_member (text, "symbol", symbol != NULL ? symbol : "");
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}

/**
 * cw_finnhub_quote_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbol`
 *
 * Returns: an answer in the shape of Finnhub's `/api/v1/quote`
 */
CwAnswer
cw_finnhub_quote_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_autoptr (CwSeries) daily = find_asked (exchange, query);
  GString *text = g_string_new ("{");
  gsize last = daily != NULL ? daily->n_bars - 1 : 0;
  double price = daily != NULL ? daily->close[last] : 0;
  double before = daily != NULL ? daily->info.previous_close : 0;
  double change = daily != NULL ? price - before : NAN;

  cw_json_append_number_member (text, "c", price);
  cw_json_append_number_member (text, "d", round (change * 1e4) / 1e4);
  cw_json_append_number_member (text, "dp", round (100 * change / before * 1e4) / 1e4);
  cw_json_append_number_member (text, "h", daily != NULL ? daily->high[last] : 0);
  cw_json_append_number_member (text, "l", daily != NULL ? daily->low[last] : 0);
  cw_json_append_number_member (text, "o", daily != NULL ? daily->open[last] : 0);
  cw_json_append_number_member (text, "pc", before);
  cw_json_append_integer_member (text, "t", daily != NULL ? daily->info.market_time : 0);
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}

/**
 * cw_finnhub_profile_answer:
 * @exchange: what is quoted
 * @rest: not looked at
 * @query: (nullable): `symbol`
 *
 * Returns: an answer in the shape of Finnhub's `/api/v1/stock/profile2`
 */
CwAnswer
cw_finnhub_profile_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  g_autoptr (CwSeries) daily = find_asked (exchange, query);
  GString *text = g_string_new ("{");

  if (daily != NULL && g_str_equal (daily->info.instrument_type, "EQUITY"))
    {
      cw_json_append_string_member (text, "country", "US");
      cw_json_append_string_member (text, "currency", daily->info.currency);
      cw_json_append_string_member (text, "estimateCurrency", daily->info.currency);
      cw_json_append_string_member (text, "exchange", daily->info.exchange);
      cw_json_append_string_member (text, "name", daily->info.name);
      cw_json_append_string_member (text, "ticker", daily->info.symbol);
    }
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}
