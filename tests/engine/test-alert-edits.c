/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "alert-fixture.h"
#include "cw-symbol-list.h"

/* What a person does with alerts, and which symbols are asked for because of them. */

static void
test_removal_is_undone (void)
{
  AlertFixture fixture;
  g_autoptr (CwAlert) removed = NULL, there = NULL;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_MACD_RISES, NAN, TRUE);
  alert_fixture_open_again (&fixture);
  there = alert_fixture_ref_alert (&fixture, 0);
  removed = cw_alert_watch_remove (fixture.watch, there->id);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 0);
  g_assert_null (cw_alert_watch_remove (fixture.watch, there->id));
  cw_alert_watch_add (fixture.watch, removed);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  {
    g_autoptr (CwAlert) back = alert_fixture_ref_alert (&fixture, 0);

    g_assert_cmpint (back->id, ==, there->id);
    g_assert_true (back->repeats);
  }
  alert_fixture_tear_down (&fixture);
}

/* An alert that is edited before the store has numbered it is the edited one afterwards. */
static void
test_edit (void)
{
  AlertFixture fixture;
  g_autoptr (CwAlert) before = NULL, edited = NULL, after = NULL;
  CwAlert fields;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, 500, FALSE);
  before = alert_fixture_ref_alert (&fixture, 0);
  g_assert_cmpint (before->id, <, 0);
  fields = *before;
  fields.level = 600;
  fields.note = "edited";
  edited = cw_alert_new (&fields);
  cw_alert_watch_edit (fixture.watch, edited);
  alert_fixture_load_prices (&fixture);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  after = alert_fixture_ref_alert (&fixture, 0);
  g_assert_cmpfloat_with_epsilon (after->level, 600, 1e-9);
  g_assert_cmpstr (after->note, ==, "edited");
  g_assert_cmpint (after->id, >, 0);
  alert_fixture_tear_down (&fixture);
}

static CwSymbolList *
list_new (gint64 id, double low, double high)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);

  g_ptr_array_add (entries, cw_list_entry_new ("AAA", NULL, NULL, low, high));
  g_ptr_array_add (entries, cw_list_entry_new ("BBB", NULL, NULL, NAN, NAN));
  return cw_symbol_list_new (id, "List", entries, NULL);
}

static void
set_targets (AlertFixture *fixture, double low, double high)
{
  g_autoptr (GPtrArray) lists =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_list_unref);

  /* Two lists that agree: one alert each all the same. */
  g_ptr_array_add (lists, list_new (1, low, high));
  g_ptr_array_add (lists, list_new (2, low, high));
  cw_alert_watch_set_targets (fixture->watch, lists);
}

static void
test_targets (void)
{
  AlertFixture fixture;
  double price;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  price = alert_fixture_get_price (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, price * 10, FALSE);
  set_targets (&fixture, price * 0.95, price * 1.2);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 3);
  alert_fixture_load_prices (&fixture);
  alert_fixture_move_market (&fixture, 0.9);
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 1);
  g_assert_true (alert_fixture_get_fired (&fixture, 0)->alert->is_target);
  g_assert_cmpint (alert_fixture_get_fired (&fixture, 0)->alert->kind, ==, CW_ALERT_PRICE_FALLS);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 3);
  /* They remember over a restart, so that what fired does not fire again. */
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 3);
  set_targets (&fixture, price * 0.95, price * 1.2);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 3);
  alert_fixture_load_all (&fixture);
  g_assert_cmpuint (fixture.fired->len, ==, 1);
  set_targets (&fixture, NAN, price * 1.3);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 2);
  set_targets (&fixture, NAN, NAN);
  g_assert_cmpuint (alert_fixture_count_alerts (&fixture), ==, 1);
  alert_fixture_tear_down (&fixture);
}

/* Symbols that nobody shows are loaded for their alerts, once, unless somebody asks. */
static void
test_fetch (void)
{
  AlertFixture fixture;
  g_auto (GStrv) symbols = NULL;
  guint timer;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "ZZZ", CW_ALERT_PRICE_RISES, 1000, FALSE);
  alert_fixture_add (&fixture, "ZZZ", CW_ALERT_PRICE_FALLS, 1, FALSE);
  symbols = cw_alert_watch_get_symbols (fixture.watch);
  g_assert_cmpuint (g_strv_length (symbols), ==, 1);
  g_assert_cmpstr (symbols[0], ==, "ZZZ");
  timer =
      g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb, (gpointer) "ZZZ");
  cw_alert_watch_fetch (fixture.watch, (const char *const *) symbols, FALSE);
  while (cw_alert_watch_get_facts (fixture.watch, "ZZZ") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  alert_fixture_load_all (&fixture);
  scripted_market_forget_asked (fixture.market);
  cw_alert_watch_fetch (fixture.watch, (const char *const *) symbols, FALSE);
  alert_fixture_load_prices (&fixture);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, "ZZZ"), ==, 0);
  cw_alert_watch_fetch (fixture.watch, (const char *const *) symbols, TRUE);
  timer = g_timeout_add_seconds (ALERT_FIXTURE_PATIENCE, alert_fixture_give_up_cb,
                                 (gpointer) "ZZZ again");
  while (scripted_market_count_asked (fixture.market, "ZZZ") == 0)
    g_main_context_iteration (NULL, FALSE);
  g_source_remove (timer);
  alert_fixture_tear_down (&fixture);
}

/* While nobody looks only what has alerts is asked for, all of it at once; and nobody while
 * offline.
 */
static void
test_ask (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_add (&fixture, "BBB", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_load_all (&fixture);
  alert_fixture_move_market (&fixture, 1.1);
  scripted_market_forget_asked (fixture.market);
  cw_engine_set_offline (fixture.run.engine, TRUE);
  cw_alert_watch_ask (fixture.watch);
  cw_engine_set_offline (fixture.run.engine, FALSE);
  g_assert_cmpuint (fixture.fired->len, ==, 0);
  cw_alert_watch_ask (fixture.watch);
  cw_alert_watch_ask (fixture.watch);
  alert_fixture_await_fired (&fixture, 2);
  g_assert_cmpuint (scripted_market_count_asked (fixture.market, NULL), ==, 1);
  cw_alert_watch_ask (fixture.watch); /* none is left to ask for */
  alert_fixture_tear_down (&fixture);
}

/* That a symbol is not quoted is said where its alert is, and is over when it comes. */
static void
test_errors (void)
{
  AlertFixture fixture;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES, 1000, FALSE);
  g_assert_null (cw_alert_watch_get_error (fixture.watch, "AAA"));
  fixture.truth.gone = "AAA";
  scripted_market_set_truth (fixture.market, &fixture.truth);
  alert_fixture_load_all (&fixture);
  g_assert_nonnull (cw_alert_watch_get_error (fixture.watch, "AAA"));
  g_assert_null (cw_alert_watch_get_facts (fixture.watch, "AAA"));
  fixture.truth.gone = NULL;
  scripted_market_set_truth (fixture.market, &fixture.truth);
  alert_fixture_load_all (&fixture);
  g_assert_null (cw_alert_watch_get_error (fixture.watch, "AAA"));
  g_assert_nonnull (cw_alert_watch_get_facts (fixture.watch, "AAA"));
  alert_fixture_tear_down (&fixture);
}

static void
test_events_are_cleared_and_restored (void)
{
  AlertFixture fixture;
  g_autoptr (GPtrArray) removed = NULL;

  alert_fixture_set_up (&fixture, TRUE);
  alert_fixture_load_all (&fixture);
  alert_fixture_add (&fixture, "AAA", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_add (&fixture, "BBB", CW_ALERT_PRICE_RISES,
                     alert_fixture_get_price (&fixture) * 1.05, FALSE);
  alert_fixture_move_market (&fixture, 1.1);
  alert_fixture_load_prices (&fixture);
  alert_fixture_await_fired (&fixture, 2);
  removed = cw_alert_watch_remove_events (fixture.watch);
  g_assert_cmpuint (removed->len, ==, 2);
  g_assert_cmpuint (cw_alert_watch_get_events (fixture.watch)->len, ==, 0);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (cw_alert_watch_get_events (fixture.watch)->len, ==, 0);
  cw_alert_watch_restore_events (fixture.watch, removed);
  alert_fixture_open_again (&fixture);
  g_assert_cmpuint (cw_alert_watch_get_events (fixture.watch)->len, ==, 2);
  alert_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/alert-edits/removal-is-undone", test_removal_is_undone);
  g_test_add_func ("/engine/alert-edits/edit", test_edit);
  g_test_add_func ("/engine/alert-edits/targets", test_targets);
  g_test_add_func ("/engine/alert-edits/fetch", test_fetch);
  g_test_add_func ("/engine/alert-edits/ask", test_ask);
  g_test_add_func ("/engine/alert-edits/errors", test_errors);
  g_test_add_func ("/engine/alert-edits/events-are-cleared-and-restored",
                   test_events_are_cleared_and_restored);
  return g_test_run ();
}
