/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-producer-answer.h"

#include <math.h>
#include <string.h>

#include "cw-quotes-error.h"

#define DAY_2018_01_03 17534
#define BEGINNING "{\"symbol\":\"AAPL\",\"daily_returns\":"

static CwServiceReturns *
parse (const char *body, GError **error)
{
  g_autofree char *exact = g_memdup2 (body, strlen (body)); /* with nothing behind it */

  return cw_producer_parse_returns (exact, strlen (body), error);
}

static void
test_returns (void)
{
  static const char *const bodies[] = {
    BEGINNING "{\"2018-01-03\":-0.00017,\"2018-01-04\":0.0046,\"2018-02-01\":0}}",
    " { \"daily_returns\" : {\"2018-01-03\" : -1.7e-4 , \"2018-01-04\":4.6E-3,\"2018-02-01\":-0 } "
    "} ",
    /* in another order, the same day twice, what the service may add */
    "{\"daily_returns\":{\"2018-02-01\":0.5,\"2018-01-04\":0.0046,\"2018-02-01\":0.0,"
    "\"2018-01-03\":-0.00017},\"x\":[{}],\"daily\":{\"2018-01-01\":1}}",
    /* a day without a number is a gap */
    "{\"daily_returns\":{\"2018-01-02\":null,\"2018-01-03\":-0.00017,\"2018-01-04\":0.0046,"
    "\"2018-01-05\":\"n/a\",\"2018-01-06\":[1,2],\"2018-02-01\":0}}",
    /* of two the last one counts */
    "{\"daily_returns\":{\"2000-01-01\":1,\"x\":1},\"daily_returns\":{\"2018-01-03\":-0.00017,"
    "\"2018-01-04\":0.0046,\"2018-02-01\":0}}",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (bodies); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwServiceReturns) returns = parse (bodies[n], &error);

      g_test_message ("%s", bodies[n]);
      g_assert_no_error (error);
      g_assert_cmpuint (returns->n, ==, 3);
      g_assert_cmpuint (returns->n_rejected, ==, 0);
      g_assert_cmpint (returns->day[0], ==, DAY_2018_01_03);
      g_assert_cmpint (returns->day[1], ==, DAY_2018_01_03 + 1);
      g_assert_cmpint (returns->day[2], ==, DAY_2018_01_03 + 29);
      g_assert_cmpfloat (returns->value[0], ==, -0.00017);
      g_assert_cmpfloat (returns->value[1], ==, 0.0046);
      g_assert_cmpfloat (returns->value[2], ==, 0);
    }
  g_assert_cmpuint (n, ==, 5);
}

static void
test_no_returns (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServiceReturns) none = parse (BEGINNING "{}}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (none->n, ==, 0);
}

/* What cannot be a day or a return is left out and counted; the rest stays. */
static void
test_unbelievable_returns (void)
{
  static const char *const members[] = {
    "\"2018-02-30\":0.1",
    "\"2018-13-01\":0.1",
    "\"2018-00-01\":0.1",
    "\"2018-01-00\":0.1",
    "\"1899-12-31\":0.1",
    "\"2018-1-3\":0.1",
    "\"20180103\":0.1",
    "\"\":0.1",
    "\"2018-01-03x\":0.1",
    "\"x018-01-03\":0.1",
    "\"2018-01-0x\":0.1",
    "\"symbol\":1",
    "\"2018-01-03\":1e999",
    "\"2018-01-03\":-2e3",
    "\"2018-01-03\":1e18",
    "\"2018\\u002d01-03\":0.1",
    "\"-018-01-03\":0.1",
    "\"2018/01/03\":0.1",
    "\"2018-01-03\":123456789012345678901234567890",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (members); n++)
    {
      g_autofree char *body = g_strdup_printf (BEGINNING "{\"2018-01-04\":0.25,%s}}", members[n]);
      g_autofree char *alone = g_strdup_printf (BEGINNING "{%s}}", members[n]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwServiceReturns) returns = parse (body, &error);

      g_test_message ("%s", body);
      g_assert_no_error (error);
      g_assert_cmpuint (returns->n, ==, 1);
      g_assert_cmpuint (returns->n_rejected, ==, 1);
      g_assert_cmpint (returns->day[0], ==, DAY_2018_01_03 + 1);
      g_assert_null (parse (alone, &error));
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER);
    }
  g_assert_cmpuint (n, ==, 19);
}

typedef struct
{
  const char *body;
  CwQuotesError error;
} BadBody;

static const BadBody bad_returns[] = {
  { "", CW_QUOTES_ERROR_PROVIDER_DOWN },
  { " \n", CW_QUOTES_ERROR_PROVIDER_DOWN },
  { "<html><body>Will be right back", CW_QUOTES_ERROR_PROVIDER_DOWN },
  { "null", CW_QUOTES_ERROR_BAD_ANSWER },
  { "[]", CW_QUOTES_ERROR_BAD_ANSWER },
  { "7", CW_QUOTES_ERROR_BAD_ANSWER },
  { "{}", CW_QUOTES_ERROR_BAD_ANSWER },
  { "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "null}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "[]}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "\"2018-01-03\"}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "{\"2018-01-03\":NaN}}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "{\"2018-01-03\":0.1,}}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "{\"2018-01-03\":0.1}} x", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "{\"2018-01-03\":01}}", CW_QUOTES_ERROR_BAD_ANSWER },
  { BEGINNING "{\"2018-01-03\" 1}}", CW_QUOTES_ERROR_BAD_ANSWER },
};

static void
test_bad_returns (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (bad_returns); n++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_returns[n].body);
      g_assert_null (parse (bad_returns[n].body, &error));
      g_assert_error (error, CW_QUOTES_ERROR, (int) bad_returns[n].error);
    }
  g_assert_cmpuint (n, ==, 16);
}

/* N5: an answer that was cut off anywhere is none. */
static void
test_cut (void)
{
  static const char body[] = BEGINNING "{\"2018-01-03\":-0.00017,\"2018-01-04\":0.0046}}";
  static const char var[] = "{\"symbols\":[\"AAPL\"],\"weights\":[1],\"var\":0.03}";
  guint n = 0;

  for (gsize length = 0; length < strlen (body); length++, n++)
    {
      g_autofree char *cut = g_strndup (body, length);

      g_assert_null (parse (cut, NULL));
    }
  for (gsize length = 0; length < strlen (var); length++, n++)
    g_assert_null (cw_producer_parse_var (var, length, NULL));
  g_assert_cmpuint (n, ==, strlen (body) + strlen (var));
}

/* D24, and more days than there are. */
static void
test_hostile (void)
{
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *deep = g_strdup_printf ("{\"x\":%s", open);
  g_autofree char *deeper = g_strdup_printf (BEGINNING "{\"2018-01-03\":%s", open);
  g_autoptr (GString) many = g_string_new (BEGINNING "{");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServiceReturns) returns = NULL;

  g_assert_null (parse (deep, NULL));
  g_assert_null (parse (deeper, NULL));
  g_assert_null (cw_producer_parse_var (deep, strlen (deep), NULL));
  for (guint i = 0; i < 150000; i++)
    g_string_append_printf (many, "%s\"%04u-%02u-%02u\":0.5", i > 0 ? "," : "", 2000 + i / 300,
                            1 + i / 25 % 12, 1 + i % 25);
  g_string_append (many, "}}");
  returns = parse (many->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (returns->n, ==, 100000);
  g_assert_cmpuint (returns->n_rejected, ==, 50000);
}

static void
test_var (void)
{
  static const char body[] =
      "{\"symbols\":[\"AAPL\",\"IBM\"],\"weights\":[0.5,0.5],\"confidence\":0.99,"
      "\"method\":\"hist\\u0007orical\\u202e\",\"horizon\":1,\"observations\":755,"
      "\"from\":\"2018-01-03\",\"to\":\"2018-01-04\",\"var\":0.0317318936794095}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServiceVar) var = cw_producer_parse_var (body, strlen (body), &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (var->value, ==, 0.0317318936794095);
  g_assert_cmpfloat (var->confidence, ==, 0.99);
  g_assert_cmpstr (var->method, ==, "historical");
  g_assert_cmpint (var->horizon, ==, 1);
  g_assert_cmpint (var->observations, ==, 755);
  g_assert_cmpint (var->from, ==, DAY_2018_01_03);
  g_assert_cmpint (var->to, ==, DAY_2018_01_03 + 1);
}

/* Only the number itself is needed; the rest is left open where it cannot be. */
static void
test_var_with_gaps (void)
{
  static const char *const bodies[] = {
    "{\"var\":-0.5}",
    "{\"var\":-0.5,\"confidence\":null,\"method\":7,\"horizon\":\"1\",\"observations\":[]}",
    "{\"var\":-0.5,\"from\":0,\"to\":\"yesterday\"}",
    "{\"var\":-0.5,\"confidence\":95,\"horizon\":-1,\"observations\":1e300,\"to\":\"2018-02-30\"}",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (bodies); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwServiceVar) var = cw_producer_parse_var (bodies[n], strlen (bodies[n]), &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (var->value, ==, -0.5);
      g_assert_true (isnan (var->confidence));
      g_assert_cmpstr (var->method, ==, "");
      g_assert_cmpint (var->horizon, ==, 0);
      g_assert_cmpint (var->observations, ==, 0);
      g_assert_cmpint (var->from, ==, CW_SERVICE_NO_DAY);
      g_assert_cmpint (var->to, ==, CW_SERVICE_NO_DAY);
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_bad_var (void)
{
  static const BadBody bodies[] = {
    { "", CW_QUOTES_ERROR_PROVIDER_DOWN },
    { "<!DOCTYPE html>", CW_QUOTES_ERROR_PROVIDER_DOWN },
    { "null", CW_QUOTES_ERROR_BAD_ANSWER },
    { "[0.03]", CW_QUOTES_ERROR_BAD_ANSWER },
    { "0.03", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":null}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":\"0.03\"}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":{\"historical\":0.03}}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":1e999}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":1e6}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"var\":99999999999999999999999999}", CW_QUOTES_ERROR_BAD_ANSWER },
    { "{\"VaR\":0.03}", CW_QUOTES_ERROR_BAD_ANSWER },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (bodies); n++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bodies[n].body);
      g_assert_null (cw_producer_parse_var (bodies[n].body, strlen (bodies[n].body), &error));
      g_assert_error (error, CW_QUOTES_ERROR, (int) bodies[n].error);
    }
  g_assert_cmpuint (n, ==, 13);
}

static void
test_errors (void)
{
  static const struct
  {
    guint status;
    const char *body;
    CwQuotesError error;
    const char *says;
  } cases[] = {
    { 404, "{\"error\":{\"code\":\"not-found\"}}", CW_QUOTES_ERROR_NOT_FOUND, "symbol" },
    { 404, "<html>nginx</html>", CW_QUOTES_ERROR_NOT_FOUND, "address" },
    { 404, NULL, CW_QUOTES_ERROR_NOT_FOUND, "address" },
    { 410, NULL, CW_QUOTES_ERROR_NOT_FOUND, "address" },
    { 400, "{\"error\":{}}", CW_QUOTES_ERROR_BAD_REQUEST, "range" },
    { 418, NULL, CW_QUOTES_ERROR_BAD_REQUEST, "range" },
    { 422, "{\"error\":{}}", CW_QUOTES_ERROR_BAD_REQUEST, "history" },
    { 401, NULL, CW_QUOTES_ERROR_UNAUTHORIZED, "refuses" },
    { 403, NULL, CW_QUOTES_ERROR_UNAUTHORIZED, "refuses" },
    { 408, NULL, CW_QUOTES_ERROR_TIMED_OUT, "slow" },
    { 429, "Edge: Too Many Requests", CW_QUOTES_ERROR_RATE_LIMITED, "minute" },
    { 500, NULL, CW_QUOTES_ERROR_PROVIDER_DOWN, "later" },
    { 503, "<html>", CW_QUOTES_ERROR_PROVIDER_DOWN, "later" },
    { 204, NULL, CW_QUOTES_ERROR_BAD_REQUEST, "range" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      gsize length = cases[n].body != NULL ? strlen (cases[n].body) : 0;
      g_autoptr (GError) error =
          cw_producer_parse_error (cases[n].status, cases[n].body, length, "AAPL, IBM");

      g_assert_error (error, CW_QUOTES_ERROR, (int) cases[n].error);
      g_assert_nonnull (strstr (error->message, cases[n].says));
      g_assert_true (strstr (error->message, "AAPL, IBM") != NULL);
      g_assert_null (strchr (error->message, '<'));
    }
  g_assert_cmpuint (n, ==, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/producer-answer/returns", test_returns);
  g_test_add_func ("/quotes/producer-answer/no-returns", test_no_returns);
  g_test_add_func ("/quotes/producer-answer/unbelievable-returns", test_unbelievable_returns);
  g_test_add_func ("/quotes/producer-answer/bad-returns", test_bad_returns);
  g_test_add_func ("/quotes/producer-answer/N5-cut", test_cut);
  g_test_add_func ("/quotes/producer-answer/D24-hostile", test_hostile);
  g_test_add_func ("/quotes/producer-answer/var", test_var);
  g_test_add_func ("/quotes/producer-answer/var-with-gaps", test_var_with_gaps);
  g_test_add_func ("/quotes/producer-answer/bad-var", test_bad_var);
  g_test_add_func ("/quotes/producer-answer/errors", test_errors);
  return g_test_run ();
}
