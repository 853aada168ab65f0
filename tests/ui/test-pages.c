/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-desk.h"

/* The window's pages, and the ways from one to another. */

#define SOON_SECONDS 8

static void
quit (CwProgram *program)
{
  gint64 begin = g_get_monotonic_time ();

  cw_program_quit (program);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SOON_SECONDS * G_USEC_PER_SEC);
}

static void
show (CwProgram *program, const char *page)
{
  cw_program_act (program, "show-page", g_variant_new_string (page));
}

static void
await_page (CwProgram *program, const char *page)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GVariant) state = cw_program_get_state (program, "show-page");

      if (g_str_equal (g_variant_get_string (state, NULL), page))
        return;
      g_usleep (G_USEC_PER_SEC / 50);
    }
  g_error ("the page is not %s", page);
}

static CwProgram *
start_demo (void)
{
  CwProgram *program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "MSFT");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  return program;
}

static void
test_switching (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ();

  await_page (program, "charts");
  show (program, "activity");
  await_page (program, "activity");
  /* A page that is not there changes nothing; the next one shows that it was looked at. */
  show (program, "no-such-page");
  await_page (program, "activity");
  show (program, "charts");
  await_page (program, "charts");
  show (program, "laboratory");
  await_page (program, "activity");
  /* Whoever wants to see a symbol sees it. */
  cw_program_act (program, "show-symbol", g_variant_new_string ("MSFT"));
  await_page (program, "charts");
  quit (program);
}

static void
test_keys (CwDesk *desk, gconstpointer data)
{
  static const char *const pages[] = { "portfolio", "risk", "activity", "charts" };
  static const char *const keys[] = { "alt+2", "alt+3", "alt+4", "alt+1" };
  g_autoptr (CwProgram) program = start_demo ();
  guint n_shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++, n_shown++)
    {
      cw_program_press (program, keys[i]);
      await_page (program, pages[i]);
    }
  g_assert_cmpuint (n_shown, ==, 4);
  quit (program);
}

static void
test_first_run_has_pages_too (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;

  cw_program_await_window (program);
  show (program, "activity");
  list = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "Nothing Is Running");
  show (program, "charts");
  cw_desk_await (desk, CW_ROLE_PUSH_BUTTON, "Explore the Demo Market");
  quit (program);
}

static void
test_activity_has_names (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const CwAccessible *lanes;

  show (program, "activity");
  empty = cw_accessible_await (desk->bus, CW_ROLE_LABEL, "Nothing Is Running");
  cw_accessible_assert_named (empty, 8);
  cw_program_act (program, "refresh", NULL);
  list = cw_accessible_await (desk->bus, CW_ROLE_IMAGE, "Lanes of Workers");
  cw_accessible_assert_named (list, 12);
  lanes = cw_accessible_find (list, CW_ROLE_IMAGE, "Lanes of Workers");
  g_assert_true (lanes->focusable);
  g_assert_nonnull (strstr (lanes->description, "running"));
  /* Each request is a line that can be read: whose, what, how it ended, and where its time went. */
  g_ptr_array_unref (g_steal_pointer (&list));
  list = cw_accessible_await (desk->bus, CW_ROLE_LIST_ITEM, "AAPL · /v8/finance/chart/AAPL · 200");
  cw_accessible_assert_named (list, 12);
  quit (program);
}

static void
test_laboratory_has_names (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autoptr (GPtrArray) list = NULL;

  show (program, "laboratory");
  list = cw_accessible_await (desk->bus, CW_ROLE_IMAGE, "One event loop");
  cw_accessible_assert_named (list, 12);
  quit (program);
}

/* An experiment runs, and the window closes in the middle of it. */
static void
test_laboratory (CwDesk *desk, gconstpointer data)
{
  g_autoptr (CwProgram) program = start_demo ();

  show (program, "laboratory");
  cw_desk_press (desk, "Run");
  cw_desk_await (desk, CW_ROLE_PUSH_BUTTON, "Stop");
  quit (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) CW_DESK_ADD ("/ui/pages/" name, CW_DESK_BARE, func)
  ADD ("switching", test_switching);
  ADD ("keys", test_keys);
  ADD ("first-run-has-pages-too", test_first_run_has_pages_too);
  ADD ("activity-has-names", test_activity_has_names);
  ADD ("laboratory-has-names", test_laboratory_has_names);
  ADD ("laboratory", test_laboratory);
  return g_test_run ();
}
