/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-spark.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"

#define NOW 1619035300
#define META                                                                                     \
  "\"meta\":{\"currency\":\"USD\",\"longName\":\"Apple Inc.\",\"regularMarketTime\":1619035202," \
  "\"regularMarketPrice\":133.5,\"previousClose\":133.11,\"priceHint\":2,"                       \
  "\"fullExchangeName\":\"NasdaqGS\",\"dataGranularity\":\"5m\"}"

static GPtrArray *
parse (const char *body, const char *const *symbols, GError **error)
{
  CwYahooSparkAsked asked = { symbols, CW_INTERVAL_5M, "Test", NOW, 7 };
  g_autofree char *exact = g_memdup2 (body, strlen (body));

  return cw_yahoo_spark_parse (exact, strlen (body), &asked, error);
}

/* A spark of one symbol: its times and closes, or whatever else is to be in the response. */
static char *
make_spark (const char *symbol, const char *response)
{
  return g_strdup_printf ("{\"symbol\":\"%s\",\"response\":[{%s}]}", symbol, response);
}

static char *
make_closes (const char *meta, const char *times, const char *closes)
{
  return g_strdup_printf ("%s,\"timestamp\":[%s],\"indicators\":{\"quote\":[{\"close\":[%s]}]}",
                          meta, times, closes);
}

static GPtrArray *
parse_sparks (const char *sparks, const char *const *symbols)
{
  g_autofree char *body = g_strdup_printf ("{\"spark\":{\"result\":[%s],\"error\":null}}", sparks);
  g_autoptr (GError) error = NULL;
  GPtrArray *results = parse (body, symbols, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, g_strv_length ((char **) symbols));
  return results;
}

/* What becomes of one symbol, whose response is given. */
static CwQuoteResult *
parse_one (const char *response)
{
  static const char *const symbols[] = { "AAPL", NULL };
  g_autofree char *spark = make_spark ("AAPL", response);
  g_autoptr (GPtrArray) results = parse_sparks (spark, symbols);

  return g_ptr_array_steal_index (results, 0);
}

static CwQuoteResult *
parse_closes (const char *times, const char *closes)
{
  g_autofree char *response = make_closes (META, times, closes);

  return parse_one (response);
}

static void
test_quote (void)
{
  g_autoptr (CwQuoteResult) result =
      parse_closes ("1619011800,1619012100,1619012400", "132.5,null,133.5");
  const CwSymbolQuote *quote = result->quote;

  g_assert_no_error (result->error);
  g_assert_cmpstr (quote->symbol, ==, "AAPL");
  g_assert_cmpstr (quote->name, ==, "Apple Inc.");
  g_assert_cmpstr (quote->currency, ==, "USD");
  g_assert_cmpstr (quote->exchange, ==, "NasdaqGS");
  g_assert_cmpstr (quote->source, ==, "Test");
  g_assert_cmpfloat (quote->quote.price, ==, 133.5);
  g_assert_cmpfloat (quote->quote.previous_close, ==, 133.11);
  g_assert_cmpint (quote->quote.time, ==, 1619035202);
  g_assert_cmpint (quote->clock_skew, ==, 7);
  g_assert_cmpuint (quote->n_closes, ==, 2); /* D1 */
  g_assert_cmpfloat (quote->closes[0], ==, 132.5);
  g_assert_cmpfloat (quote->closes[1], ==, 133.5);
  g_assert_cmpint (quote->times[1], ==, 1619012400);
  g_assert_cmpint (cw_symbol_quote_get_age (quote, 1619035202 + 53), ==, 60); /* D15 */
  g_assert_cmpint (cw_symbol_quote_get_age (quote, 1619035202 - 9999), ==, 0);
}

/* Whatever order they come in, in whatever letters, they go out as they were asked for. */
static void
test_order (void)
{
  static const char *const symbols[] = { "M&M.NS", "NONE", "AAPL", "^GSPC", "AAPL", NULL };
  g_autofree char *apple = make_closes (META, "1619011800", "1");
  g_autofree char *mahindra = make_closes ("\"meta\":{}", "1619011800", "2");
  g_autofree char *index = make_closes ("\"x\":0", "1619011800", "3");
  g_autofree char *first = make_spark ("aapl", apple);
  g_autofree char *second = make_spark ("^GSPC", index);
  g_autofree char *third = make_spark ("M&M.NS", mahindra);
  g_autofree char *fourth = make_spark ("AAPL", mahindra); /* the first one counts */
  g_autofree char *sparks =
      g_strjoin (",", first, second, third, fourth, "null", "[]", "{\"symbol\":5}", NULL);
  g_autoptr (GPtrArray) results = parse_sparks (sparks, symbols);
  static const double prices[] = { 2, NAN, 133.5, 3, 133.5 };

  for (guint i = 0; i < results->len; i++)
    {
      const CwQuoteResult *result = g_ptr_array_index (results, i);

      g_assert_cmpstr (result->symbol, ==, symbols[i]);
      if (isnan (prices[i]))
        g_assert_error (result->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
      else
        g_assert_cmpfloat (result->quote->quote.price, ==, prices[i]);
    }
}

/* D2, D3, D5, D6, D14: what cannot be is left out. */
static void
test_closes (void)
{
  static const struct
  {
    const char *times, *closes;
    guint n;
    double last;
  } rows[] = {
    { "1619012400,1619011800", "2,1", 2, 2 },     { "1619011800,1619011800", "1,2", 1, 2 },
    { "1619011800,1619012100", "1,-2", 1, 1 },    { "1619011800,1619012100", "1,0", 1, 1 },
    { "1619011800,1619012100", "1,1e999", 1, 1 }, { "1619011800,1619012100", "1,1e12", 1, 1 },
    { "1619011800,\"x\"", "1,\"2\"", 1, 1 },      { "1619011800,1619999999", "1,2", 1, 1 },
    { "1619011800,1619012100000", "1,2", 1, 1 },  { "1619011800,1e300", "1,2", 1, 1 },
    { "null,null", "null,null", 0, 0 },           { "", "", 0, 0 },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (CwQuoteResult) result = parse_closes (rows[n].times, rows[n].closes);

      g_assert_no_error (result->error);
      g_assert_cmpuint (result->quote->n_closes, ==, rows[n].n);
      if (rows[n].n > 0)
        g_assert_cmpfloat (result->quote->closes[rows[n].n - 1], ==, rows[n].last);
      g_assert_cmpfloat (result->quote->quote.price, ==, 133.5);
    }
  g_assert_cmpuint (n, ==, 12);
}

/* D7, D8, D25: what is wrong with one symbol is its own error. */
static void
test_symbol_errors (void)
{
  static const struct
  {
    const char *response;
    CwQuotesError error;
  } rows[] = {
    { META ",\"timestamp\":[1,2],\"indicators\":{\"quote\":[{\"close\":[1]}]}",
      CW_QUOTES_ERROR_BAD_ANSWER },
    { META ",\"timestamp\":[1],\"indicators\":{\"quote\":[{}]}", CW_QUOTES_ERROR_BAD_ANSWER },
    { META ",\"indicators\":{\"quote\":[{\"close\":[1]}]}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "\"meta\":{\"regularMarketPrice\":0}", CW_QUOTES_ERROR_NOT_FOUND },
    { "\"meta\":{\"regularMarketPrice\":-1}", CW_QUOTES_ERROR_NOT_FOUND },
    { "\"meta\":{\"regularMarketPrice\":\"5\"}", CW_QUOTES_ERROR_NOT_FOUND },
    { "\"meta\":null", CW_QUOTES_ERROR_NOT_FOUND },
    { "", CW_QUOTES_ERROR_NOT_FOUND },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (CwQuoteResult) result = parse_one (rows[n].response);

      g_assert_error (result->error, CW_QUOTES_ERROR, (int) rows[n].error);
      g_assert_nonnull (strstr (result->error->message, "AAPL"));
      g_assert_null (result->quote);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* N5, N16, D24: what is wrong with the whole is everybody's. */
static void
test_whole_errors (void)
{
  static const char *const symbols[] = { "AAPL", NULL };
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *deep = g_strconcat ("{\"spark\":", brackets, NULL);
  g_autofree char *response = make_closes (META, "1619011800", "1");
  g_autofree char *spark = make_spark ("AAPL", response);
  g_autofree char *whole = g_strdup_printf ("{\"spark\":{\"result\":[%s]}}", spark);
  const struct
  {
    const char *body;
    CwQuotesError error;
  } rows[] = {
    { "", CW_QUOTES_ERROR_PROVIDER_DOWN },
    { "<html>Will be right back</html>", CW_QUOTES_ERROR_PROVIDER_DOWN },
    { "<html>consent.yahoo.com</html>", CW_QUOTES_ERROR_UNAUTHORIZED },
    { "{}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "[]", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"spark\":{\"result\":null,\"error\":null}}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"spark\":{\"result\":{}}}", CW_QUOTES_ERROR_BAD_ANSWER },
    { deep, CW_QUOTES_ERROR_BAD_ANSWER },
  };
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (rows[n].body, symbols, &error));
      g_assert_error (error, CW_QUOTES_ERROR, (int) rows[n].error);
    }
  g_assert_cmpuint (n, ==, 8);
  for (gsize length = 1; length < strlen (whole); length++)
    {
      g_autofree char *cut = g_strndup (whole, length);

      g_assert_null (parse (cut, symbols, NULL));
    }
}

/* D9, D12, D21: too many closes, and texts that are not for showing. */
static void
test_hostile (void)
{
  g_autoptr (GString) times = g_string_new ("1");
  g_autoptr (GString) closes = g_string_new ("1");
  g_autoptr (CwQuoteResult) many = NULL;
  g_autoptr (CwQuoteResult) text = parse_one (
      "\"meta\":{\"regularMarketPrice\":5,\"longName\":\"A\\u202eB\\u0007&<b>\",\"currency\":{}}");

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append (times, ",1");
      g_string_append (closes, ",1");
    }
  many = parse_closes (times->str, closes->str);
  g_assert_error (many->error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
  g_assert_no_error (text->error);
  g_assert_cmpstr (text->quote->name, ==, "AB&<b>");
  g_assert_cmpstr (text->quote->currency, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/yahoo-spark/quote", test_quote);
  g_test_add_func ("/quotes/yahoo-spark/order", test_order);
  g_test_add_func ("/quotes/yahoo-spark/D1-D14-closes", test_closes);
  g_test_add_func ("/quotes/yahoo-spark/D7-D25-symbol-errors", test_symbol_errors);
  g_test_add_func ("/quotes/yahoo-spark/D24-whole-errors", test_whole_errors);
  g_test_add_func ("/quotes/yahoo-spark/D21-hostile", test_hostile);
  return g_test_run ();
}
