/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-picture.h"
#include "cw-program.h"
#include "cw-server.h"

/* A latency that no test waits for. */
#define NEVER_MS 20000
/* More than closing may take on any machine, and much less than the latency. */
#define SOON_SECONDS 8
/* What a window draws around itself where there is no compositor to draw a shadow. */
#define BORDER 8

static CwServer *
new_server (guint latency_ms)
{
  CwServerOptions options = { .latency_ms = latency_ms };
  g_autoptr (GError) error = NULL;
  CwServer *server = cw_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

static char *
path_in_tmp (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

#define RUN(url, ...) cw_program_run (url, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_demo_loads_and_exits (void)
{
  g_assert_cmpint (RUN (NULL, "--demo", "--exit-when-loaded"), ==, 0);
}

static void
test_version_and_usage (void)
{
  g_assert_cmpint (RUN (NULL, "--version"), ==, 0);
  g_assert_cmpint (RUN (NULL, "--no-such-option"), ==, 1);
  g_assert_cmpint (RUN (NULL, "--demo", "../../etc/passwd"), ==, 2);
}

static void
test_failed_symbol_is_an_exit_status (void)
{
  g_autoptr (CwServer) server = new_server (0);
  const char *url = cw_server_get_url (server);

  g_assert_cmpint (RUN (url, "--exit-when-loaded", "AAPL", "MSFT"), ==, 0);
  g_assert_cmpint (RUN (url, "--exit-when-loaded", "AAPL", "NOSUCH"), ==, 1);
  g_assert_cmpint (RUN (url, "--exit-when-loaded", "NOSUCH"), ==, 1);
}

static void
test_screenshot (void)
{
  g_autofree char *path = path_in_tmp ("window.png");
  CwPicture picture;

  g_assert_cmpint (RUN (NULL, "--demo", "--screenshot", path), ==, 0);
  picture = cw_picture_read (path);
  g_assert_cmpint (picture.width, >=, 900);
  g_assert_cmpint (picture.height, >=, 600);
  g_assert_cmpuint (picture.n_colors, >=, 200);
}

static void
test_screenshot_of_the_first_run (void)
{
  g_autofree char *path = path_in_tmp ("first-run.png");

  g_assert_cmpint (RUN (NULL, "--screenshot", path), ==, 0);
  g_assert_cmpuint (cw_picture_read (path).n_colors, >=, 50);
}

static void
test_screenshot_that_cannot_be_written (void)
{
  g_assert_cmpint (RUN (NULL, "--demo", "--screenshot", "/no/such/folder/window.png"), ==, 1);
}

static JsonNode *
read_json (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static void
test_trace (void)
{
  g_autoptr (CwServer) server = new_server (0);
  g_autofree char *path = path_in_tmp ("trace.json");
  g_autoptr (JsonNode) root = NULL;
  JsonObject *summary, *symbols, *moments;

  g_assert_cmpint (RUN (cw_server_get_url (server), "--exit-when-loaded", "--trace", path, "AAPL",
                        "NOSUCH"),
                   ==, 1);
  root = read_json (path);
  summary = json_object_get_object_member (json_node_get_object (root), "candlewick");
  symbols = json_object_get_object_member (summary, "symbols");
  g_assert_cmpint (json_object_get_int_member (symbols, "requested"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (symbols, "ready"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (symbols, "failed"), ==, 1);
  moments = json_object_get_object_member (summary, "ms");
  g_assert_cmpfloat (json_object_get_double_member (moments, "first_window"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (moments, "first_result"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (moments, "exit"), >,
                     json_object_get_double_member (moments, "all_results"));
}

/* The results of a hundred symbols come while the window lives, and none is lost. */
static void
test_many_symbols (void)
{
  g_autoptr (CwServer) server = new_server (1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup ("--exit-when-loaded"));
  for (int i = 1; i <= 100; i++)
    g_ptr_array_add (arguments, g_strdup_printf ("SIM%04d", i));
  g_ptr_array_add (arguments, NULL);
  g_assert_cmpint (cw_program_run (cw_server_get_url (server),
                                   (const char *const *) arguments->pdata),
                   ==, 0);
}

static void
assert_ends_soon (CwProgram *program, int status)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (cw_program_wait (program), ==, status);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON_SECONDS * G_USEC_PER_SEC);
}

static void
test_quitting_in_the_middle (void)
{
  g_autoptr (CwServer) server = new_server (NEVER_MS);
  g_autoptr (CwProgram) program =
      CW_PROGRAM_START (cw_server_get_url (server), "AAPL", "MSFT", "IBM");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  cw_program_act_on_application (program, "quit");
  assert_ends_soon (program, 0);
}

static void
test_interrupting_in_the_middle (void)
{
  g_autoptr (CwServer) server = new_server (NEVER_MS);
  g_autoptr (CwProgram) program =
      CW_PROGRAM_START (cw_server_get_url (server), "AAPL", "MSFT", "IBM");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  cw_program_interrupt (program);
  assert_ends_soon (program, 130);
}

static void
test_closing_in_the_middle (void)
{
  g_autoptr (CwServer) server = new_server (NEVER_MS);
  g_autoptr (CwProgram) program =
      CW_PROGRAM_START (cw_server_get_url (server), "AAPL", "MSFT", "IBM");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  cw_program_press (program, "ctrl+w");
  assert_ends_soon (program, 0);
}

static void
test_cancelling_by_key (void)
{
  g_autoptr (CwServer) server = new_server (NEVER_MS);
  g_autoptr (CwProgram) program =
      CW_PROGRAM_START (cw_server_get_url (server), "AAPL", "MSFT", "IBM");

  cw_program_await_window (program);
  cw_program_await_enabled (program, "cancel-loading", TRUE);
  cw_program_press (program, "Escape");
  cw_program_await_enabled (program, "cancel-loading", FALSE);
  cw_program_act_on_application (program, "quit");
  assert_ends_soon (program, 0);
}

/* A phone's width is enough: asked to be narrower still, the window is no wider than that. */
static void
test_narrow (void)
{
  g_autoptr (CwProgram) program = CW_PROGRAM_START (NULL, "--demo");
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int width = 0;

  cw_program_await_window (program);
  cw_program_await_enabled (program, "refresh", TRUE);
  cw_program_run_tool (
      "xdotool search --sync --onlyvisible --class candlewick windowsize --sync 200 600");
  g_spawn_command_line_sync (
      "xdotool search --onlyvisible --class candlewick getwindowgeometry --shell", &output, NULL,
      NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (output, "WIDTH="));
  width = atoi (strstr (output, "WIDTH=") + strlen ("WIDTH="));
  g_assert_cmpint (width, >, 0);
  g_assert_cmpint (width, <=, 360 + 2 * BORDER);
  cw_program_act (program, "show-symbol", g_variant_new_string ("MSFT"));
  cw_program_act (program, "back", NULL);
  cw_program_act (program, "show-symbol", g_variant_new_string ("TSLA"));
  cw_program_act_on_application (program, "quit");
  assert_ends_soon (program, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  g_test_add_func ("/ui/window/demo-loads-and-exits", test_demo_loads_and_exits);
  g_test_add_func ("/ui/window/version-and-usage", test_version_and_usage);
  g_test_add_func ("/ui/window/failed-symbol-is-an-exit-status",
                   test_failed_symbol_is_an_exit_status);
  g_test_add_func ("/ui/window/screenshot", test_screenshot);
  g_test_add_func ("/ui/window/screenshot-of-the-first-run", test_screenshot_of_the_first_run);
  g_test_add_func ("/ui/window/screenshot-that-cannot-be-written",
                   test_screenshot_that_cannot_be_written);
  g_test_add_func ("/ui/window/trace", test_trace);
  g_test_add_func ("/ui/window/many-symbols", test_many_symbols);
  g_test_add_func ("/ui/window/quitting-in-the-middle", test_quitting_in_the_middle);
  g_test_add_func ("/ui/window/interrupting-in-the-middle", test_interrupting_in_the_middle);
  g_test_add_func ("/ui/window/closing-in-the-middle", test_closing_in_the_middle);
  g_test_add_func ("/ui/window/cancelling-by-key", test_cancelling_by_key);
  g_test_add_func ("/ui/window/narrow", test_narrow);
  return g_test_run ();
}
