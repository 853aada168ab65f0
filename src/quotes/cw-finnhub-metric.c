/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-finnhub-metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-json.h"
#include "cw-quotes-error.h"

/* A ratio of debt to equity beyond this is more likely a percentage: units have changed before. */
#define DOUBTFUL_RATIO 50
/* The list of a century of quarters stays below this. */
#define MAX_SERIES (2 * 1024 * 1024)
#define DATE_LENGTH 10

typedef enum
{
  AS_IS,
  PERCENT,
  MILLIONS,
} Unit;

/* What a figure is taken over. */
typedef enum
{
  OTHER,
  INTERIM, /* the last quarter, or the four last */
  ANNUAL,  /* the last fiscal year */
} Span;

typedef struct
{
  CwMetric metric;
  Unit unit;
  Span span;
  const char *key;
} Source;

/* In order of preference. */
static const Source sources[] = {
  { CW_METRIC_DEBT_TO_EQUITY, AS_IS, INTERIM, "totalDebt/totalEquityQuarterly" },
  { CW_METRIC_DEBT_TO_EQUITY, AS_IS, ANNUAL, "totalDebt/totalEquityAnnual" },
  { CW_METRIC_LONG_TERM_DEBT_TO_EQUITY, AS_IS, INTERIM, "longTermDebt/equityQuarterly" },
  { CW_METRIC_LONG_TERM_DEBT_TO_EQUITY, AS_IS, ANNUAL, "longTermDebt/equityAnnual" },
  { CW_METRIC_ROE, PERCENT, INTERIM, "roeTTM" },
  { CW_METRIC_ROE, PERCENT, ANNUAL, "roeRfy" },
  { CW_METRIC_ROE, PERCENT, OTHER, "roe5Y" },
  { CW_METRIC_ROA, PERCENT, INTERIM, "roaTTM" },
  { CW_METRIC_ROA, PERCENT, ANNUAL, "roaRfy" },
  { CW_METRIC_ROA, PERCENT, OTHER, "roa5Y" },
  { CW_METRIC_ROI, PERCENT, INTERIM, "roiTTM" },
  { CW_METRIC_ROI, PERCENT, ANNUAL, "roiAnnual" },
  { CW_METRIC_ROI, PERCENT, OTHER, "roi5Y" },
  { CW_METRIC_GROSS_MARGIN, PERCENT, INTERIM, "grossMarginTTM" },
  { CW_METRIC_GROSS_MARGIN, PERCENT, ANNUAL, "grossMarginAnnual" },
  { CW_METRIC_GROSS_MARGIN, PERCENT, OTHER, "grossMargin5Y" },
  { CW_METRIC_OPERATING_MARGIN, PERCENT, INTERIM, "operatingMarginTTM" },
  { CW_METRIC_OPERATING_MARGIN, PERCENT, ANNUAL, "operatingMarginAnnual" },
  { CW_METRIC_OPERATING_MARGIN, PERCENT, OTHER, "operatingMargin5Y" },
  { CW_METRIC_NET_MARGIN, PERCENT, INTERIM, "netProfitMarginTTM" },
  { CW_METRIC_NET_MARGIN, PERCENT, ANNUAL, "netProfitMarginAnnual" },
  { CW_METRIC_NET_MARGIN, PERCENT, OTHER, "netProfitMargin5Y" },
  { CW_METRIC_CURRENT_RATIO, AS_IS, INTERIM, "currentRatioQuarterly" },
  { CW_METRIC_CURRENT_RATIO, AS_IS, ANNUAL, "currentRatioAnnual" },
  { CW_METRIC_QUICK_RATIO, AS_IS, INTERIM, "quickRatioQuarterly" },
  { CW_METRIC_QUICK_RATIO, AS_IS, ANNUAL, "quickRatioAnnual" },
  { CW_METRIC_PE, AS_IS, INTERIM, "peTTM" },
  { CW_METRIC_PE, AS_IS, ANNUAL, "peAnnual" },
  { CW_METRIC_FORWARD_PE, AS_IS, OTHER, "forwardPE" },
  { CW_METRIC_PEG, AS_IS, INTERIM, "pegTTM" },
  { CW_METRIC_PB, AS_IS, INTERIM, "pbQuarterly" },
  { CW_METRIC_PB, AS_IS, OTHER, "pb" },
  { CW_METRIC_PB, AS_IS, ANNUAL, "pbAnnual" },
  { CW_METRIC_PS, AS_IS, INTERIM, "psTTM" },
  { CW_METRIC_PS, AS_IS, ANNUAL, "psAnnual" },
  { CW_METRIC_EPS, AS_IS, INTERIM, "epsTTM" },
  { CW_METRIC_EPS, AS_IS, ANNUAL, "epsAnnual" },
  { CW_METRIC_BOOK_VALUE_PER_SHARE, AS_IS, INTERIM, "bookValuePerShareQuarterly" },
  { CW_METRIC_BOOK_VALUE_PER_SHARE, AS_IS, ANNUAL, "bookValuePerShareAnnual" },
  { CW_METRIC_EPS_GROWTH_5Y, PERCENT, OTHER, "epsGrowth5Y" },
  { CW_METRIC_REVENUE_GROWTH_5Y, PERCENT, OTHER, "revenueGrowth5Y" },
  { CW_METRIC_DIVIDEND_YIELD, PERCENT, OTHER, "dividendYieldIndicatedAnnual" },
  { CW_METRIC_DIVIDEND_YIELD, PERCENT, INTERIM, "currentDividendYieldTTM" },
  { CW_METRIC_PAYOUT_RATIO, PERCENT, INTERIM, "payoutRatioTTM" },
  { CW_METRIC_PAYOUT_RATIO, PERCENT, ANNUAL, "payoutRatioAnnual" },
  { CW_METRIC_BETA, AS_IS, OTHER, "beta" },
  { CW_METRIC_MARKET_CAP, MILLIONS, OTHER, "marketCapitalization" },
};

static double
convert (double value, Unit unit)
{
  if (unit == PERCENT)
    return value / 100;
  return unit == MILLIONS ? value * 1e6 : value;
}

/* Returns whether all figures that have a span come from the last fiscal year. */
static gboolean
read_metrics (CwFundamentals *fundamentals, JsonObject *metric)
{
  guint n_interim = 0, n_annual = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      const Source *source = &sources[i];
      double value = convert (cw_json_get_number (metric, source->key), source->unit);

      if (!isnan (fundamentals->values[source->metric]) || !isfinite (value))
        continue;
      fundamentals->values[source->metric] = value;
      n_interim += source->span == INTERIM;
      n_annual += source->span == ANNUAL;
    }
  for (CwMetric i = CW_METRIC_DEBT_TO_EQUITY; i <= CW_METRIC_LONG_TERM_DEBT_TO_EQUITY; i++)
    fundamentals->doubtful[i] = fabs (fundamentals->values[i]) > DOUBTFUL_RATIO;
  return n_annual > 0 && n_interim == 0;
}

static gboolean
is_date (const char *text)
{
  GDate date;

  if (text == NULL || strlen (text) != DATE_LENGTH || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (gsize i = 0; i < DATE_LENGTH; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                           (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                           (GDateYear) g_ascii_strtoull (text, NULL, 10));
}

static void
find_latest (JsonObject *lists, const char *name, const char **latest)
{
  JsonArray *list = cw_json_get_array (lists, name);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *period =
          cw_json_get_string (cw_json_get_root (json_array_get_element (list, i)), "period");

      if (is_date (period) && (*latest == NULL || strcmp (period, *latest) > 0))
        *latest = period;
    }
}

static char *
find_period_end (CwJsonSlice series)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GList) names = NULL;
  JsonObject *annual;
  const char *latest = NULL;

  if (series.start != NULL && series.length <= MAX_SERIES)
    node = cw_json_parse (series.start, series.length, NULL);
  annual = cw_json_get_object (cw_json_get_root (node), "annual");
  if (annual != NULL)
    names = json_object_get_members (annual);
  for (GList *l = names; l != NULL; l = l->next)
    find_latest (annual, l->data, &latest);
  return g_strdup (latest != NULL ? latest : "");
}

/* The lists under `series` are a hundred times as long as what is needed, so they are only gone
 * over, and read if the fiscal year must be known. */
static gboolean
find_parts (const char *body, gsize length, CwJsonSlice *metric, CwJsonSlice *series)
{
  CwJsonScan scan;
  CwJsonSlice name, value;

  cw_json_scan_init (&scan, body, length);
  if (!cw_json_scan_enter (&scan, '{'))
    return FALSE;
  while (cw_json_scan_next_member (&scan, &name))
    {
      cw_json_scan_skip (&scan, &value);
      if (cw_json_slice_equals (name, "metric"))
        *metric = value;
      else if (cw_json_slice_equals (name, "series"))
        *series = value;
    }
  return cw_json_scan_end (&scan);
}

/**
 * cw_finnhub_metric_parse:
 * @body: (array length=length): the answer of Finnhub's `stock/metric`, with status 200
 * @length: its length in bytes
 * @symbol: the symbol that was asked for
 * @source: for people: who gave the answer
 * @error: return location for a #CwQuotesError
 *
 * Reads a company's figures. Percentages become fractions, millions units; what is missing, null or
 * no number stays unknown. If all figures are a fiscal year's, its last day is told.
 *
 * Returns: (transfer full) (nullable): the figures
 */
CwFundamentals *
cw_finnhub_metric_parse (
    const char *body, gsize length, const char *symbol, const char *source, GError **error)
{
  g_autoptr (CwFundamentals) fundamentals = NULL;
  g_autoptr (JsonNode) node = NULL;
  CwJsonSlice metric = { 0 }, series = { 0 };
  JsonObject *object;

  g_return_val_if_fail (body != NULL || length == 0, NULL);
  g_return_val_if_fail (symbol != NULL && source != NULL, NULL);

  if (!find_parts (body, length, &metric, &series))
    {
      g_propagate_error (error, cw_json_unreadable (body, length));
      return NULL;
    }
  if (metric.start != NULL)
    {
      node = cw_json_parse (metric.start, metric.length, error);
      if (node == NULL)
        return NULL;
    }
  object = cw_json_get_root (node);
  if (object == NULL || json_object_get_size (object) == 0)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                   /* Translators: %s is a ticker symbol */
                   _ ("No company figures for “%s” are known"), symbol);
      return NULL;
    }
  fundamentals = cw_fundamentals_new (symbol, source);
  if (read_metrics (fundamentals, object))
    {
      g_free (fundamentals->period_end);
      fundamentals->period_end = find_period_end (series);
    }
  return g_steal_pointer (&fundamentals);
}
