/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-mirror.h"

/* What is to be done with an answer of the store, by what was edited meanwhile. */

typedef struct
{
  CwStoreMirror mirror;
  GObject *owner;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cw_store_mirror_init (&fixture->mirror);
  fixture->owner = g_object_new (G_TYPE_OBJECT, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_store_mirror_clear (&fixture->mirror);
  g_assert_finalize_object (fixture->owner);
}

static CwStoreReading *
ask (Fixture *fixture)
{
  return cw_store_mirror_begin_reading (&fixture->mirror, fixture->owner);
}

static CwStoreAnswer
answer (Fixture *fixture, const CwStoreReading *reading)
{
  return cw_store_mirror_end_reading (&fixture->mirror, reading, TRUE);
}

static void
test_only_the_last_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoreReading) first = ask (fixture);
  g_autoptr (CwStoreReading) second = ask (fixture);

  g_assert_cmpint (answer (fixture, first), ==, CW_STORE_ANSWER_DROP);
  g_assert_cmpint (answer (fixture, second), ==, CW_STORE_ANSWER_TAKE);
}

static void
test_older_than_an_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoreReading) before = ask (fixture);
  g_autoptr (CwStoreReading) after = NULL;

  cw_store_mirror_begin_edit (&fixture->mirror);
  g_assert_false (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
  g_assert_cmpint (answer (fixture, before), ==, CW_STORE_ANSWER_ASK_AGAIN);
  after = ask (fixture);
  g_assert_cmpint (answer (fixture, after), ==, CW_STORE_ANSWER_TAKE);
}

/* Asked again once, after the last of the edits. */
static void
test_between_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoreReading) reading = NULL;

  cw_store_mirror_begin_edit (&fixture->mirror);
  cw_store_mirror_begin_edit (&fixture->mirror);
  reading = ask (fixture);
  g_assert_cmpint (answer (fixture, reading), ==, CW_STORE_ANSWER_DROP);
  g_assert_false (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
  g_assert_true (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
  cw_store_mirror_begin_edit (&fixture->mirror);
  g_assert_false (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  cw_store_mirror_begin_edit (&fixture->mirror);
  cw_store_mirror_begin_edit (&fixture->mirror);
  g_assert_false (cw_store_mirror_end_edit (&fixture->mirror, TRUE));
  g_assert_true (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
}

/* That nothing can be read is said, whatever was edited. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwStoreReading) reading = ask (fixture);

  cw_store_mirror_begin_edit (&fixture->mirror);
  g_assert_cmpint (cw_store_mirror_end_reading (&fixture->mirror, reading, FALSE), ==,
                   CW_STORE_ANSWER_TAKE);
  g_assert_false (cw_store_mirror_end_edit (&fixture->mirror, FALSE));
}

#define ADD(name, func) g_test_add ("/store/mirror/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("only-the-last-is-taken", test_only_the_last_is_taken);
  ADD ("older-than-an-edit", test_older_than_an_edit);
  ADD ("between-edits", test_between_edits);
  ADD ("refused", test_refused);
  ADD ("failure", test_failure);
  return g_test_run ();
}
