/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-server-client.h"

/* 3 January 2018 and 31 December 2020 in New York. */
#define ORACLE_YEARS "period1=1514955600&period2=1609477199"

static JsonArray *
spark_results (Reply *reply)
{
  JsonObject *spark = json_object_get_object_member (json_node_get_object (reply->json), "spark");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (json_object_get_null_member (spark, "error"));
  return json_object_get_array_member (spark, "result");
}

static void
assert_spark_is_chart (CwServer *server, JsonObject *result, const char *symbol)
{
  g_autofree char *path = g_strdup_printf ("/v8/finance/chart/%s?range=1mo&interval=1d", symbol);
  g_autoptr (Reply) chart = client_get (server, path);
  JsonArray *responses = json_object_get_array_member (result, "response");
  JsonObject *response = json_array_get_object_element (responses, 0);
  JsonObject *quote = json_array_get_object_element (
      json_object_get_array_member (json_object_get_object_member (response, "indicators"),
                                    "quote"),
      0);
  g_autoptr (JsonNode) closes =
      json_node_init_array (json_node_alloc (), chart_column (chart->json, "close"));

  g_assert_cmpstr (json_object_get_string_member (result, "symbol"), ==, symbol);
  g_assert_cmpuint (json_array_get_length (responses), ==, 1);
  g_assert_true (
      json_node_equal (json_object_get_member (response, "timestamp"),
                       json_object_get_member (chart_result (chart->json), "timestamp")));
  g_assert_true (json_node_equal (json_object_get_member (response, "meta"),
                                  json_object_get_member (chart_result (chart->json), "meta")));
  g_assert_true (json_node_equal (json_object_get_member (quote, "close"), closes));
  g_assert_cmpuint (json_object_get_size (quote), ==, 1);
}

static void
test_spark (void)
{
  static const char *const symbols[] = { "AAPL", "SIM0001", "IBM" };
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply =
      client_get (server,
                  "/v7/finance/spark?symbols=AAPL%2CNOSUCH,SIM0001,IBM&range=1mo&interval=1d");
  JsonArray *results = spark_results (reply);

  g_assert_cmpuint (json_array_get_length (results), ==, G_N_ELEMENTS (symbols));
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    assert_spark_is_chart (server, json_array_get_object_element (results, i), symbols[i]);
}

static void
test_spark_errors (void)
{
  static const struct
  {
    const char *query;
    guint status;
  } cases[] = {
    { "", 400 },
    { "symbols=A%20%21", 400 },
    { "symbols=NOSUCH,NONE", 404 },
    { "symbols=AAPL&range=7y", 422 },
    { "symbols=AAPL&interval=5h", 400 },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/v7/finance/spark?", cases[i].query, NULL);
      g_autoptr (Reply) reply = client_get (server, path);

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_true (g_str_has_prefix (reply->text, "{\"spark\":{\"result\":null,\"error\":{"));
    }
}

/* What asks for more than a page of symbols is refused whole. */
static void
test_too_many_symbols (void)
{
  g_autoptr (GString) symbols = g_string_new ("AAPL");
  g_autoptr (CwServer) server = open_plain_server ();

  for (guint i = 1; i <= 1000; i++)
    g_string_append_printf (symbols, ",SIM%04u", i);
  {
    g_autofree char *spark = g_strconcat ("/v7/finance/spark?symbols=", symbols->str, NULL);
    g_autofree char *joined =
        g_strconcat ("/quotes_producer/portfolio-returns/?symbols=", symbols->str, NULL);
    g_autoptr (Reply) closes = client_get (server, spark);
    g_autoptr (Reply) returns = client_get (server, joined);

    g_assert_cmpuint (closes->status, ==, 400);
    g_assert_nonnull (strstr (closes->text, "Too many symbols"));
    g_assert_cmpuint (returns->status, ==, 400);
    g_assert_nonnull (strstr (returns->text, "one to a hundred symbols"));
  }
}

/* A symbol that has no bars within the day gives its days, and its neighbours what was asked for.
 */
static void
test_spark_neighbours (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply =
      client_get (server, "/v7/finance/spark?symbols=AAPL,SIM0001&interval=5m&range=1d");
  JsonArray *results = spark_results (reply);
  static const guint n_times[] = { 1, 78 };

  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);
      JsonArray *responses = json_object_get_array_member (result, "response");
      JsonObject *response = json_array_get_object_element (responses, 0);

      g_assert_cmpuint (json_array_get_length (
                            json_object_get_array_member (response, "timestamp")),
                        ==, n_times[i]);
    }
}

static void
assert_search (CwServer *server, const char *query, const char *const *symbols)
{
  g_autofree char *path = g_strconcat ("/v1/finance/search?q=", query, NULL);
  g_autoptr (Reply) reply = client_get (server, path);
  JsonObject *root = json_node_get_object (reply->json);
  JsonArray *quotes = json_object_get_array_member (root, "quotes");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (quotes), ==, g_strv_length ((char **) symbols));
  g_assert_cmpint (json_object_get_int_member (root, "count"), ==, json_array_get_length (quotes));
  for (guint i = 0; symbols[i] != NULL; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (quotes, i),
                                                    "symbol"),
                     ==, symbols[i]);
}

static void
test_search (void)
{
  static const struct
  {
    const char *query;
    const char *const symbols[8];
  } cases[] = {
    { "apple", { "AAPL" } },
    { "AAPL", { "AAPL" } },
    { "aa", { "AAPL" } },
    { "MACHINES", { "IBM" } },
    { "corporation", { "MSFT", "IBM", "ORCL" } },
    { "%5egs", { "^GSPC" } },
    { "o", { "ORCL", "MSFT", "IBM", "AMZN" } },
    { "SIM0042", { "SIM0042" } },
    { "simulated%200042", { "SIM0042" } },
    { "sim00&quotesCount=3", { "SIM0001", "SIM0002", "SIM0003" } },
    { "sim", { "SIM0001", "SIM0002", "SIM0003", "SIM0004", "SIM0005", "SIM0006", "SIM0007" } },
    { "nothing%20like%20this", { NULL } },
    { "apple&quotesCount=0", { NULL } },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_search (server, cases[i].query, cases[i].symbols);
}

static void
test_search_shape (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) reply = client_get (server, "/v1/finance/search?q=apple");
  g_autoptr (Reply) without = client_get (server, "/v1/finance/search?q=%20");
  g_autoptr (JsonNode) model = parse_captured ("yahoo", "search_apple_2025.json");
  JsonObject *quote = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (reply->json), "quotes"), 0);
  JsonObject *expected = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (model), "quotes"), 0);
  static const char *const same[] = { "exchange", "shortname", "quoteType",
                                      "symbol",   "index",     "typeDisp",
                                      "longname", "exchDisp",  "isYahooFinance" };
  static const char *const lists[] = {
    "explains", "quotes", "news", "nav", "lists", "researchReports", "screenerFieldResults"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_true (json_node_equal (json_object_get_member (quote, same[i]),
                                    json_object_get_member (expected, same[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_nonnull (json_object_get_array_member (json_node_get_object (reply->json), lists[i]));
  g_assert_cmpuint (without->status, ==, 400);
}

/* Compares returns with a column of returns that R computed from the same prices. */
static void
assert_oracle_returns (Reply *reply, guint column)
{
  JsonObject *returns =
      json_object_get_object_member (json_node_get_object (reply->json), "daily_returns");
  g_autofree char *text = read_captured ("oracle", "returns_AAPL_IBM_MSFT_adjclose_2018_2020.csv");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GList) dates = json_object_get_members (returns);
  GList *date = dates;

  g_assert_cmpuint (g_strv_length (lines), ==, 756);
  g_assert_cmpuint (g_list_length (dates), ==, 755);
  for (gsize i = 1; lines[i] != NULL; i++, date = date->next)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpstr (date->data, ==, cells[0]);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (returns, cells[0]),
                                      g_ascii_strtod (cells[column], NULL), 1e-12);
    }
}

static void
test_returns (void)
{
  static const char *const symbols[] = { "AAPL", "IBM", "MSFT" };
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) portfolio =
      client_get (server, "/quotes_producer/portfolio-returns/"
                          "?symbols=AAPL,IBM,MSFT&weights=50,30,20&" ORACLE_YEARS);

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/quotes_producer/daily-returns/%s/?" ORACLE_YEARS, symbols[i]);
      g_autoptr (Reply) reply = client_get (server, path);

      g_assert_cmpuint (reply->status, ==, 200);
      assert_oracle_returns (reply, 1 + i);
    }
  g_assert_cmpuint (portfolio->status, ==, 200);
  assert_oracle_returns (portfolio, 5);
}

static void
test_returns_are_joined (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (Reply) both =
      client_get (server, "/quotes_producer/portfolio-returns/?symbols=GOOGL,%5EGSPC");
  g_autoptr (Reply) alone = client_get (server, "/quotes_producer/daily-returns/%5EGSPC/");
  JsonObject *joined =
      json_object_get_object_member (json_node_get_object (both->json), "daily_returns");
  JsonObject *index =
      json_object_get_object_member (json_node_get_object (alone->json), "daily_returns");

  /* GOOGL's first day, 3 April 2014, is a base only; the index has ten years. */
  g_assert_cmpuint (json_object_get_size (joined), ==, 1774);
  g_assert_false (json_object_has_member (joined, "2014-04-03"));
  g_assert_true (json_object_has_member (joined, "2014-04-04"));
  g_assert_cmpuint (json_object_get_size (index), ==, 2515);
}

static double
get_var (CwServer *server, const char *query)
{
  g_autofree char *path = g_strconcat ("/quotes_producer/var/?", query, "&" ORACLE_YEARS, NULL);
  g_autoptr (Reply) reply = client_get (server, path);
  JsonObject *root;

  g_assert_cmpuint (reply->status, ==, 200);
  root = json_node_get_object (reply->json);
  g_assert_cmpint (json_object_get_int_member (root, "observations"), ==, 755);
  g_assert_cmpstr (json_object_get_string_member (root, "from"), ==, "2018-01-03");
  g_assert_cmpstr (json_object_get_string_member (root, "to"), ==, "2020-12-31");
  return json_object_get_double_member (root, "var");
}

/* R's PerformanceAnalytics, from the same prices; see tests/data/README.md. */
static void
test_var (void)
{
  static const struct
  {
    const char *query;
    double var;
  } cases[] = {
    { "symbols=AAPL", 0.0317318936794095 },
    { "symbols=AAPL&confidence=0.99", 0.0643515795246056 },
    { "symbols=IBM&confidence=0.95", 0.0294538127478526 },
    { "symbols=MSFT&confidence=0.99", 0.0535745430849067 },
    { "symbols=AAPL,IBM,MSFT&weights=0.5,0.3,0.2&confidence=0.95", 0.0287520039436138 },
    { "symbols=AAPL,IBM,MSFT&weights=5,3,2&confidence=0.99", 0.0513620395453168 },
    { "symbols=AAPL&confidence=0.01", 0 }, /* a gain is no loss */
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (get_var (server, cases[i].query), cases[i].var, 1e-12);
}

static void
test_risk_errors (void)
{
  static const struct
  {
    const char *path;
    guint status;
  } cases[] = {
    { "/quotes_producer/daily-returns/NOSUCH/", 404 },
    { "/quotes_producer/daily-returns/A%21/", 404 },
    { "/quotes_producer/daily-returns/AAPL/?range=x", 400 },
    { "/quotes_producer/portfolio-returns/", 400 },
    { "/quotes_producer/portfolio-returns/?symbols=AAPL,NOSUCH", 404 },
    { "/quotes_producer/portfolio-returns/?symbols=AAPL,IBM&weights=1", 400 },
    { "/quotes_producer/portfolio-returns/?symbols=AAPL&weights=0", 400 },
    { "/quotes_producer/portfolio-returns/?symbols=AAPL&weights=x", 400 },
    { "/quotes_producer/var/?symbols=AAPL&confidence=1", 400 },
    { "/quotes_producer/var/?symbols=AAPL&confidence=nan", 400 },
    { "/quotes_producer/var/?symbols=AAPL&period2=5", 422 },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = client_get (server, cases[i].path);
      JsonObject *error;

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      error = json_object_get_object_member (json_node_get_object (reply->json), "error");
      g_assert_cmpuint (strlen (json_object_get_string_member (error, "code")), >, 0);
      g_assert_cmpuint (strlen (json_object_get_string_member (error, "message")), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/services/spark", test_spark);
  g_test_add_func ("/server/services/spark-errors", test_spark_errors);
  g_test_add_func ("/server/services/too-many-symbols", test_too_many_symbols);
  g_test_add_func ("/server/services/spark-neighbours", test_spark_neighbours);
  g_test_add_func ("/server/services/search", test_search);
  g_test_add_func ("/server/services/search-shape", test_search_shape);
  g_test_add_func ("/server/services/returns", test_returns);
  g_test_add_func ("/server/services/returns-are-joined", test_returns_are_joined);
  g_test_add_func ("/server/services/var", test_var);
  g_test_add_func ("/server/services/risk-errors", test_risk_errors);
  return g_test_run ();
}
