/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "routing-fixture.h"

#include <glib/gstdio.h>

#define HOUR (60 * 60)

const CwLoadOptions routing_price = { .interval = CW_INTERVAL_1D,
                                      .range = CW_RANGE_5D,
                                      .depth = CW_LOAD_QUOTES };
const CwLoadOptions routing_bars = { .interval = CW_INTERVAL_1D, .range = CW_RANGE_1MO };

static void
write_file (const char *folder, const char *symbol)
{
  g_autofree char *name = g_strdup_printf ("%s.csv", symbol);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GString *text = g_string_new ("Date,Open,High,Low,Close,Adj Close,Volume\n");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  for (int i = 9; i >= 0; i--)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, -i);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      g_string_append_printf (text, "%s,42,43,41,42.5,42.5,1000\n", date);
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  g_string_free (text, TRUE);
}

char *
routing_make_folder (void)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "folder", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, "ACME");
  return folder;
}

void
routing_set_up (RoutingFixture *fixture, guint parts, const char *provider)
{
  g_autofree char *data_dir = engine_run_make_data_dir ();
  CwEngineConfig config;

  fixture->truth = scripted_truth_of_session (40, 5 * HOUR, HOUR, 10);
  fixture->yahoo = scripted_market_new (&fixture->truth);
  fixture->finnhub = scripted_market_new (&fixture->truth);
  fixture->folder = routing_make_folder ();
  cw_engine_config_init (&config);
  config.provider = provider;
  config.yahoo_url = scripted_market_get_url (fixture->yahoo);
  config.finnhub_url = scripted_market_get_url (fixture->finnhub);
  config.finnhub_key = (parts & ROUTING_FINNHUB) != 0 ? "key" : NULL;
  config.csv_dir = (parts & ROUTING_FOLDER) != 0 ? fixture->folder : NULL;
  config.data_dir = (parts & ROUTING_STORE) != 0 ? data_dir : NULL;
  config.limits.retries = 0;
  engine_run_begin (&fixture->run, &config);
}

void
routing_tear_down (RoutingFixture *fixture)
{
  engine_run_end (&fixture->run);
  scripted_market_free (fixture->yahoo);
  scripted_market_free (fixture->finnhub);
  g_free (fixture->folder);
}

void
routing_let_yahoo_answer (RoutingFixture *fixture, guint status)
{
  fixture->truth.status = status;
  scripted_market_set_truth (fixture->yahoo, &fixture->truth);
}

double
routing_get_yahoo_price (RoutingFixture *fixture)
{
  return scripted_market_get_close (&fixture->truth, fixture->truth.n_bars - 1);
}

void
routing_assert_price (const CwOutcome *outcome, double expected, const char *source)
{
  const CwAnalysis *analysis = outcome->analysis;

  g_assert_cmpfloat_with_epsilon (analysis->quote.price, expected, 1e-6);
  g_assert_nonnull (g_strstr_len (analysis->quote_source, -1, source));
}
