/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cw-drafts.h"
#include "cw-until.h"

/* What is typed and not saved, in memory and in its file, without a window. */

#define KEY "note 1/AAPL"

typedef struct
{
  CwWorkers *workers;
  char *directory, *path;
  CwDrafts *drafts;
  guint n_loaded;
} Fixture;

static void
loaded_cb (Fixture *fixture)
{
  fixture->n_loaded++;
}

static void
open_drafts (Fixture *fixture)
{
  fixture->n_loaded = 0;
  fixture->workers = cw_workers_new ("test", 2, NULL);
  fixture->drafts = cw_drafts_new (fixture->workers, fixture->directory);
  g_signal_connect_swapped (fixture->drafts, "loaded", G_CALLBACK (loaded_cb), fixture);
}

static void
close_drafts (Fixture *fixture)
{
  cw_drafts_shut_down (fixture->drafts);
  g_clear_pointer (&fixture->workers, cw_workers_free);
  g_clear_object (&fixture->drafts);
}

static void
reopen (Fixture *fixture)
{
  close_drafts (fixture);
  open_drafts (fixture);
  CW_UNTIL (fixture->n_loaded == 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("candlewick-drafts-XXXXXX", &error);

  g_assert_no_error (error);
  /* One that has yet to be made. */
  fixture->directory = g_build_filename (parent, "below", "it", NULL);
  fixture->path = g_build_filename (fixture->directory, "drafts.ini", NULL);
  open_drafts (fixture);
  CW_UNTIL (fixture->n_loaded == 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_drafts (fixture);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static void
set (Fixture *fixture, const char *key, const char *first, const char *second)
{
  const char *const texts[] = { first, second, NULL };

  cw_drafts_set (fixture->drafts, key, texts);
}

static void
assert_draft (Fixture *fixture, const char *key, const char *first, const char *second)
{
  const char *const *texts = cw_drafts_get (fixture->drafts, key, 2);

  if (first == NULL)
    {
      g_assert_null (texts);
      return;
    }
  g_assert_nonnull (texts);
  g_assert_cmpstr (texts[0], ==, first);
  g_assert_cmpstr (texts[1], ==, second);
}

static gboolean
is_file (Fixture *fixture)
{
  return g_file_test (fixture->path, G_FILE_TEST_EXISTS);
}

/* Whatever people type, with what the file's own syntax is made of. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[][2] = {
    { "", "" },
    { "10", "" },
    { "a;b", "\\;c=\n[d]" },
    { " space ", "\t" },
    { "\342\202\254", "#" },
    { "\\", ";;\\;" },
    { "[note 1/AAPL]", "texts=x" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    {
      g_autofree char *key = cw_drafts_make_key ("note", n + 1, "BRK-B");

      set (fixture, key, texts[n][0], texts[n][1]);
    }
  reopen (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = cw_drafts_make_key ("note", i + 1, "BRK-B");

      assert_draft (fixture, key, texts[i][0], texts[i][1]);
    }
  g_assert_cmpuint (n, ==, 7);
}

/* A crash ends nothing in order. */
static void
test_written_soon (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwDrafts) other = NULL;
  guint n_loaded = 0;

  set (fixture, KEY, "typed", "");
  CW_UNTIL (is_file (fixture));
  other = g_steal_pointer (&fixture->drafts);
  fixture->drafts = cw_drafts_new (fixture->workers, fixture->directory);
  g_signal_connect_swapped (fixture->drafts, "loaded", G_CALLBACK (loaded_cb), fixture);
  n_loaded = fixture->n_loaded;
  CW_UNTIL (fixture->n_loaded > n_loaded);
  assert_draft (fixture, KEY, "typed", "");
  cw_drafts_shut_down (other);
}

/* What is typed before the file is read is newer; what is thrown away before is gone too. */
static void
test_typed_before_loaded (Fixture *fixture, gconstpointer data)
{
  set (fixture, KEY, "old", "");
  set (fixture, "note 2/B", "old", "");
  set (fixture, "note 3/C", "old", "");
  close_drafts (fixture);
  open_drafts (fixture);
  set (fixture, KEY, "new", "");
  cw_drafts_set (fixture->drafts, "note 2/B", NULL);
  CW_UNTIL (fixture->n_loaded == 1);
  for (guint i = 0; i < 2; i++)
    {
      assert_draft (fixture, KEY, "new", "");
      assert_draft (fixture, "note 2/B", NULL, NULL);
      assert_draft (fixture, "note 3/C", "old", "");
      reopen (fixture);
    }
}

/* Nothing typed leaves no file, and a person's words are for nobody else. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;

  cw_drafts_set (fixture->drafts, KEY, NULL);
  reopen (fixture);
  g_assert_false (is_file (fixture));
  set (fixture, KEY, "secret", "");
  reopen (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  cw_drafts_set (fixture->drafts, KEY, NULL);
  reopen (fixture);
  g_assert_false (is_file (fixture));
}

/* What belongs to a list that is not kept ends with the window. */
static void
test_temporary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = cw_drafts_make_key ("note", 0, "AAPL");

  set (fixture, key, "typed", "");
  assert_draft (fixture, key, "typed", "");
  reopen (fixture);
  assert_draft (fixture, key, NULL, NULL);
  g_assert_false (is_file (fixture));
}

/* Two programs share the file; each changes what it knows of. */
static void
test_two_programs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwDrafts) other = cw_drafts_new (fixture->workers, fixture->directory);
  const char *const texts[] = { "theirs", "", NULL };

  set (fixture, KEY, "ours", "");
  cw_drafts_set (other, "note 2/B", texts);
  cw_drafts_shut_down (other);
  reopen (fixture);
  assert_draft (fixture, KEY, "ours", "");
  assert_draft (fixture, "note 2/B", "theirs", "");
}

static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "",
    "\0\1\2",
    "[",
    "[note 1/AAPL",
    "[note 1/AAPL]\n",
    "[note 1/AAPL]\ntexts=\\q\n",
    "[note 1/AAPL]\ntexts=\377\376;\n",
    "[note 1/AAPL]\ntexts=one;\n",
    "[note 1/AAPL]\ntexts=one;two;three;\n",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (damages); n++)
    {
      g_autoptr (GError) error = NULL;

      set (fixture, KEY, "typed", "");
      reopen (fixture);
      assert_draft (fixture, KEY, "typed", "");
      close_drafts (fixture);
      g_file_set_contents (fixture->path, damages[n], -1, &error);
      g_assert_no_error (error);
      open_drafts (fixture);
      CW_UNTIL (fixture->n_loaded == 1);
      assert_draft (fixture, KEY, NULL, NULL);
    }
  g_assert_cmpuint (n, ==, 9);
}

/* What is no file of ours is not read, and a place that is none is no reason to complain. */
static void
test_hostile_place (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  set (fixture, KEY, "typed", "");
  reopen (fixture);
  assert_draft (fixture, KEY, NULL, NULL);
  set (fixture, KEY, "again", "");
  /* It can be written once the place is one. */
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  reopen (fixture);
  assert_draft (fixture, KEY, "again", "");
}

/* A hundred are kept, the newest; and nothing without end. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  guint n_kept = 0;

  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *key = cw_drafts_make_key ("note", i, "A");

      set (fixture, key, "x", "y");
      if (i == 10)
        reopen (fixture);
    }
  set (fixture, KEY, long_text, "");
  assert_draft (fixture, KEY, long_text, "");
  reopen (fixture);
  assert_draft (fixture, KEY, NULL, NULL);
  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *key = cw_drafts_make_key ("note", i, "A");

      n_kept += cw_drafts_get (fixture->drafts, key, 2) != NULL;
      /* These were written before the others. */
      if (i <= 10)
        g_assert_null (cw_drafts_get (fixture->drafts, key, 2));
    }
  g_assert_cmpuint (n_kept, ==, 100);
}

/* Drafts that are in memory alone. */
static void
test_memory (void)
{
  g_autoptr (CwDrafts) drafts = cw_drafts_new (NULL, NULL);
  const char *const texts[] = { "one", NULL };

  cw_drafts_set (drafts, KEY, texts);
  g_assert_nonnull (cw_drafts_get (drafts, KEY, 1));
  g_assert_null (cw_drafts_get (drafts, KEY, 2));
  cw_drafts_set (drafts, KEY, NULL);
  g_assert_null (cw_drafts_get (drafts, KEY, 1));
  cw_drafts_shut_down (drafts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/ui/drafts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("written-soon", test_written_soon);
  ADD ("typed-before-loaded", test_typed_before_loaded);
  ADD ("file", test_file);
  ADD ("temporary", test_temporary);
  ADD ("two-programs", test_two_programs);
  ADD ("damaged-file", test_damaged_file);
  ADD ("hostile-place", test_hostile_place);
  ADD ("limits", test_limits);
  g_test_add_func ("/ui/drafts/memory", test_memory);
  return g_test_run ();
}
