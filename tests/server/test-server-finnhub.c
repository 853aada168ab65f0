/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-demo-market.h"
#include "cw-server-client.h"

static void
test_key (void)
{
  static const char *const paths[] = { "/api/v1/stock/metric?symbol=AAPL",
                                       "/api/v1/quote?symbol=AAPL",
                                       "/api/v1/stock/profile2?symbol=AAPL" };
  g_autoptr (CwServer) server = open_plain_server ();
  g_autofree char *refused = read_captured ("finnhub", "error_401_invalid_key.json");

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *with_token = g_strconcat (paths[i], "&token=abc", NULL);
      g_autoptr (Reply) without = client_get (server, paths[i]);
      g_autoptr (Reply) empty = client_get_with_key (server, paths[i], "");
      g_autoptr (Reply) header = client_get_with_key (server, paths[i], CW_DEMO_KEY);
      g_autoptr (Reply) query = client_get (server, with_token);

      g_assert_cmpuint (without->status, ==, 401);
      g_assert_cmpstr (without->text, ==, refused);
      g_assert_cmpuint (empty->status, ==, 401);
      g_assert_cmpuint (header->status, ==, 200);
      g_assert_cmpuint (query->status, ==, 200);
      g_assert_cmpstr (header->text, ==, query->text);
    }
}

static void
assert_subset (JsonObject *object, JsonObject *model, guint at_least)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_assert_cmpuint (g_list_length (names), >=, at_least);
  for (GList *l = names; l != NULL; l = l->next)
    if (!json_object_has_member (model, l->data))
      g_error ("Finnhub knows no “%s”", (char *) l->data);
}

static JsonObject *
metric_of (Reply *reply)
{
  return json_object_get_object_member (json_node_get_object (reply->json), "metric");
}

static void
test_metric_shape (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (JsonNode) model = parse_captured ("finnhub", "metric_AAPL_2026.json");
  g_autoptr (Reply) bundled =
      client_get_with_key (server, "/api/v1/stock/metric?symbol=AAPL&metric=all", CW_DEMO_KEY);
  g_autoptr (Reply) simulated =
      client_get_with_key (server, "/api/v1/stock/metric?symbol=SIM0002", CW_DEMO_KEY);
  JsonObject *known = json_object_get_object_member (json_node_get_object (model), "metric");

  g_assert_cmpuint (bundled->status, ==, 200);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (bundled->json)), ==,
                    json_object_get_size (json_node_get_object (model)));
  assert_subset (json_node_get_object (bundled->json), json_node_get_object (model), 4);
  assert_subset (metric_of (bundled), known, 10);
  assert_subset (metric_of (simulated), known, 8);
}

static double
annual (Reply *reply, const char *name, const char **period)
{
  JsonObject *series = json_object_get_object_member (json_node_get_object (reply->json), "series");
  JsonArray *values =
      json_object_get_array_member (json_object_get_object_member (series, "annual"), name);
  JsonObject *value = json_array_get_object_element (values, 0);

  g_assert_cmpuint (json_array_get_length (values), ==, 1);
  *period = json_object_get_string_member (value, "period");
  return json_object_get_double_member (value, "v");
}

static void
test_metric_units (void)
{
  static const struct
  {
    const char *symbol;
    double debt, roe, gross_margin;
    const char *year_end;
  } cases[] = {
    { "AAPL", 1.7208, 87.87, 38.23, "2020-09-26" },  { "MSFT", 0.5353, 37.43, 67.78, "2020-06-30" },
    { "GOOGL", 0.0675, 18.09, 53.58, "2020-12-31" }, { "AMZN", 0.3530, 22.84, 39.57, "2020-12-31" },
    { "TSLA", 0.4598, 3.24, 21.02, "2020-12-31" },   { "IBM", 2.9877, 27.14, 48.32, "2020-12-31" },
    { "ORCL", 5.9298, 83.94, 79.68, "2020-05-31" },
  };
  g_autoptr (CwServer) server = open_plain_server ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/api/v1/stock/metric?symbol=", cases[i].symbol, NULL);
      g_autoptr (Reply) reply = client_get_with_key (server, path, CW_DEMO_KEY);
      JsonObject *metric = metric_of (reply);
      const char *period;

      assert_number (json_object_get_double_member (metric, "totalDebt/totalEquityAnnual"),
                     cases[i].debt);
      assert_number (json_object_get_double_member (metric, "roeRfy"), cases[i].roe);
      assert_number (json_object_get_double_member (metric, "grossMarginAnnual"),
                     cases[i].gross_margin);
      g_assert_false (json_object_has_member (metric, "peAnnual"));
      g_assert_cmpfloat_with_epsilon (annual (reply, "roe", &period), cases[i].roe / 100, 1e-9);
      g_assert_cmpstr (period, ==, cases[i].year_end);
      /* IBM reports no operating income. */
      g_assert_true (json_object_get_null_member (metric, "operatingMarginAnnual")
                     == g_str_equal (cases[i].symbol, "IBM"));
    }
  g_assert_cmpuint (G_N_ELEMENTS (cases), ==,
                    g_strv_length ((char **) cw_demo_market_get_symbols ()));
}

static void
test_simulated_metrics (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  guint n_missing = 0, n_null = 0, n_given = 0;

  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/v1/stock/metric?symbol=SIM%04u", i);
      g_autoptr (Reply) reply = client_get_with_key (server, path, CW_DEMO_KEY);
      static const char *const keys[] = { "roeTTM", "grossMarginTTM",
                                          "longTermDebt/equityQuarterly",
                                          "totalDebt/totalEquityQuarterly" };

      for (gsize j = 0; j < G_N_ELEMENTS (keys); j++)
        if (!json_object_has_member (metric_of (reply), keys[j]))
          n_missing++;
        else if (json_object_get_null_member (metric_of (reply), keys[j]))
          n_null++;
        else
          n_given++;
    }
  g_assert_cmpuint (n_missing + n_null + n_given, ==, 400);
  g_assert_cmpuint (n_missing, >, 0);
  g_assert_cmpuint (n_null, >, 0);
  g_assert_cmpuint (n_given, >, 300);
}

static void
test_quote (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (JsonNode) model = parse_captured ("finnhub", "quote_AAPL_2024.json");
  g_autoptr (Reply) reply = client_get_with_key (server, "/api/v1/quote?symbol=aapl", CW_DEMO_KEY);
  JsonObject *quote = json_node_get_object (reply->json);

  assert_subset (quote, json_node_get_object (model), 8);
  assert_number (json_object_get_double_member (quote, "c"), 133.5);
  assert_number (json_object_get_double_member (quote, "pc"), 133.11);
  assert_number (json_object_get_double_member (quote, "d"), 0.39);
  assert_number (json_object_get_double_member (quote, "dp"), 0.293);
  assert_number (json_object_get_double_member (quote, "l"), 131.3001);
  g_assert_cmpint (json_object_get_int_member (quote, "t"), ==,
                   cw_clock_now (cw_demo_market_get_clock ()));
}

static void
test_profile (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (JsonNode) model = parse_captured ("finnhub", "profile2_AAPL_2026.json");
  g_autoptr (Reply) bundled =
      client_get_with_key (server, "/api/v1/stock/profile2?symbol=AMZN", CW_DEMO_KEY);
  g_autoptr (Reply) simulated =
      client_get_with_key (server, "/api/v1/stock/profile2?symbol=SIM0042", CW_DEMO_KEY);

  assert_subset (json_node_get_object (bundled->json), json_node_get_object (model), 6);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (bundled->json), "name"), ==,
                   "Amazon.com, Inc.");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (simulated->json), "name"),
                   ==, "Simulated 0042");
}

static void
test_unknown (void)
{
  g_autoptr (CwServer) server = open_plain_server ();
  g_autoptr (JsonNode) no_quote = parse_captured ("finnhub", "quote_unknown_symbol.json");
  g_autoptr (Reply) quote =
      client_get_with_key (server, "/api/v1/quote?symbol=NOSUCH", CW_DEMO_KEY);
  g_autoptr (Reply) profile =
      client_get_with_key (server, "/api/v1/stock/profile2?symbol=NOSUCH", CW_DEMO_KEY);
  g_autoptr (Reply) metric =
      client_get_with_key (server, "/api/v1/stock/metric?symbol=NOSUCH", CW_DEMO_KEY);
  g_autoptr (Reply) nothing = client_get_with_key (server, "/api/v1/stock/metric", CW_DEMO_KEY);

  g_assert_cmpuint (quote->status, ==, 200);
  g_assert_true (json_node_equal (quote->json, no_quote));
  g_assert_cmpuint (profile->status, ==, 200);
  g_assert_cmpstr (profile->text, ==, "{}");
  g_assert_cmpuint (metric->status, ==, 200);
  g_assert_cmpuint (json_object_get_size (metric_of (metric)), ==, 0);
  g_assert_cmpuint (json_object_get_size (metric_of (nothing)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/finnhub/key", test_key);
  g_test_add_func ("/server/finnhub/metric-shape", test_metric_shape);
  g_test_add_func ("/server/finnhub/metric-units", test_metric_units);
  g_test_add_func ("/server/finnhub/simulated-metrics", test_simulated_metrics);
  g_test_add_func ("/server/finnhub/quote", test_quote);
  g_test_add_func ("/server/finnhub/profile", test_profile);
  g_test_add_func ("/server/finnhub/unknown", test_unknown);
  return g_test_run ();
}
