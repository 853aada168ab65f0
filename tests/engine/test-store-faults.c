/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "alert-fixture.h"
#include "cw-store-error.h"
#include "failing-calls.h"

/* A store that refuses everything: what was loaded is shown all the same, what fires fires, and it
 * is said. */

static void
await_failed (AlertFixture *fixture, guint n)
{
  guint timer = g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb,
                                       (gpointer) "what fails");

  while (fixture->n_failed < n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
await_number (AlertFixture *fixture)
{
  gint64 id = 0;

  while (id <= 0)
    {
      g_autoptr (CwAlert) alert = alert_fixture_ref_alert (fixture, 0);

      id = alert->id;
      if (id <= 0)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* They said that they failed, which no other test expects. */
static void
tear_down (AlertFixture *fixture)
{
  g_assert_cmpuint (fixture->n_failed, >, 0);
  fixture->n_failed = 0;
  alert_fixture_tear_down (fixture);
}

/* What the store refused is as it was before, once it can be read again. */
static void
test_edit (void)
{
  AlertFixture fixture;
  g_autoptr (CwAlert) there = NULL, gone = NULL;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, 1e6, FALSE);
  await_number (&fixture);
  there = alert_fixture_ref_alert (&fixture, 0);
  failing_calls_arm_all ();
  gone = cw_alert_watch_remove (fixture.watch, there->id);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 0);
  await_failed (&fixture, 1);
  g_assert_true (failing_calls_disarm ());
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  tear_down (&fixture);
}

static void
test_fired (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_FALLS,
                     alert_fixture_get_price (&fixture) * 0.95, FALSE);
  await_number (&fixture);
  alert_fixture_load_prices (&fixture);
  alert_fixture_move_market (&fixture, 0.9);
  failing_calls_arm_all ();
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  await_failed (&fixture, 1);
  g_assert_true (failing_calls_disarm ());
  tear_down (&fixture);
}

static void
test_reading (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, 1e6, FALSE);
  await_number (&fixture);
  failing_calls_arm_all ();
  cw_alert_watch_load (fixture.watch);
  await_failed (&fixture, 1);
  g_assert_true (failing_calls_disarm ());
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  tear_down (&fixture);
}

static void
test_import (void)
{
  AlertFixture fixture;
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = "AAA";
  fields.level = 1e6;
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  alert_fixture_set_up (&fixture, TRUE);
  failing_calls_arm_all ();
  cw_alert_watch_import (fixture.watch, alerts);
  await_failed (&fixture, 1);
  g_assert_true (failing_calls_disarm ());
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 0);
  tear_down (&fixture);
}

/* Who asked for what is stored is told; the first failure is kept for whoever asks how it went. */
static void
test_saving (void)
{
  AlertFixture fixture;
  CwLoadOptions options = CW_LOAD_OPTIONS_ANALYSIS;
  g_autoptr (GError) before = NULL, after = NULL;

  options.save = TRUE;
  alert_fixture_set_up (&fixture, TRUE);
  before = cw_engine_dup_store_error (fixture.run.engine);
  g_assert_no_error (before);
  failing_calls_arm_all ();
  engine_run_load (&fixture.run, (const char *[]){ "AAA", NULL }, &options);
  g_assert_true (failing_calls_disarm ());
  g_assert_error (engine_run_find (&fixture.run, "AAA")->error, CW_STORE_ERROR,
                  CW_STORE_ERROR_FAILED);
  after = cw_engine_dup_store_error (fixture.run.engine);
  g_assert_error (after, CW_STORE_ERROR, CW_STORE_ERROR_FAILED);
  alert_fixture_tear_down (&fixture);
}

/* The copy that the store makes for itself is nothing that anybody asked for, so the log has it. */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_assert_true (g_str_has_prefix (message, "No backup was made"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_handler ("cw-store", G_LOG_LEVEL_WARNING, log_cb, NULL);
  g_test_add_func ("/engine/store-faults/edit", test_edit);
  g_test_add_func ("/engine/store-faults/fired", test_fired);
  g_test_add_func ("/engine/store-faults/reading", test_reading);
  g_test_add_func ("/engine/store-faults/import", test_import);
  g_test_add_func ("/engine/store-faults/saving", test_saving);
  return g_test_run ();
}
