/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "cw-desk.h"

/* What is typed is there again, however the program ended. */

#define NAME_SYMBOL "Ticker or Name"
#define NAME_SHARES "Number of Shares"
#define NAME_COST "Average Cost of a Share"
#define NAME_LEVEL "Price, USD"
#define NAME_BUY "Buy below this price"
#define NAME_NOTE "Your note"
#define AGAIN "What you typed before is here again."

static void
start (CwDesk *desk, const char *symbols)
{
  cw_desk_start (desk, NULL);
  if (symbols != NULL)
    cw_desk_act (desk, "add-symbol", symbols);
  /* The lists are there. */
  cw_program_await_enabled (desk->program, "remove-shown", TRUE);
}

static gboolean
says (CwDesk *desk, const char *entry, const char *text)
{
  g_autofree char *shown = cw_accessible_dup_text (desk->bus, entry);

  return g_strcmp0 (shown, text) == 0;
}

static void
await_text (CwDesk *desk, const char *entry, const char *text)
{
  CW_AWAIT (says (desk, entry, text), text);
}

static gboolean
is_written (CwDesk *desk, const char *text)
{
  g_autofree char *path = g_build_filename (desk->directory, "drafts.ini", NULL);
  g_autofree char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) && strstr (contents, text) != NULL;
}

static void
end (CwDesk *desk, int signal_number, int status)
{
  kill (cw_program_get_pid (desk->program), signal_number);
  g_assert_cmpint (cw_program_wait (desk->program), ==, status);
  g_clear_pointer (&desk->program, cw_program_free);
}

static void
type_holding (CwDesk *desk, const char *symbol, const char *shares)
{
  cw_desk_act (desk, "add-holding", NULL);
  cw_desk_type (desk, NAME_SYMBOL, symbol);
  cw_desk_type (desk, NAME_SHARES, shares);
}

static void
assert_holding (CwDesk *desk, const char *symbol, const char *shares)
{
  cw_desk_act (desk, "add-holding", NULL);
  await_text (desk, NAME_SYMBOL, symbol);
  await_text (desk, NAME_SHARES, shares);
  cw_desk_await (desk, CW_ROLE_LABEL, AGAIN);
}

/* --- holdings --- */

/* Half of it is wrong, and stays as it was typed; thrown away, it does not come back. */
static void
test_quit (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  type_holding (desk, "AAPL", "7,x");
  cw_desk_quit (desk);
  start (desk, NULL);
  assert_holding (desk, "AAPL", "7,x");
  cw_desk_press (desk, "Save");
  cw_desk_await (desk, CW_ROLE_LABEL, "“7,x” is not a number.");
  cw_desk_press (desk, "Start Over");
  await_text (desk, NAME_SHARES, "");
  cw_desk_quit (desk);
  start (desk, NULL);
  cw_desk_act (desk, "add-holding", NULL);
  await_text (desk, NAME_SHARES, "");
  g_assert_false (cw_desk_has (desk, CW_ROLE_LABEL, AGAIN));
  cw_desk_quit (desk);
}

static void
test_end_of_session (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  type_holding (desk, "AAPL", "12");
  await_text (desk, NAME_SHARES, "12");
  end (desk, SIGTERM, 128 + SIGTERM);
  start (desk, NULL);
  assert_holding (desk, "AAPL", "12");
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  end (desk, SIGTERM, 128 + SIGTERM);
  g_assert_false (is_written (desk, "AAPL"));
}

/* Nothing is done any more by a program that is killed. */
static void
test_crash (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  type_holding (desk, "AAPL", "12.25");
  CW_AWAIT (is_written (desk, "12.25"), "the draft in its file");
  end (desk, SIGKILL, -1);
  start (desk, NULL);
  assert_holding (desk, "AAPL", "12.25");
  cw_desk_quit (desk);
}

/* Closing the window with the dialog in front of it. */
static void
test_close (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  type_holding (desk, "AAPL", "3");
  await_text (desk, NAME_SHARES, "3");
  cw_desk_press (desk, "Cancel Editing");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_program_press (desk->program, "ctrl+w");
  g_assert_cmpint (cw_program_wait (desk->program), ==, 0);
  g_clear_pointer (&desk->program, cw_program_free);
  start (desk, NULL);
  assert_holding (desk, "AAPL", "3");
  cw_desk_quit (desk);
}

/* Each holding has a draft of its own. */
static void
test_each_its_own (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL MSFT");
  type_holding (desk, "AAPL", "1");
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  type_holding (desk, "MSFT", "2");
  cw_desk_press (desk, "Save");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_act (desk, "edit-holding", "MSFT");
  cw_desk_type (desk, NAME_COST, "about 300");
  cw_desk_quit (desk);
  start (desk, NULL);
  cw_desk_act (desk, "edit-holding", "AAPL");
  await_text (desk, NAME_SHARES, "1");
  await_text (desk, NAME_COST, "");
  g_assert_false (cw_desk_has (desk, CW_ROLE_LABEL, AGAIN));
  cw_desk_press (desk, "Cancel Editing");
  cw_desk_await_gone (desk, 0, NAME_SHARES);
  cw_desk_act (desk, "edit-holding", "MSFT");
  await_text (desk, NAME_COST, "about 300");
  cw_desk_await (desk, CW_ROLE_LABEL, AGAIN);
  cw_desk_press (desk, "Start Over");
  await_text (desk, NAME_COST, "");
  await_text (desk, NAME_SHARES, "2");
  cw_desk_quit (desk);
}

/* --- notes --- */

/* A price that is none cannot be saved, and what stands beside it waits with it. */
static void
test_note (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  cw_desk_await (desk, 0, NAME_NOTE);
  cw_desk_type (desk, NAME_BUY, "cheap");
  cw_desk_type (desk, NAME_NOTE, "wait for it");
  cw_desk_await (desk, CW_ROLE_LABEL, "The price to buy below is no price");
  CW_AWAIT (is_written (desk, "wait for it"), "the draft in its file");
  end (desk, SIGKILL, -1);
  start (desk, NULL);
  await_text (desk, NAME_NOTE, "wait for it");
  await_text (desk, NAME_BUY, "cheap");
  cw_desk_await (desk, CW_ROLE_LABEL, "The price to buy below is no price");
  cw_desk_type (desk, NAME_BUY, "90");
  cw_desk_await_gone (desk, CW_ROLE_LABEL, "The price to buy below is no price");
  cw_desk_quit (desk);
  g_assert_false (is_written (desk, "wait for it"));
  start (desk, NULL);
  await_text (desk, NAME_NOTE, "wait for it");
  cw_desk_quit (desk);
}

/* --- alerts --- */

/* The currency is known once the chart is there. */
static void
open_alert (CwDesk *desk)
{
  cw_program_await_enabled (desk->program, "export-chart", TRUE);
  cw_desk_act (desk, "new-alert", "AAPL");
}

static void
test_alert (CwDesk *desk, gconstpointer data)
{
  start (desk, "AAPL");
  open_alert (desk);
  cw_desk_type (desk, NAME_LEVEL, "a lot");
  await_text (desk, NAME_LEVEL, "a lot");
  cw_desk_quit (desk);
  start (desk, NULL);
  open_alert (desk);
  await_text (desk, NAME_LEVEL, "a lot");
  cw_desk_await (desk, CW_ROLE_LABEL, AGAIN);
  cw_desk_press (desk, "Start Over");
  await_text (desk, NAME_LEVEL, "");
  cw_desk_type (desk, NAME_LEVEL, "500");
  await_text (desk, NAME_LEVEL, "500");
  end (desk, SIGTERM, 128 + SIGTERM);
  start (desk, NULL);
  open_alert (desk);
  await_text (desk, NAME_LEVEL, "500");
  cw_program_run_tool ("xdotool search --sync --onlyvisible --name \"New Alert\" windowfocus "
                       "--sync");
  cw_program_run_tool ("xdotool key Return");
  cw_desk_await_gone (desk, 0, NAME_LEVEL);
  open_alert (desk);
  await_text (desk, NAME_LEVEL, "");
  cw_desk_quit (desk);
  g_assert_false (is_written (desk, "500"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) CW_DESK_ADD ("/ui/keeping/" name, CW_DESK_SERVER | CW_DESK_STORE, func)
  ADD ("quit", test_quit);
  ADD ("end-of-session", test_end_of_session);
  ADD ("crash", test_crash);
  ADD ("close", test_close);
  ADD ("each-its-own", test_each_its_own);
  ADD ("note", test_note);
  ADD ("alert", test_alert);
  return g_test_run ();
}
