/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for memmem() */
#include "config.h"

#include <string.h>

#include "cw-desk.h"
#include "fault-server.h"
#include "quotes-data.h"

/* The installed Flatpak, used as a person does: what it keeps, and where. CANDLEWICK_PROGRAM and
 * CW_CLI run it in its sandbox. Which of these can hold depends on what the session has, so that
 * check-flatpak picks them. */

#define KEY "canary83be06d7f1"
/* From one place of a window to the next, until the one that is looked for must have come. */
#define MOST_STEPS 100

static const char *const arguments[] = { "AAPL", NULL };

/* --- files --- */

static char *
dup_own (const char *name)
{
  return g_build_filename (g_get_home_dir (), ".var", "app", APPLICATION_ID, name, NULL);
}

static gboolean
file_has (const char *path, const char *text)
{
  g_autofree char *data = NULL;
  gsize length;

  return g_file_get_contents (path, &data, &length, NULL)
         && memmem (data, length, text, strlen (text)) != NULL;
}

/* The key is in clear in no file. Returns: how many there are */
static guint
search_files (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n += search_files (child);
      else if (g_file_test (child, G_FILE_TEST_IS_REGULAR))
        {
          g_assert_false (file_has (child, KEY));
          n++;
        }
    }
  return n;
}

/* Beside the directory that the sandbox has, nothing in the home is called after the program.
 * Returns: how many names were looked at */
static guint
look_elsewhere (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n++;
      if (g_str_equal (name, ".var"))
        continue;
      if (strcasestr (name, "candlewick") != NULL || g_str_equal (name, "keyfile"))
        g_error ("%s is outside the application’s own directory", child);
      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        n += look_elsewhere (child);
    }
  return n;
}

/* --- the command line --- */

typedef struct
{
  int status;
  char *out, *err;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Run G_GNUC_PRINTF (1, 2) run_cli (const char *format, ...)
{
  g_autofree char *words = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { 0 };
  va_list list;

  va_start (list, format);
  words = g_strdup_vprintf (format, list);
  va_end (list);
  line = g_strdup_printf ("%s %s", g_getenv ("CW_CLI"), words);
  g_spawn_command_line_sync (line, &run.out, &run.err, &run.status, &error);
  g_assert_no_error (error);
  run.status = WEXITSTATUS (run.status);
  g_test_message ("%s: %d\n%s%s", line, run.status, run.out, run.err);
  return run;
}

/* --- what is stored --- */

static void
test_store (CwDesk *desk, gconstpointer data)
{
  static const char *const demo[] = { "--demo", "AAPL", NULL };
  g_autofree char *path = dup_own ("data/candlewick/demo/candlewick.db");
  g_auto (Run) run = { 0 };

  cw_desk_start (desk, demo);
  cw_desk_await (desk, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc.");
  cw_program_await_enabled (desk->program, "cancel-loading", FALSE);
  cw_desk_quit (desk);
  g_assert_true (file_has (path, "SQLite format 3"));
  g_assert_cmpuint (look_elsewhere (g_get_home_dir ()), >, 1);

  /* The other program finds what this one stored. */
  run = run_cli ("--demo --offline quotes AAPL");
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "133.5"));
}

/* --- settings --- */

static gboolean
is_offline (CwDesk *desk)
{
  g_autoptr (GVariant) state = cw_program_get_state (desk->program, "offline");

  return g_variant_get_boolean (state);
}

static void
test_settings (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = dup_own ("config/glib-2.0/settings/keyfile");

  cw_desk_start (desk, arguments);
  g_assert_false (is_offline (desk));
  cw_desk_act (desk, "offline", NULL);
  CW_AWAIT (file_has (path, "offline=true"), path);
  cw_desk_quit (desk);
  g_assert_cmpuint (look_elsewhere (g_get_home_dir ()), >, 1);

  cw_desk_start (desk, arguments);
  CW_AWAIT (is_offline (desk), "offline again");
  cw_desk_act (desk, "offline", NULL);
  CW_AWAIT (!file_has (path, "offline=true"), path);
  cw_desk_quit (desk);
}

/* --- keys --- */

static gboolean
is_focused (CwDesk *desk, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *accessible = g_ptr_array_index (list, i);

      if (accessible->focused && g_str_equal (accessible->name, name))
        return TRUE;
    }
  return FALSE;
}

static void
describe_focus (CwDesk *desk)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *accessible = g_ptr_array_index (list, i);

      if (accessible->focused)
        g_printerr ("“%s” of role %u has the focus\n", accessible->name, accessible->role);
    }
}

/* By the keyboard, which goes to the window that came last. */
static void
give_key (CwDesk *desk)
{
  guint n = 0;

  cw_program_act_on_application (desk->program, "preferences");
  cw_desk_await (desk, CW_ROLE_LABEL, "None: long-term decisions");
  for (; !is_focused (desk, "New Key"); n++)
    {
      if (n == MOST_STEPS)
        describe_focus (desk);
      g_assert_cmpuint (n, <, MOST_STEPS);
      cw_program_run_tool ("xdotool key Tab");
    }
  cw_program_run_tool ("xdotool type " KEY);
  cw_program_run_tool ("xdotool key Return");
}

/* How many requests brought the key. */
static guint
count_keyed (FaultServer *figures)
{
  guint n = 0;

  for (guint i = 0; i < fault_server_get_n_requests (figures); i++)
    {
      g_autofree char *head = fault_server_get_request (figures, i);

      n += strstr (head, "X-Finnhub-Token: " KEY "\r\n") != NULL;
    }
  return n;
}

static void
analyze (CwDesk *desk, FaultServer *figures)
{
  g_auto (Run) run =
      run_cli ("--verbose --retries 0 --yahoo-url %s --finnhub-url %s/ok analyze AAPL", desk->url,
               fault_server_get_url (figures));

  g_assert_cmpint (run.status, <=, 1);
  g_assert_null (strstr (run.out, KEY));
  g_assert_null (strstr (run.err, KEY));
}

/* With a portal and a keyring, a key is kept, encrypted, in the application's own directory; both
 * programs find it; and it can be removed. */
static void
test_key_kept (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = dup_own ("data/keyrings/default.keyring");
  g_autoptr (GBytes) body = quotes_data_load ("finnhub", "metric_AAPL_2026.json");
  g_autoptr (FaultServer) figures = fault_server_new ();
  guint n_keyed;

  fault_server_set_body (figures, body);
  cw_desk_start (desk, arguments);
  give_key (desk);
  cw_desk_await (desk, CW_ROLE_LABEL, "In use, and kept in the keyring");
  cw_desk_quit (desk);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (search_files (g_get_home_dir ()), >=, 3);

  analyze (desk, figures);
  n_keyed = count_keyed (figures);
  g_assert_cmpuint (n_keyed, >, 0);

  cw_desk_start (desk, arguments);
  cw_program_act_on_application (desk->program, "preferences");
  cw_desk_await (desk, CW_ROLE_LABEL, "In use, and kept in the keyring");
  cw_desk_press (desk, "Remove"); /* newer GTK calls a button by what stands on it */
  cw_desk_await (desk, CW_ROLE_LABEL, "None: long-term decisions");
  cw_desk_quit (desk);
  analyze (desk, figures);
  g_assert_cmpuint (count_keyed (figures), ==, n_keyed);
  g_assert_cmpuint (search_files (g_get_home_dir ()), >=, 3);
}

/* Without them, it is used as long as the window is open, and that is said. */
static void
test_key_for_session (CwDesk *desk, gconstpointer data)
{
  g_autofree char *path = dup_own ("data/keyrings/default.keyring");

  cw_desk_start (desk, arguments);
  give_key (desk);
  cw_desk_await (desk, CW_ROLE_LABEL,
                 "In use for this session only: it could not be kept. "
                 "There is no keyring here that answers.");
  cw_desk_quit (desk);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (search_files (g_get_home_dir ()), >=, 1);

  cw_desk_start (desk, arguments);
  cw_program_act_on_application (desk->program, "preferences");
  cw_desk_await (desk, CW_ROLE_LABEL, "None: long-term decisions");
  cw_desk_quit (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  CW_DESK_ADD ("/flatpak/store", CW_DESK_BARE, test_store);
  CW_DESK_ADD ("/flatpak/settings", CW_DESK_SERVER, test_settings);
  CW_DESK_ADD ("/flatpak/key/for-session", CW_DESK_SERVER, test_key_for_session);
  CW_DESK_ADD ("/flatpak/key/kept", CW_DESK_SERVER, test_key_kept);
  return g_test_run ();
}
