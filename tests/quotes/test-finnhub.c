/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-finnhub-error.h"
#include "cw-finnhub-metric.h"
#include "cw-finnhub-profile.h"
#include "cw-finnhub-quote.h"
#include "cw-quotes-error.h"
#include "quotes-data.h"

static CwFundamentals *
parse_text (const char *body, GError **error)
{
  gsize length = strlen (body);
  g_autofree char *exact = g_memdup2 (body, length);

  return cw_finnhub_metric_parse (exact, length, "ABC", "Test", error);
}

static CwFundamentals *
parse_file (const char *name)
{
  g_autoptr (GBytes) file = quotes_data_load ("finnhub", name);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  CwFundamentals *fundamentals = cw_finnhub_metric_parse (body, length, "ABC", "Test", &error);

  g_assert_no_error (error);
  return fundamentals;
}

typedef struct
{
  CwMetric metric;
  double value;
} Expected;

static void
assert_values (const CwFundamentals *fundamentals, const Expected *expected, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      double value = fundamentals->values[expected[i].metric];

      g_test_message ("%s", cw_metric_get_id (expected[i].metric));
      if (isnan (expected[i].value))
        g_assert_true (isnan (value));
      else
        g_assert_cmpfloat_with_epsilon (value, expected[i].value,
                                        1e-12 * MAX (1, fabs (expected[i].value)));
    }
}

/* Every figure of the table that the specification gives. */
static void
test_apple (void)
{
  static const Expected expected[] = {
    { CW_METRIC_DEBT_TO_EQUITY, 0.7844 },
    { CW_METRIC_LONG_TERM_DEBT_TO_EQUITY, 0.6635 },
    { CW_METRIC_ROE, 1.3718 },
    { CW_METRIC_ROA, 0.3455 },
    { CW_METRIC_ROI, 0.7025 },
    { CW_METRIC_GROSS_MARGIN, 0.4865 },
    { CW_METRIC_OPERATING_MARGIN, 0.3317 },
    { CW_METRIC_NET_MARGIN, 0.2762 },
    { CW_METRIC_CURRENT_RATIO, 1.0033 },
    { CW_METRIC_QUICK_RATIO, 0.929 },
    { CW_METRIC_PE, 36.2189 },
    { CW_METRIC_FORWARD_PE, 34.85022 },
    { CW_METRIC_PEG, 2.93443 },
    { CW_METRIC_PB, 38.486 },
    { CW_METRIC_PS, 10.0031 },
    { CW_METRIC_EPS, 8.7233 },
    { CW_METRIC_BOOK_VALUE_PER_SHARE, 7.3599 },
    { CW_METRIC_EPS_GROWTH_5Y, 0.1791 },
    { CW_METRIC_REVENUE_GROWTH_5Y, 0.0868 },
    { CW_METRIC_DIVIDEND_YIELD, 0.0050534 },
    { CW_METRIC_PAYOUT_RATIO, 0.1213 },
    { CW_METRIC_BETA, 1.0966319 },
    { CW_METRIC_MARKET_CAP, 4669699.5e6 },
  };
  g_autoptr (CwFundamentals) fundamentals = parse_file ("metric_AAPL_2026.json");

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, CW_N_METRICS);
  assert_values (fundamentals, expected, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < CW_N_METRICS; i++)
    g_assert_false (fundamentals->doubtful[i]);
  g_assert_cmpstr (fundamentals->symbol, ==, "ABC");
  g_assert_cmpstr (fundamentals->source, ==, "Test");
  g_assert_cmpstr (fundamentals->period_end, ==, "");
  g_assert_cmpstr (fundamentals->currency, ==, "");
}

static void
test_loss (void)
{
  static const Expected expected[] = {
    { CW_METRIC_DEBT_TO_EQUITY, 0.5277 },
    { CW_METRIC_ROE, -0.0844 },
    { CW_METRIC_ROA, -0.0426 },
  };
  g_autoptr (CwFundamentals) fundamentals = parse_file ("metric_KHC_2026_loss_making.json");

  assert_values (fundamentals, expected, G_N_ELEMENTS (expected));
  g_assert_cmpfloat (fundamentals->values[CW_METRIC_EPS], <, 0);
}

/* D26: missing is unknown, not nothing. */
static void
test_documented_sample (void)
{
  g_autoptr (CwFundamentals) fundamentals = parse_file ("metric_AAPL_docs_sample.json");

  for (gsize i = 0; i < CW_N_METRICS; i++)
    g_assert_true (i == CW_METRIC_BETA || isnan (fundamentals->values[i]));
  g_assert_cmpfloat (fundamentals->values[CW_METRIC_BETA], ==, 1.2989);
}

static void
test_fallbacks (void)
{
  static const Expected expected[] = {
    { CW_METRIC_DEBT_TO_EQUITY, 1.5 },
    { CW_METRIC_ROE, 0.25 },
    { CW_METRIC_GROSS_MARGIN, 0.4 },
    { CW_METRIC_ROA, 0.1 },
    { CW_METRIC_PB, 7 },
    { CW_METRIC_CURRENT_RATIO, NAN },
  };
  static const char body[] =
      "{\"metric\":{\"totalDebt/totalEquityQuarterly\":null,\"totalDebt\\/totalEquityAnnual\":1.5,"
      "\"roeRfy\":25,\"grossMarginAnnual\":40,\"roa5Y\":10,\"pb\":7,\"currentRatioQuarterly\":"
      "\"1\"},"
      "\"series\":{\"annual\":{\"roe\":[{\"period\":\"2020-09-26\",\"v\":1},{\"period\":\"2019-09-"
      "28\","
      "\"v\":2}],\"x\":[{\"period\":\"9999-99-99\"},{\"period\":7},3],\"y\":null},\"quarterly\":"
      "{\"roe\":[{\"period\":\"2020-12-26\"}]}}}";
  g_autoptr (CwFundamentals) fundamentals = parse_text (body, NULL);

  assert_values (fundamentals, expected, G_N_ELEMENTS (expected));
  g_assert_cmpstr (fundamentals->period_end, ==, "2020-09-26");
}

/* A year's last day is not told where a later figure stands beside it. */
static void
test_mixed_periods (void)
{
  static const char body[] =
      "{\"series\":{\"annual\":{\"roe\":[{\"period\":\"2020-09-26\",\"v\":1}]}},"
      "\"metric\":{\"roeTTM\":20,\"grossMarginAnnual\":40}}";
  g_autoptr (CwFundamentals) fundamentals = parse_text (body, NULL);

  g_assert_cmpstr (fundamentals->period_end, ==, "");
}

/* D26 */
static void
test_absurd_units (void)
{
  g_autoptr (CwFundamentals) doubtful = parse_text (
      "{\"metric\":{\"totalDebt/totalEquityQuarterly\":101.9,\"longTermDebt/equityAnnual\":-60}}",
      NULL);
  g_autoptr (CwFundamentals) infinite = parse_text (
      "{\"metric\":{\"roeTTM\":1e999,\"beta\":-1e999,\"marketCapitalization\":1e308,\"peTTM\":5}}",
      NULL);

  g_assert_cmpfloat (doubtful->values[CW_METRIC_DEBT_TO_EQUITY], ==, 101.9);
  g_assert_true (doubtful->doubtful[CW_METRIC_DEBT_TO_EQUITY]);
  g_assert_true (doubtful->doubtful[CW_METRIC_LONG_TERM_DEBT_TO_EQUITY]);
  g_assert_false (doubtful->doubtful[CW_METRIC_ROE]);
  g_assert_true (isnan (infinite->values[CW_METRIC_ROE]));
  g_assert_true (isnan (infinite->values[CW_METRIC_BETA]));
  g_assert_true (isnan (infinite->values[CW_METRIC_MARKET_CAP]));
  g_assert_cmpfloat (infinite->values[CW_METRIC_PE], ==, 5);
}

static void
assert_fails (const char *body, CwQuotesError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwFundamentals) fundamentals = parse_text (body, &error);

  g_assert_null (fundamentals);
  g_assert_error (error, CW_QUOTES_ERROR, (int) code);
}

/* D25 */
static void
test_unknown_symbol (void)
{
  static const char *const bodies[] = { "{}", "{\"metric\":{},\"series\":{}}", "{\"metric\":null}",
                                        "{\"metric\":[]}", "{\"metric\":0}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    assert_fails (bodies[i], CW_QUOTES_ERROR_NOT_FOUND);
}

/* D24, N16 */
static void
test_unreadable (void)
{
  g_autofree char *open = g_strnfill (100000, '['), *close = g_strnfill (100000, ']');
  g_autofree char *deep = g_strdup_printf ("{\"metric\":{\"x\":%s%s}}", open, close);
  g_autofree char *deep_series =
      g_strdup_printf ("{\"series\":%s%s,\"metric\":{\"beta\":1}}", open, close);

  assert_fails (deep, CW_QUOTES_ERROR_BAD_ANSWER);
  assert_fails (deep_series, CW_QUOTES_ERROR_BAD_ANSWER);
  assert_fails ("", CW_QUOTES_ERROR_PROVIDER_DOWN);
  assert_fails ("<html></html>", CW_QUOTES_ERROR_PROVIDER_DOWN);
  assert_fails ("null", CW_QUOTES_ERROR_BAD_ANSWER);
  assert_fails ("{\"metric\":{\"beta\":1}", CW_QUOTES_ERROR_BAD_ANSWER);
  assert_fails ("{\"metric\":{\"beta\":1}}x", CW_QUOTES_ERROR_BAD_ANSWER);
  /* json-glib would read -1. */
  assert_fails ("{\"metric\":{\"beta\":99999999999999999999999}}", CW_QUOTES_ERROR_BAD_ANSWER);
}

/* Half a megabyte of lists, as real answers have, and more of them than anybody sends. */
static void
test_long_lists (void)
{
  GString *body = g_string_new ("{\"metric\":{\"roeRfy\":10},\"series\":{\"annual\":{\"roe\":[");
  g_autoptr (CwFundamentals) fundamentals = NULL;
  g_autoptr (CwFundamentals) flood = NULL;
  gsize start = body->len;

  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (body, "%s{\"period\":\"%04u-09-30\",\"v\":0.%u}", i ? "," : "",
                            1000 + i % 1021, i);
  g_string_append (body, "]}}}");
  fundamentals = parse_text (body->str, NULL);
  g_assert_cmpstr (fundamentals->period_end, ==, "2020-09-30");

  g_string_truncate (body, start);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (body, i ? ",1" : "1");
  g_string_append (body, "]}}}");
  flood = parse_text (body->str, NULL);
  g_assert_cmpstr (flood->period_end, ==, "");
  g_string_free (body, TRUE);
}

/* D25: an unknown symbol has no price; 0 is none. */
static void
test_quote (void)
{
  static const char *const nothing[] = {
    "{}",  "[]", "{\"c\":0,\"t\":0,\"d\":null}", "{\"c\":-1}", "{\"c\":1e999}", "{\"c\":\"5\"}",
    "null"
  };
  g_autoptr (GBytes) known = quotes_data_load ("finnhub", "quote_AAPL_2024.json");
  g_autoptr (GBytes) unknown = quotes_data_load ("finnhub", "quote_unknown_symbol.json");
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *body = g_bytes_get_data (known, &length);
  CwQuote quote;

  g_assert_true (cw_finnhub_quote_parse (body, length, "AAPL", &quote, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (quote.price, ==, 229.87);
  g_assert_cmpfloat (quote.previous_close, ==, 228.52);
  g_assert_cmpfloat_with_epsilon (quote.change, 1.35, 1e-9);
  g_assert_cmpfloat_with_epsilon (quote.change_percent, 0.5908, 1e-4);
  g_assert_cmpint (quote.time, ==, 1732309200);
  body = g_bytes_get_data (unknown, &length);
  g_assert_false (cw_finnhub_quote_parse (body, length, "ABC", &quote, &error));
  g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    g_assert_false (cw_finnhub_quote_parse (nothing[i], strlen (nothing[i]), "ABC", &quote, NULL));
}

static void
test_profile (void)
{
  static const char markup[] = "{\"name\":\"<b>\\u202eX\",\"currency\":7}";
  g_autoptr (GBytes) known = quotes_data_load ("finnhub", "profile2_AAPL_2026.json");
  g_autoptr (GBytes) unknown = quotes_data_load ("finnhub", "profile2_unknown_symbol.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProfile) profile = NULL;
  g_autoptr (CwProfile) odd = NULL;
  g_autoptr (CwProfile) none = NULL;
  gsize length;
  const char *body = g_bytes_get_data (known, &length);

  profile = cw_finnhub_profile_parse (body, length, "AAPL", "Test", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (profile->name, ==, "Apple Inc");
  g_assert_cmpstr (profile->currency, ==, "USD");
  g_assert_cmpstr (profile->industry, ==, "Technology");
  g_assert_cmpfloat_with_epsilon (profile->market_cap, 4669699.553033864e6, 1);
  body = g_bytes_get_data (unknown, &length);
  none = cw_finnhub_profile_parse (body, length, "ABC", "Test", &error);
  g_assert_null (none);
  g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  odd = cw_finnhub_profile_parse (markup, strlen (markup), "ABC", "Test", NULL);
  g_assert_cmpstr (odd->name, ==, "<b>X");
  g_assert_cmpstr (odd->currency, ==, "");
  g_assert_true (isnan (odd->market_cap));
}

static void
assert_error_file (const char *name, guint status, CwQuotesError code)
{
  g_autoptr (GBytes) file = quotes_data_load ("finnhub", name);
  gsize length;
  const char *body = g_bytes_get_data (file, &length);
  g_autoptr (GError) error = cw_finnhub_error_parse (status, body, length, "ABC");

  g_assert_error (error, CW_QUOTES_ERROR, (int) code);
}

/* N18, N19, N22, N23 */
static void
test_errors (void)
{
  g_autoptr (GError) down = cw_finnhub_error_parse (502, NULL, 0, "ABC");
  g_autoptr (GError) slow = cw_finnhub_error_parse (408, NULL, 0, "ABC");
  g_autoptr (GError) odd = cw_finnhub_error_parse (418, NULL, 0, "ABC");

  assert_error_file ("error_401_invalid_key.json", 401, CW_QUOTES_ERROR_UNAUTHORIZED);
  assert_error_file ("error_403_no_access.json", 403, CW_QUOTES_ERROR_NOT_IN_PLAN);
  assert_error_file ("error_403_no_access.json", 401, CW_QUOTES_ERROR_NOT_IN_PLAN);
  assert_error_file ("error_429_limit.json", 429, CW_QUOTES_ERROR_RATE_LIMITED);
  g_assert_error (down, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN);
  g_assert_error (slow, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT);
  g_assert_error (odd, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/finnhub/apple", test_apple);
  g_test_add_func ("/quotes/finnhub/loss", test_loss);
  g_test_add_func ("/quotes/finnhub/documented-sample", test_documented_sample);
  g_test_add_func ("/quotes/finnhub/fallbacks", test_fallbacks);
  g_test_add_func ("/quotes/finnhub/mixed-periods", test_mixed_periods);
  g_test_add_func ("/quotes/finnhub/D26-absurd-units", test_absurd_units);
  g_test_add_func ("/quotes/finnhub/D25-unknown-symbol", test_unknown_symbol);
  g_test_add_func ("/quotes/finnhub/D24-unreadable", test_unreadable);
  g_test_add_func ("/quotes/finnhub/long-lists", test_long_lists);
  g_test_add_func ("/quotes/finnhub/D25-quote", test_quote);
  g_test_add_func ("/quotes/finnhub/profile", test_profile);
  g_test_add_func ("/quotes/finnhub/errors", test_errors);
  return g_test_run ();
}
