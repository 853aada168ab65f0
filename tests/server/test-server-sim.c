/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-server-client.h"

#define N_DAYS 2516

static CwServer *
open_seeded_server (guint64 seed)
{
  CwServerOptions options = { .seed = seed };
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

static void
test_seed (void)
{
  static const char *const paths[] = {
    "/v8/finance/chart/SIM0001?range=max&interval=1d",
    "/v8/finance/chart/SIM0001?range=5d&interval=1m",
    "/api/v1/stock/metric?symbol=SIM0001&token=x",
    "/api/v1/quote?symbol=SIM0001&token=x",
  };
  g_autoptr (CwServer) first = open_seeded_server (7);
  g_autoptr (CwServer) again = open_seeded_server (7);
  g_autoptr (CwServer) other = open_seeded_server (8);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) a = client_get (first, paths[i]);
      g_autoptr (Reply) b = client_get (again, paths[i]);
      g_autoptr (Reply) c = client_get (other, paths[i]);

      g_assert_cmpuint (a->status, ==, 200);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpstr (a->text, !=, c->text);
    }
}

/* The walk may not change unnoticed: pictures and benchmarks are made from it. */
static void
test_pinned (void)
{
  g_autoptr (CwServer) server = open_seeded_server (0);
  g_autoptr (Reply) reply = client_get (server, "/v8/finance/chart/SIM0001?range=5d&interval=1d");
  static const double closes[] = { 136.9, 137.65, 138.69, 141.94, 140.97, 145.55 };
  JsonArray *column = chart_column (reply->json, "close");

  g_assert_cmpuint (json_array_get_length (column), ==, G_N_ELEMENTS (closes));
  for (guint i = 0; i < G_N_ELEMENTS (closes); i++)
    assert_number (json_array_get_double_element (column, i), closes[i]);
}

static void
assert_plausible (JsonNode *json, guint n)
{
  JsonArray *open = chart_column (json, "open"), *high = chart_column (json, "high");
  JsonArray *low = chart_column (json, "low"), *close = chart_column (json, "close");
  JsonArray *volume = chart_column (json, "volume");
  gboolean moves = FALSE;

  g_assert_cmpuint (json_array_get_length (close), ==, n);
  for (guint i = 0; i < n; i++)
    {
      double o = json_array_get_double_element (open, i);
      double h = json_array_get_double_element (high, i);
      double l = json_array_get_double_element (low, i);
      double c = json_array_get_double_element (close, i);

      g_assert_cmpfloat (l, >=, 1);
      g_assert_cmpfloat (l, <=, MIN (o, c));
      g_assert_cmpfloat (h, >=, MAX (o, c));
      g_assert_cmpfloat (fabs (c * 100 - round (c * 100)), <, 1e-6);
      g_assert_cmpfloat (json_array_get_double_element (volume, i), >=, 0);
      if (i > 0)
        g_assert_cmpfloat (fabs (o / json_array_get_double_element (close, i - 1) - 1), <, 0.1);
      moves = moves || h > l;
    }
  g_assert_true (moves);
}

static void
test_plausible (void)
{
  g_autoptr (CwServer) server = open_seeded_server (3);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint number = 1; number <= 9999; number += 476)
    {
      g_autofree char *path =
          g_strdup_printf ("/v8/finance/chart/SIM%04u?range=max&interval=1d", number);
      g_autofree char *name = g_strdup_printf ("Simulated %04u", number);
      g_autoptr (Reply) reply = client_get (server, path);
      JsonObject *meta = chart_meta (reply->json);

      assert_plausible (reply->json, N_DAYS);
      g_assert_cmpstr (json_object_get_string_member (meta, "longName"), ==, name);
      g_assert_cmpstr (json_object_get_string_member (meta, "fullExchangeName"), ==,
                       "Simulated market");
      g_assert_true (g_hash_table_add (
          seen,
          g_strdup_printf ("%.2f", json_object_get_double_member (meta, "regularMarketPrice"))));
      n++;
    }
  g_assert_cmpuint (n, ==, 22);
}

static double
extreme (JsonArray *column, gboolean highest)
{
  double found = json_array_get_double_element (column, 0);

  for (guint i = 1; i < json_array_get_length (column); i++)
    {
      double value = json_array_get_double_element (column, i);

      found = highest ? MAX (found, value) : MIN (found, value);
    }
  return found;
}

/* Whatever the interval, a day's bars make up the day's bar. */
static void
assert_fills_day (CwServer *server, const char *symbol, const char *interval, guint n_bars)
{
  g_autofree char *day_path = g_strdup_printf ("/v8/finance/chart/%s?range=1d&interval=1d", symbol);
  g_autofree char *path =
      g_strdup_printf ("/v8/finance/chart/%s?range=1d&interval=%s", symbol, interval);
  g_autoptr (Reply) day = client_get (server, day_path);
  g_autoptr (Reply) bars = client_get (server, path);
  JsonArray *close = chart_column (bars->json, "close");
  double volume = 0;

  assert_plausible (bars->json, n_bars);
  g_assert_null (chart_adjusted (bars->json));
  for (guint i = 0; i < n_bars; i++)
    volume += json_array_get_double_element (chart_column (bars->json, "volume"), i);
  assert_number (volume, json_array_get_double_element (chart_column (day->json, "volume"), 0));
  assert_number (json_array_get_double_element (chart_column (bars->json, "open"), 0),
                 json_array_get_double_element (chart_column (day->json, "open"), 0));
  assert_number (json_array_get_double_element (close, n_bars - 1),
                 json_array_get_double_element (chart_column (day->json, "close"), 0));
  assert_number (extreme (chart_column (bars->json, "high"), TRUE),
                 json_array_get_double_element (chart_column (day->json, "high"), 0));
  assert_number (extreme (chart_column (bars->json, "low"), FALSE),
                 json_array_get_double_element (chart_column (day->json, "low"), 0));
  assert_number (json_object_get_double_member (chart_meta (bars->json), "chartPreviousClose"),
                 json_object_get_double_member (chart_meta (day->json), "chartPreviousClose"));
}

static void
test_intraday (void)
{
  static const struct
  {
    const char *interval;
    guint n;
  } cases[] = { { "1m", 390 }, { "2m", 195 }, { "5m", 78 }, { "15m", 26 },
                { "30m", 13 }, { "60m", 7 },  { "1h", 7 },  { "90m", 5 } };
  g_autoptr (CwServer) server = open_seeded_server (1);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint number = 1; number <= 5; number++, n++)
      {
        g_autofree char *symbol = g_strdup_printf ("SIM%04u", number);

        assert_fills_day (server, symbol, cases[i].interval, cases[i].n);
      }
  g_assert_cmpuint (n, ==, 40);
}

static void
test_intraday_limits (void)
{
  static const struct
  {
    const char *query;
    guint status, n;
    const char *says;
  } cases[] = {
    { "interval=1m&range=5d", 200, 6 * 390, NULL },
    { "interval=5m&range=1mo", 200, 22 * 78, NULL },
    { "interval=1h&range=2y", 200, 505 * 7, NULL },
    { "interval=1m&range=1mo", 422, 0, "Only 8 days worth of 1m" },
    { "interval=1m&period1=1618344000", 200, 6 * 390, NULL }, /* eight days at once … */
    { "interval=1m&period1=1618257600", 422, 0, "Only 8 days worth of 1m" }, /* … and no more */
    { "interval=1m&period1=1617000000&period2=1617600000", 200, 4 * 390, NULL },
    { "interval=1m&period1=1616000000&period2=1616300000", 422, 0, "within the last 30 days" },
    { "interval=15m&range=3mo", 422, 0, "within the last 60 days" },
    { "interval=1h&period1=1619015400&period2=1619022600", 200, 3, NULL },
  };
  g_autoptr (CwServer) server = open_seeded_server (1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/v8/finance/chart/SIM0009?", cases[i].query, NULL);
      g_autoptr (Reply) reply = client_get (server, path);

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      if (reply->status == 200)
        g_assert_cmpuint (json_array_get_length (chart_times (reply->json)), ==, cases[i].n);
      else
        g_assert_nonnull (strstr (reply->text, cases[i].says));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/sim/seed", test_seed);
  g_test_add_func ("/server/sim/pinned", test_pinned);
  g_test_add_func ("/server/sim/plausible", test_plausible);
  g_test_add_func ("/server/sim/intraday", test_intraday);
  g_test_add_func ("/server/sim/intraday-limits", test_intraday_limits);
  return g_test_run ();
}
