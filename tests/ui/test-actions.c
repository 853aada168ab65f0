/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cw-picture.h"
#include "cw-program.h"
#include "cw-server.h"

/* The window's actions, as scripts call them over the bus. */

static CwProgram *
start_demo (void)
{
  CwProgram *program = CW_PROGRAM_START (NULL, "--demo", "AAPL", "MSFT", "SIM0001");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "export-chart", TRUE);
  return program;
}

static void
act (CwProgram *program, const char *action, const char *parameter)
{
  cw_program_act (program, action, parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static char *
export_to (CwProgram *program, const char *name)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_remove (path);
  act (program, "export-chart-to", path);
  cw_await_file (path);
  return g_steal_pointer (&path);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_begins_with (const char *path, const char *beginning)
{
  g_autofree char *text = read_file (path);

  g_assert_true (g_str_has_prefix (text, beginning));
}

static void
test_report (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "report.html", NULL);
  g_autofree char *page = NULL;

  g_remove (path);
  act (program, "export-report-to", path);
  cw_await_file (path);
  page = read_file (path);
  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>"));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
  g_assert_nonnull (strstr (page, "Apple Inc."));
  g_assert_nonnull (strstr (page, "Beta"));
  g_assert_nonnull (strstr (page, "information, not advice"));
}

static void
test_export (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *png = export_to (program, "chart.png");
  g_autofree char *svg = export_to (program, "chart.svg");
  g_autofree char *pdf = export_to (program, "chart.pdf");
  CwPicture picture = cw_picture_read (png);

  g_assert_cmpint (picture.width, >=, 640);
  g_assert_cmpint (picture.height, >=, 420);
  g_assert_cmpuint (picture.n_colors, >=, 50);
  assert_begins_with (svg, "<?xml");
  assert_begins_with (pdf, "%PDF");
  cw_program_quit (program);
}

static void
test_export_that_cannot_be (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *gif = g_build_filename (g_get_tmp_dir (), "chart.gif", NULL);
  g_autofree char *png = NULL;

  act (program, "export-chart-to", gif);
  act (program, "export-chart-to", "/no/such/folder/chart.png");
  /* The window lives, and the next one works. */
  png = export_to (program, "after-failures.png");
  g_assert_false (g_file_test (gif, G_FILE_TEST_EXISTS));
  cw_program_quit (program);
}

static char *
export_and_read (CwProgram *program, gsize *length)
{
  g_autofree char *path = export_to (program, "changing.png");
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static gboolean
is_same (const char *first, gsize first_length, const char *second, gsize second_length)
{
  return first_length == second_length && memcmp (first, second, first_length) == 0;
}

/* A desktop may still be settling the window's size when the chart is there already. */
static void
await_steady (CwProgram *program)
{
  gsize before_length, length = 0;
  g_autofree char *before = NULL;
  g_autofree char *now = export_and_read (program, &length);

  for (int i = 0; i < CW_PROGRAM_PATIENCE; i++)
    {
      g_free (before);
      before = g_steal_pointer (&now);
      before_length = length;
      now = export_and_read (program, &length);
      if (is_same (before, before_length, now, length))
        return;
    }
  g_error ("the chart never looks the same twice");
}

/* An export asked for right after another symbol shows that symbol, not the one before. */
static void
test_export_waits_for_its_symbol (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *apple = NULL, *microsoft = NULL;
  gsize apple_length, microsoft_length;

  await_steady (program);
  apple = export_and_read (program, &apple_length);
  act (program, "show-symbol", "MSFT");
  microsoft = export_and_read (program, &microsoft_length);
  g_assert_false (is_same (apple, apple_length, microsoft, microsoft_length));
  cw_program_quit (program);
}

static void
assert_state (CwProgram *program, const char *action, const char *expected)
{
  g_autoptr (GVariant) state = cw_program_get_state (program, action);
  g_autofree char *printed = g_variant_print (state, FALSE);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_states (void)
{
  static const struct
  {
    const char *action, *good[8], *bad;
  } cases[] = {
    { "range", { "1d", "5d", "1mo", "6mo", "ytd", "1y", "5y", "max" }, "7y" },
    { "interval", { "1wk", "1mo", "1d" }, "1parsec" },
    { "chart-type", { "bars", "line", "area", "candles" }, "pie" },
  };
  g_autoptr (CwProgram) program = start_demo ();
  guint n_checked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (cases[i].good) && cases[i].good[j] != NULL; j++)
      {
        g_autofree char *expected = g_strdup_printf ("'%s'", cases[i].good[j]);

        act (program, cases[i].action, cases[i].good[j]);
        assert_state (program, cases[i].action, expected);
        act (program, cases[i].action, cases[i].bad);
        assert_state (program, cases[i].action, expected);
        n_checked++;
      }
  g_assert_cmpuint (n_checked, ==, 8 + 3 + 4);
  act (program, "log-scale", NULL);
  assert_state (program, "log-scale", "true");
  act (program, "log-scale", NULL);
  assert_state (program, "log-scale", "false");
  cw_program_quit (program);
}

/* Each of these changes the picture, and taking it back brings the first picture back. */
static void
test_chart_follows (void)
{
  static const struct
  {
    const char *action, *there, *back;
  } cases[] = {
    { "indicator", "sma:20", "sma:20" },
    { "indicator", "bbands:20,2", "bbands:20,2" },
    { "indicator", "rsi:14", NULL },
    { "indicator", "volume", "volume" },
    { "range", "6mo", "1y" },
    { "interval", "1wk", "1d" },
    { "chart-type", "line", "candles" },
  };
  g_autoptr (CwProgram) program = start_demo ();
  guint n_checked = 0;

  await_steady (program);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_checked++)
    {
      gsize before_length, after_length, again_length;
      g_autofree char *before = export_and_read (program, &before_length);
      g_autofree char *after = NULL, *again = NULL;

      act (program, cases[i].action, cases[i].there);
      after = export_and_read (program, &after_length);
      g_assert_false (is_same (before, before_length, after, after_length));
      if (cases[i].back == NULL)
        continue;
      act (program, cases[i].action, cases[i].back);
      again = export_and_read (program, &again_length);
      g_assert_cmpmem (before, before_length, again, again_length);
    }
  g_assert_cmpuint (n_checked, ==, 7);
  act (program, "indicator", "nonsense:1");
  cw_program_quit (program);
}

/* The analysis rests on five years; the whole history is fetched when somebody wants to see it. */
static void
test_whole_history (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *five = NULL, *all = NULL;
  gsize five_length, all_length;

  await_steady (program);
  act (program, "range", "5y");
  five = export_and_read (program, &five_length);
  act (program, "range", "max");
  all = export_and_read (program, &all_length);
  g_assert_false (is_same (five, five_length, all, all_length));
  act (program, "show-symbol", "MSFT");
  g_free (export_and_read (program, &all_length));
  act (program, "range", "1d");
  cw_program_quit (program);
}

static void
test_symbols_come_and_go (void)
{
  g_autoptr (CwProgram) program = start_demo ();
  g_autofree char *path = NULL;

  act (program, "add-symbol", "ibm, orcl");
  act (program, "add-symbol", "../../x");
  act (program, "show-symbol", "ORCL");
  path = export_to (program, "oracle.svg");
  act (program, "remove-symbol", "ORCL");
  act (program, "remove-symbol", "ORCL");
  act (program, "show-symbol", "ORCL");
  act (program, "remove-symbol", "AAPL");
  act (program, "remove-symbol", "MSFT");
  act (program, "remove-symbol", "IBM");
  g_assert_true (cw_program_is_enabled (program, "find"));
  act (program, "remove-symbol", "SIM0001");
  /* Nothing is left: the window welcomes again, and can be filled again. */
  cw_program_await_enabled (program, "find", FALSE);
  g_assert_false (cw_program_is_enabled (program, "export-chart"));
  act (program, "add-symbol", "TSLA");
  cw_program_await_enabled (program, "export-chart", TRUE);
  cw_program_quit (program);
}

static void
test_demo_can_be_entered (void)
{
  g_autoptr (CwServer) server = NULL;
  g_autoptr (CwProgram) program = NULL;
  CwServerOptions options = { 0 };

  server = cw_server_new (&options, NULL);
  program = CW_PROGRAM_START (cw_server_get_url (server), "NOSUCH");
  cw_program_await_window (program);
  act (program, "remove-symbol", "NOSUCH");
  act (program, "explore-demo", NULL);
  cw_program_await_enabled (program, "export-chart", TRUE);
  act (program, "show-symbol", "GOOGL");
  cw_program_quit (program);
}

static void
test_refresh_and_cancel (void)
{
  g_autoptr (CwServer) server = NULL;
  g_autoptr (CwProgram) program = NULL;
  CwServerOptions options = { .latency_ms = 20000 };

  server = cw_server_new (&options, NULL);
  program = CW_PROGRAM_START (cw_server_get_url (server), "AAPL", "MSFT");
  cw_program_await_window (program);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  g_assert_false (cw_program_is_enabled (program, "refresh"));
  act (program, "cancel-loading", NULL);
  cw_program_await_enabled (program, "refresh", TRUE);
  act (program, "retry", "AAPL");
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  act (program, "cancel-loading", NULL);
  cw_program_await_enabled (program, "refresh", TRUE);
  act (program, "refresh", NULL);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  cw_program_quit (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  g_test_add_func ("/ui/actions/export", test_export);
  g_test_add_func ("/ui/actions/report", test_report);
  g_test_add_func ("/ui/actions/export-that-cannot-be", test_export_that_cannot_be);
  g_test_add_func ("/ui/actions/export-waits-for-its-symbol", test_export_waits_for_its_symbol);
  g_test_add_func ("/ui/actions/states", test_states);
  g_test_add_func ("/ui/actions/chart-follows", test_chart_follows);
  g_test_add_func ("/ui/actions/whole-history", test_whole_history);
  g_test_add_func ("/ui/actions/symbols-come-and-go", test_symbols_come_and_go);
  g_test_add_func ("/ui/actions/demo-can-be-entered", test_demo_can_be_entered);
  g_test_add_func ("/ui/actions/refresh-and-cancel", test_refresh_and_cancel);
  return g_test_run ();
}
