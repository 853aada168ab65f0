/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-demo-market.h"
#include "cw-engine.h"
#include "cw-server.h"

#define N_SYMBOLS 60
#define N_MOMENTS 40

/* Shuts the engine down at many moments of a load: before the first request, between answers, while
 * jobs run. Nothing may be left, and nothing may be called afterwards. */

static void
count_cb (CwLoad *load, GPtrArray *outcomes, guint *n)
{
  *n += outcomes->len;
}

static char **
simulated_symbols (guint n)
{
  char **symbols = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    symbols[i] = g_strdup_printf ("SIM%04u", i + 1);
  return symbols;
}

static CwEngine *
make_engine (CwServer *server)
{
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = config.finnhub_url = cw_server_get_url (server);
  config.finnhub_key = CW_DEMO_KEY;
  config.benchmark = CW_DEMO_BENCHMARK;
  config.clock = cw_demo_market_get_clock ();
  config.limits = (CwHttpLimits){ 8, 15, 3 };
  return cw_engine_new (&config);
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

static void
test_at_many_moments (void)
{
  g_autoptr (CwServer) server =
      cw_server_new (&(CwServerOptions){ .latency_ms = 3, .jitter_ms = 5 }, NULL);
  g_auto (GStrv) symbols = simulated_symbols (N_SYMBOLS);
  guint n_seen = 0;

  for (guint i = 0; i < N_MOMENTS; i++)
    {
      CwEngine *engine = make_engine (server);
      CwLoad *load =
          cw_engine_load (engine, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);

      g_signal_connect (load, "updated", G_CALLBACK (count_cb), &n_seen);
      run_for (i * 2);
      if (i % 2 == 0)
        {
          cw_engine_shut_down (engine);
          g_object_unref (load);
        }
      else
        {
          g_object_unref (load);
          cw_engine_shut_down (engine);
        }
      g_assert_finalize_object (engine);
    }
  g_assert_cmpuint (n_seen, >, 0);
}

static void
test_stuck_server (void)
{
  g_autoptr (CwServer) server = cw_server_new (&(CwServerOptions){ .latency_ms = 60000 }, NULL);
  g_auto (GStrv) symbols = simulated_symbols (N_SYMBOLS);
  CwEngine *engine = make_engine (server);
  g_autoptr (CwLoad) load =
      cw_engine_load (engine, (const char *const *) symbols, &CW_LOAD_OPTIONS_ANALYSIS);
  gint64 start;

  run_for (100);
  start = g_get_monotonic_time ();
  cw_engine_shut_down (engine);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_clear_object (&load);
  g_assert_finalize_object (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/shutdown/at-many-moments", test_at_many_moments);
  g_test_add_func ("/engine/shutdown/stuck-server", test_stuck_server);
  return g_test_run ();
}
