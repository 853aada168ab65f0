/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-alerts.h"

#include <sqlite3.h>

#include "cw-alerts-table.h"
#include "store-helper.h"

#define NOW 1700000000

static CwAlert
fields_of (const char *symbol, CwAlertKind kind)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = symbol;
  fields.kind = kind;
  fields.level = cw_alert_kind_has_level (kind) ? 12.5 : NAN;
  fields.period = cw_alert_kind_has_period (kind) ? 50 : 0;
  fields.created_at = NOW;
  return fields;
}

static CwAlert *
alert_new (const char *symbol, CwAlertKind kind, gboolean repeats)
{
  CwAlert fields = fields_of (symbol, kind);

  fields.repeats = repeats;
  return cw_alert_new (&fields);
}

static CwStoredAlerts *
load (StoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CwStoredAlerts *stored;

  cw_store_load_alerts_async (fixture->store, NULL, keep_result_cb, &result);
  stored = cw_store_load_alerts_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return stored;
}

static gint64
add (StoreFixture *fixture, const CwAlert *alert, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  cw_store_add_alert_async (fixture->store, alert, keep_result_cb, &result);
  id = cw_store_add_alert_finish (wait_for_result (&result), &error);
  if (code == DONE)
    g_assert_no_error (error);
  else
    g_assert_error (error, CW_STORE_ERROR, code);
  g_assert_true ((id > 0) == (code == DONE));
  return id;
}

static void
remove_alert (StoreFixture *fixture, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_remove_alert_async (fixture->store, id, keep_result_cb, &result);
  assert_edit (&result, DONE);
}

static void
assert_same_alert (const CwAlert *one, const CwAlert *other)
{
  g_assert_cmpint (one->id, ==, other->id);
  g_assert_cmpstr (one->symbol, ==, other->symbol);
  g_assert_cmpstr (one->provider, ==, other->provider);
  g_assert_cmpint (one->kind, ==, other->kind);
  assert_same_number (one->level, other->level);
  g_assert_cmpint (one->period, ==, other->period);
  g_assert_cmpint (one->repeats, ==, other->repeats);
  g_assert_cmpint (one->is_target, ==, other->is_target);
  g_assert_cmpstr (one->currency, ==, other->currency);
  g_assert_cmpstr (one->note, ==, other->note);
  g_assert_cmpint (one->created_at, ==, other->created_at);
  assert_same_number (one->split_factor, other->split_factor);
  g_assert_cmpint (one->splits_until, ==, other->splits_until);
  g_assert_cmpint (one->memory.state, ==, other->memory.state);
  g_assert_cmpint (one->memory.time, ==, other->memory.time);
  g_assert_cmpint (one->memory.day, ==, other->memory.day);
  assert_same_number (one->memory.price, other->memory.price);
  g_assert_true (one->memory.decision == other->memory.decision);
}

/* Every kind, and every column of it. */
static void
test_all_of_it_is_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (CwStoredAlerts) stored = NULL;
  guint n = 0;

  for (CwAlertKind kind = 0; kind < CW_N_ALERT_KINDS; kind++)
    {
      CwAlert fields = fields_of ("A'); DROP TABLE alerts;", kind);

      fields.provider = kind % 2 ? "csv:/a folder" : NULL;
      fields.repeats = kind % 2;
      fields.is_target = kind % 3 == 0;
      fields.currency = kind % 2 ? "GBp" : NULL;
      fields.note = kind % 2 ? "Bob’s “note”" : NULL;
      fields.split_factor = 0.25;
      fields.splits_until = NOW + kind;
      fields.memory = (CwAlertMemory){ .state = kind % CW_N_ALERT_STATES,
                                       .time = NOW + 1,
                                       .day = 19000,
                                       .price = kind % 2 ? 3.75 : (double) NAN,
                                       .decision = kind % 2 ? "buy" : NULL };
      {
        g_autoptr (CwAlert) alert = cw_alert_new (&fields);

        fields.id = add (fixture, alert, DONE);
      }
      g_ptr_array_add (alerts, cw_alert_new (&fields));
    }
  store_fixture_reopen (fixture);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, CW_N_ALERT_KINDS);
  for (; n < stored->alerts->len; n++)
    assert_same_alert (g_ptr_array_index (stored->alerts, n), g_ptr_array_index (alerts, n));
  g_assert_cmpuint (n, ==, 14);
  g_assert_cmpuint (stored->events->len, ==, 0);
}

static void
test_edited_and_removed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) first = alert_new ("AAPL", CW_ALERT_PRICE_RISES, FALSE);
  g_autoptr (CwAlert) second = alert_new ("MSFT", CW_ALERT_MACD_FALLS, TRUE);
  g_autoptr (CwStoredAlerts) stored = NULL;
  g_autoptr (CwAlert) edited = NULL, gone = NULL;
  g_autoptr (GAsyncResult) done = NULL, refused = NULL;
  CwAlert fields = fields_of ("AAPL", CW_ALERT_AVERAGE_RISES);

  fields.id = add (fixture, first, DONE);
  fields.note = "edited";
  edited = cw_alert_new (&fields);
  g_assert_cmpint (add (fixture, second, DONE), ==, fields.id + 1);
  cw_store_edit_alert_async (fixture->store, edited, keep_result_cb, &done);
  assert_edit (&done, DONE);
  remove_alert (fixture, fields.id + 1);
  remove_alert (fixture, fields.id + 1);
  store_fixture_reopen (fixture);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, 1);
  assert_same_alert (g_ptr_array_index (stored->alerts, 0), edited);

  fields.id += 7;
  gone = cw_alert_new (&fields);
  cw_store_edit_alert_async (fixture->store, gone, keep_result_cb, &refused);
  assert_edit (&refused, CW_STORE_ERROR_NOT_FOUND);
}

/* Undoing gives the number back, unless somebody else has it; no number is given twice. */
static void
test_removal_is_undone (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) alert = alert_new ("AAPL", CW_ALERT_PRICE_RISES, FALSE);
  g_autoptr (CwAlert) removed = NULL;
  CwAlert fields = *alert;

  fields.id = add (fixture, alert, DONE);
  removed = cw_alert_new (&fields);
  remove_alert (fixture, removed->id);
  g_assert_cmpint (add (fixture, alert, DONE), >, removed->id);
  g_assert_cmpint (add (fixture, removed, DONE), ==, removed->id);
  g_assert_cmpint (add (fixture, removed, DONE), >, removed->id + 1);
}

static void
test_what_cannot_be_is_refused (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    CwAlertKind kind;
    double level;
    int period;
  } wrong[] = {
    { CW_ALERT_PRICE_RISES, (double) NAN, 0 },   { CW_ALERT_PRICE_RISES, 0, 0 },
    { CW_ALERT_PRICE_RISES, 1e12, 0 },           { CW_ALERT_PRICE_RISES, 5, 50 },
    { CW_ALERT_AVERAGE_RISES, (double) NAN, 0 }, { CW_ALERT_AVERAGE_RISES, (double) NAN, 1 },
    { CW_ALERT_AVERAGE_RISES, 5, 50 },           { CW_ALERT_DECISION_BUY, 1, 0 },
  };
  g_autoptr (CwStoredAlerts) stored = NULL;
  guint n = 0;

  for (; n < G_N_ELEMENTS (wrong); n++)
    {
      CwAlert fields = fields_of ("AAPL", wrong[n].kind);
      g_autoptr (CwAlert) alert = NULL;

      fields.level = wrong[n].level;
      fields.period = wrong[n].period;
      alert = cw_alert_new (&fields);
      add (fixture, alert, CW_STORE_ERROR_INVALID_DATA);
    }
  g_assert_cmpuint (n, ==, 8);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, 0);
}

static CwAlertEvent *
event_new (const CwAlert *alert, gint64 fired_at)
{
  return cw_alert_event_new (&(CwAlertEvent){ .alert = (CwAlert *) alert,
                                              .value = -1.5,
                                              .threshold = 2.5,
                                              .before = "hold",
                                              .after = "sell",
                                              .decimals = 3,
                                              .time = NOW,
                                              .fired_at = fired_at });
}

static GArray *
record (StoreFixture *fixture, GPtrArray *alerts, GPtrArray *events)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids;

  cw_store_record_alerts_async (fixture->store, alerts, events, keep_result_cb, &result);
  ids = cw_store_record_alerts_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, events->len);
  return ids;
}

static CwAlert *
remembering (const CwAlert *alert, gint64 id, CwAlertState state)
{
  CwAlert fields = *alert;

  fields.id = id;
  fields.memory.state = state;
  fields.memory.price = 9;
  fields.split_factor = 0.5;
  return cw_alert_new (&fields);
}

/* One that fires once is gone with its event; one that repeats remembers. The level of an event has
 * its splits in it. */
static void
test_events_are_recorded (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) once = alert_new ("AAPL", CW_ALERT_PRICE_RISES, FALSE);
  g_autoptr (CwAlert) always = alert_new ("MSFT", CW_ALERT_PRICE_FALLS, TRUE);
  g_autoptr (CwAlert) fired = remembering (once, add (fixture, once, DONE), CW_ALERT_FIRED);
  g_autoptr (CwAlert) kept = remembering (always, add (fixture, always, DONE), CW_ALERT_FIRED);
  g_autoptr (GPtrArray) alerts = g_ptr_array_new ();
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;
  const CwAlertEvent *event;

  g_ptr_array_add (alerts, kept);
  g_ptr_array_add (events, event_new (fired, NOW + 1));
  g_ptr_array_add (events, event_new (kept, NOW + 2));
  ids = record (fixture, alerts, events);
  store_fixture_reopen (fixture);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, 1);
  assert_same_alert (g_ptr_array_index (stored->alerts, 0), kept);
  g_assert_cmpuint (stored->events->len, ==, 2);
  event = g_ptr_array_index (stored->events, 0);
  g_assert_cmpint (event->id, ==, g_array_index (ids, gint64, 1));
  g_assert_cmpstr (event->alert->symbol, ==, "MSFT");
  event = g_ptr_array_index (stored->events, 1);
  g_assert_cmpint (event->id, ==, g_array_index (ids, gint64, 0));
  g_assert_cmpint (event->alert->kind, ==, CW_ALERT_PRICE_RISES);
  assert_same_number (cw_alert_get_level (event->alert), 6.25);
  assert_same_number (event->value, -1.5);
  assert_same_number (event->threshold, 2.5);
  g_assert_cmpstr (event->before, ==, "hold");
  g_assert_cmpstr (event->after, ==, "sell");
  g_assert_cmpint (event->decimals, ==, 3);
  g_assert_cmpint (event->time, ==, NOW);
  g_assert_cmpint (event->fired_at, ==, NOW + 1);
  g_assert_false (event->seen);
}

static guint
count_seen (const CwStoredAlerts *stored)
{
  guint n = 0;

  for (guint i = 0; i < stored->events->len; i++)
    n += ((CwAlertEvent *) g_ptr_array_index (stored->events, i))->seen != FALSE;
  return n;
}

static void
test_events_are_seen_removed_and_restored (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) alert = alert_new ("AAPL", CW_ALERT_DECISION_CHANGES, TRUE);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
  g_autoptr (GArray) ids = NULL, two = NULL;
  g_autoptr (GAsyncResult) seen = NULL, removed = NULL, restored = NULL;
  g_autoptr (CwStoredAlerts) before = NULL, between = NULL, after = NULL;

  for (int i = 0; i < 3; i++)
    g_ptr_array_add (events, event_new (alert, NOW + i));
  ids = record (fixture, none, events);
  two = g_array_copy (ids);
  g_array_set_size (two, 2);
  cw_store_see_alert_events_async (fixture->store, two, keep_result_cb, &seen);
  assert_edit (&seen, DONE);
  before = load (fixture);
  g_assert_cmpuint (count_seen (before), ==, 2);
  cw_store_remove_alert_events_async (fixture->store, ids, keep_result_cb, &removed);
  assert_edit (&removed, DONE);
  between = load (fixture);
  g_assert_cmpuint (between->events->len, ==, 0);
  cw_store_restore_alert_events_async (fixture->store, before->events, keep_result_cb, &restored);
  assert_edit (&restored, DONE);
  after = load (fixture);
  g_assert_cmpuint (after->events->len, ==, 3);
  g_assert_cmpuint (count_seen (after), ==, 2);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((CwAlertEvent *) g_ptr_array_index (after->events, i))->id, ==,
                     ((CwAlertEvent *) g_ptr_array_index (before->events, i))->id);
}

static void
test_the_latest_are_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) alert = alert_new ("AAPL", CW_ALERT_PRICE_RISES, TRUE);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_event_unref);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;
  const CwAlertEvent *newest, *oldest;

  for (int i = 0; i < CW_ALERT_EVENTS_KEPT + 5; i++)
    g_ptr_array_add (events, event_new (alert, NOW + i));
  ids = record (fixture, none, events);
  stored = load (fixture);
  g_assert_cmpuint (stored->events->len, ==, CW_ALERT_EVENTS_KEPT);
  newest = g_ptr_array_index (stored->events, 0);
  oldest = g_ptr_array_index (stored->events, CW_ALERT_EVENTS_KEPT - 1);
  g_assert_cmpint (newest->fired_at, ==, NOW + CW_ALERT_EVENTS_KEPT + 4);
  g_assert_cmpint (oldest->fired_at, ==, NOW + 5);
}

/* What is wrong with one of them is a reason to keep none. */
static void
test_record_is_one_transaction (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwAlert) alert = alert_new ("AAPL", CW_ALERT_PRICE_RISES, FALSE);
  g_autoptr (CwAlert) stored_alert =
      remembering (alert, add (fixture, alert, DONE), CW_ALERT_FIRED);
  g_autoptr (GPtrArray) alerts = g_ptr_array_new (), events = g_ptr_array_new ();
  g_autoptr (CwAlertEvent) good = event_new (stored_alert, NOW);
  g_autoptr (CwAlertEvent) bad = event_new (stored_alert, -G_MAXINT64);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;

  g_ptr_array_add (alerts, stored_alert);
  g_ptr_array_add (events, good);
  g_ptr_array_add (events, bad);
  cw_store_record_alerts_async (fixture->store, alerts, events, keep_result_cb, &result);
  g_assert_null (cw_store_record_alerts_finish (wait_for_result (&result), &error));
  g_assert_error (error, CW_STORE_ERROR, CW_STORE_ERROR_INVALID_DATA);
  stored = load (fixture);
  g_assert_cmpuint (stored->events->len, ==, 0);
  g_assert_cmpuint (stored->alerts->len, ==, 1);
  g_assert_cmpint (((CwAlert *) g_ptr_array_index (stored->alerts, 0))->memory.state, ==,
                   CW_ALERT_NEW);
}

static int
run_sql (sqlite3 *database, const char *sql)
{
  return sqlite3_exec (database, sql, NULL, NULL, NULL);
}

#define ALERT(what) "INSERT INTO alerts VALUES (NULL, " what ")"
#define EVENT(what) "INSERT INTO alert_events VALUES (NULL, " what ")"
#define REST "1, 0, 'new', 0, 0, NULL, NULL"

static void
test_constraints (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoredAlerts) stored = load (fixture);
  g_autofree char *path = database_path (fixture->directory);
  sqlite3 *database;
  static const char *const refused[] = {
    ALERT ("'', NULL, 'price-rises', 1, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', '', 'price-rises', 1, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-flies', 1, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', NULL, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 0, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 9e999, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'macd-rises', 1, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'average-rises', NULL, 0, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'average-rises', NULL, 501, 0, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 1, 0, 2, 0, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 1, 0, 0, NULL, '', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 1, 0, 0, 0, 'DOLLARS!', '', 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', NULL, 0, " REST),
    ALERT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', '', 253402300800, " REST),
    "UPDATE alerts SET split_factor = 0",
    "UPDATE alerts SET split_factor = NULL",
    "UPDATE alerts SET state = 'asleep'",
    "UPDATE alerts SET seen_price = -1",
    "UPDATE alerts SET decision = ''",
    EVENT ("'A', NULL, 'price-rises', NULL, 0, 0, 0, '', '', 0, 1, 1, NULL, NULL, 2, 0, 0, 0"),
    EVENT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', '', 0, 9e999, 1, NULL, NULL, 2, 0, 0, 0"),
    EVENT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', '', 0, 1, 1, '', NULL, 2, 0, 0, 0"),
    EVENT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', '', 0, 1, 1, NULL, NULL, 9, 0, 0, 0"),
    EVENT ("'A', NULL, 'price-rises', 1, 0, 0, 0, '', '', 0, 1, 1, NULL, NULL, 2, 0, 0, 2"),
  };
  guint n = 0;

  g_assert_cmpuint (stored->alerts->len, ==, 0); /* and so the file is there */
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (database,
                            ALERT ("'A', NULL, 'price-rises', 1, 0, 0, 0, 'USD', '', 0, " REST)),
                   ==, SQLITE_OK);
  g_assert_cmpint (
      run_sql (database, EVENT ("'A', NULL, 'average-falls', NULL, 50, 1, 0, '', '', 0, NULL, -5, "
                                "'hold', 'buy', 2, 0, 0, 1")),
      ==, SQLITE_OK);
  for (; n < G_N_ELEMENTS (refused); n++)
    {
      g_test_message ("%s", refused[n]);
      g_assert_cmpint (run_sql (database, refused[n]), ==, SQLITE_CONSTRAINT);
    }
  g_assert_cmpuint (n, ==, 24);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

#define ADD(name, function)                                                              \
  g_test_add ("/store/alerts/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

/* --- files --- */

static void
import (StoreFixture *fixture, const GPtrArray *alerts, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  cw_store_import_alerts_async (fixture->store, alerts, NOW, keep_result_cb, &result);
  assert_edit (&result, code);
}

/* What waits for the same is there once, goes on from where it was, and takes over the rest. */
static void
test_import (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) file = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (CwAlert) before = NULL;
  g_autoptr (CwStoredAlerts) stored = NULL;
  CwAlert fields = fields_of ("AAA", CW_ALERT_PRICE_RISES);
  const CwAlert *first, *last;
  gint64 id;

  /* As typed 25 before a split of two for one. */
  fields.level = 25;
  fields.split_factor = 0.5;
  fields.note = "old";
  fields.memory.state = CW_ALERT_MET;
  before = cw_alert_new (&fields);
  id = add (fixture, before, DONE);
  fields = fields_of ("AAA", CW_ALERT_PRICE_RISES);
  fields.note = "new";
  fields.repeats = TRUE;
  g_ptr_array_add (file, cw_alert_new (&fields));
  fields.kind = CW_ALERT_PRICE_FALLS;
  fields.splits_until = NOW + 1000000; /* which has not come */
  g_ptr_array_add (file, cw_alert_new (&fields));
  g_ptr_array_add (file, cw_alert_new (&fields));
  for (guint i = 0; i < 2; i++)
    import (fixture, file, DONE);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, 2);
  first = g_ptr_array_index (stored->alerts, 0);
  last = g_ptr_array_index (stored->alerts, 1);
  g_assert_cmpint (first->id, ==, id);
  g_assert_cmpint (first->memory.state, ==, CW_ALERT_MET);
  g_assert_cmpstr (first->note, ==, "new");
  g_assert_true (first->repeats);
  assert_same_number (cw_alert_get_level (first), 12.5);
  g_assert_cmpint (last->kind, ==, CW_ALERT_PRICE_FALLS);
  g_assert_cmpint (last->splits_until, ==, NOW);
  g_assert_cmpint (last->created_at, ==, NOW);
}

/* All of a file, or nothing. */
static void
test_import_is_whole (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) file = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (CwStoredAlerts) stored = NULL;
  CwAlert fields = fields_of ("AAA", CW_ALERT_PRICE_RISES);

  g_ptr_array_add (file, cw_alert_new (&fields));
  fields.level = -1;
  g_ptr_array_add (file, cw_alert_new (&fields));
  import (fixture, file, CW_STORE_ERROR_INVALID_DATA);
  stored = load (fixture);
  g_assert_cmpuint (stored->alerts->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("all-of-it-is-kept", test_all_of_it_is_kept);
  ADD ("edited-and-removed", test_edited_and_removed);
  ADD ("removal-is-undone", test_removal_is_undone);
  ADD ("what-cannot-be-is-refused", test_what_cannot_be_is_refused);
  ADD ("events-are-recorded", test_events_are_recorded);
  ADD ("events-are-seen-removed-and-restored", test_events_are_seen_removed_and_restored);
  ADD ("the-latest-are-kept", test_the_latest_are_kept);
  ADD ("record-is-one-transaction", test_record_is_one_transaction);
  ADD ("constraints", test_constraints);
  ADD ("import", test_import);
  ADD ("import-is-whole", test_import_is_whole);
  return g_test_run ();
}
