/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "alert-fixture.h"

#define HOUR (60 * 60)

static void
fired_cb (AlertFixture *fixture, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (fixture->fired, cw_alert_event_ref (g_ptr_array_index (events, i)));
}

static void
failed_cb (AlertFixture *fixture)
{
  fixture->n_failed++;
}

gboolean
alert_fixture_give_up_cb (gpointer what)
{
  g_error ("waited too long for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

static void
open_engine (AlertFixture *fixture)
{
  guint timer = g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb,
                                       (gpointer) "the alerts");
  CwEngineConfig config;

  cw_engine_config_init (&config);
  config.yahoo_url = scripted_market_get_url (fixture->market);
  config.data_dir = fixture->data_dir;
  config.limits.retries = 0;
  engine_run_begin (&fixture->run, &config);
  fixture->watch = cw_alert_watch_new (fixture->run.engine);
  g_signal_connect_swapped (fixture->watch, "fired", G_CALLBACK (fired_cb), fixture);
  g_signal_connect_swapped (fixture->watch, "failed", G_CALLBACK (failed_cb), fixture);
  cw_alert_watch_load (fixture->watch);
  while (!cw_alert_watch_is_loaded (fixture->watch))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
close_engine (AlertFixture *fixture)
{
  cw_alert_watch_shut_down (fixture->watch);
  engine_run_end (&fixture->run);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->watch);
}

void
alert_fixture_set_up (AlertFixture *fixture, gboolean stored)
{
  *fixture = (AlertFixture){ .truth = scripted_truth_of_session (ALERT_FIXTURE_BARS, 5 * HOUR, HOUR,
                                                                 1000) };
  fixture->market = scripted_market_new (&fixture->truth);
  fixture->data_dir = stored ? engine_run_make_data_dir () : NULL;
  fixture->fired = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
  open_engine (fixture);
}

void
alert_fixture_tear_down (AlertFixture *fixture)
{
  close_engine (fixture);
  scripted_market_free (fixture->market);
  g_ptr_array_unref (fixture->fired);
  g_free (fixture->data_dir);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

void
alert_fixture_open_again (AlertFixture *fixture)
{
  close_engine (fixture);
  open_engine (fixture);
}

double
alert_fixture_get_price (AlertFixture *fixture)
{
  return scripted_market_get_close (&fixture->truth, ALERT_FIXTURE_BARS - 1);
}

/* A minute later everything costs @factor times as much. */
void
alert_fixture_move_market (AlertFixture *fixture, double factor)
{
  fixture->truth.factor *= factor;
  fixture->truth.market_time += 60;
  scripted_market_set_truth (fixture->market, &fixture->truth);
}

const CwLoadOptions alert_fixture_live = { .interval = CW_INTERVAL_1D,
                                           .range = CW_RANGE_5D,
                                           .depth = CW_LOAD_QUOTES,
                                           .refresh = TRUE,
                                           .batched = TRUE };

void
alert_fixture_load_prices (AlertFixture *fixture)
{
  engine_run_load (&fixture->run, (const char *[]){ "AAA", "BBB", NULL }, &alert_fixture_live);
}

void
alert_fixture_load_all (AlertFixture *fixture)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;

  options.refresh = TRUE;
  engine_run_load (&fixture->run, (const char *[]){ "AAA", "BBB", NULL }, &options);
}

void
alert_fixture_await_fired (AlertFixture *fixture, guint n)
{
  guint timer = g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb,
                                       (gpointer) "what fires");

  while (fixture->fired->len < n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_assert_cmpuint (fixture->fired->len, ==, n);
}

const CwAlertEvent *
alert_fixture_get_fired (AlertFixture *fixture, guint i)
{
  return g_ptr_array_index (fixture->fired, i);
}

void
alert_fixture_add (
    AlertFixture *fixture, const char *symbol, CwAlertKind kind, double level, gboolean repeats)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) alert = NULL;

  fields.symbol = symbol;
  fields.kind = kind;
  fields.level = level;
  fields.period = cw_alert_kind_has_period (kind) ? 10 : 0;
  fields.repeats = repeats;
  fields.created_at = fields.splits_until = g_get_real_time () / G_USEC_PER_SEC;
  alert = cw_alert_new (&fields);
  cw_alert_watch_add (fixture->watch, alert);
}

guint
alert_fixture_count_alerts (AlertFixture *fixture)
{
  g_autoptr (GPtrArray) alerts = cw_alert_watch_get_alerts (fixture->watch);

  return alerts->len;
}

CwAlert *
alert_fixture_ref_alert (AlertFixture *fixture, guint i)
{
  g_autoptr (GPtrArray) alerts = cw_alert_watch_get_alerts (fixture->watch);

  g_assert_cmpuint (i, <, alerts->len);
  return cw_alert_ref (g_ptr_array_index (alerts, i));
}
