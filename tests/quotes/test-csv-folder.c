/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cw-market-error.h"
#include "cw-quotes-error.h"

#define TABLE "Date,Close\n2021-04-20,11\n"

/* A folder that files are put into, and what was read last. */
typedef struct
{
  char *directory;
  char *path;
  GBytes *content;
  GError *error;
} Fixture;

static void
open_fixture (Fixture *fixture)
{
  memset (fixture, 0, sizeof *fixture);
  fixture->directory = g_dir_make_tmp ("csv-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
}

static void
clear_result (Fixture *fixture)
{
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->content, g_bytes_unref);
  g_clear_error (&fixture->error);
}

static void
empty_folder (const char *directory)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_remove (path) != 0)
        empty_folder (path);
    }
  g_rmdir (directory);
}

static void
close_fixture (Fixture *fixture)
{
  clear_result (fixture);
  empty_folder (fixture->directory);
  g_free (fixture->directory);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

static void
put_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
fetch (Fixture *fixture, const char *symbol)
{
  clear_result (fixture);
  fixture->content =
      cw_csv_folder_read (fixture->directory, symbol, &fixture->path, NULL, &fixture->error);
  g_assert_true ((fixture->content != NULL) != (fixture->error != NULL));
}

static void
assert_table (Fixture *fixture)
{
  gsize length;
  const char *text;

  g_assert_no_error (fixture->error);
  text = g_bytes_get_data (fixture->content, &length);
  g_assert_cmpmem (text, length, TABLE, strlen (TABLE));
  g_assert_true (g_str_has_prefix (fixture->path, fixture->directory));
}

/* Symbols with all the characters that they may have, and names in small letters. */
static void
test_names (void)
{
  static const struct
  {
    const char *file, *symbol;
  } cases[] = {
    { "^GSPC.csv", "^GSPC" },
    { "EURUSD=X.csv", "EURUSD=X" },
    { "BRK-B.csv", "BRK-B" },
    { "M&M.NS.csv", "M&M.NS" },
    { "A_B.csv", "A_B" },
    { "aapl.csv", "AAPL" },
    { "Spy_1Min.CSV", "SPY_1MIN" },
    { "-.csv", "-" },
    { "...csv", ".." },
    { "AAPL.csv", "aapl" },
    { "ABCDEFGHIJKLMNOPQRSTUVWX.csv", "ABCDEFGHIJKLMNOPQRSTUVWX" },
  };
  Fixture fixture;
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_test_message ("%s", cases[n].file);
      open_fixture (&fixture);
      put_file (&fixture, cases[n].file, TABLE);
      fetch (&fixture, cases[n].symbol);
      assert_table (&fixture);
      close_fixture (&fixture);
    }
  g_assert_cmpuint (n, ==, 11);

  /* The very name goes first. */
  open_fixture (&fixture);
  put_file (&fixture, "aapl.csv", "other");
  put_file (&fixture, "AAPL.csv", TABLE);
  put_file (&fixture, "Aapl.csv", "another");
  fetch (&fixture, "AAPL");
  assert_table (&fixture);
  close_fixture (&fixture);
}

/* D17, D18: nothing that is no symbol gets near a file. */
static void
test_not_symbols (void)
{
  static const char *const symbols[] = {
    "../AAPL",
    "..\\AAPL",
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "AAPL/",
    "AAPL.csv/../../x",
    "~",
    "",
    " ",
    "AA PL",
    "A\nB",
    "\xf0\x9f\x92\xb0",
    "A\xff",
    "A*",
    "A?",
    "%2e%2e%2f",
    "ABCDEFGHIJKLMNOPQRSTUVWXY",
    "A:B",
    "$HOME",
    "`id`",
  };
  Fixture fixture;
  g_autofree char *above = NULL;
  guint n = 0;

  open_fixture (&fixture);
  above = g_build_filename (fixture.directory, "..", "AAPL.csv", NULL);
  for (; n < G_N_ELEMENTS (symbols); n++)
    {
      fetch (&fixture, symbols[n]);
      g_assert_error (fixture.error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL);
    }
  g_assert_cmpuint (n, ==, 21);
  close_fixture (&fixture);
}

static void
test_missing (void)
{
  Fixture fixture;

  open_fixture (&fixture);
  put_file (&fixture, "AAPL.txt", TABLE);
  put_file (&fixture, "AAPL", TABLE);
  put_file (&fixture, "AAPL.csv.bak", TABLE);
  put_file (&fixture, " AAPL.csv", TABLE);
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv"));
  g_assert_nonnull (strstr (fixture.error->message, fixture.directory));
  g_assert_nonnull (strstr (fixture.error->message, "no such symbol in this folder"));
  close_fixture (&fixture);
}

/* Makes something that is no file of bars under the name that one would have. */
static void
make_odd (Fixture *fixture, const char *kind)
{
  g_autofree char *path = path_of (fixture, "AAPL.csv");
  g_autofree char *other = path_of (fixture, "other");

  if (g_str_equal (kind, "directory"))
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  else if (g_str_equal (kind, "pipe"))
    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  else if (g_str_equal (kind, "device"))
    g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  else if (g_str_equal (kind, "terminal"))
    g_assert_cmpint (symlink ("/dev/ptmx", path), ==, 0);
  else if (g_str_equal (kind, "link to itself"))
    g_assert_cmpint (symlink (path, path), ==, 0);
  else if (g_str_equal (kind, "link to a pipe"))
    {
      g_assert_cmpint (mkfifo (other, 0600), ==, 0);
      g_assert_cmpint (symlink (other, path), ==, 0);
    }
  else if (g_str_equal (kind, "unreadable"))
    /* A plain file that opens, and whose first byte nobody gets. */
    g_assert_cmpint (symlink ("/proc/self/mem", path), ==, 0);
  else if (g_str_equal (kind, "dead link"))
    g_assert_cmpint (symlink ("nowhere", path), ==, 0);
  else if (g_str_equal (kind, "empty"))
    put_file (fixture, "AAPL.csv", "");
  else
    g_assert_not_reached ();
}

static void
test_odd_files (void)
{
  static const struct
  {
    const char *kind;
    CwQuotesError error;
  } cases[] = {
    { "directory", CW_QUOTES_ERROR_BAD_ANSWER },
    { "pipe", CW_QUOTES_ERROR_BAD_ANSWER },
    { "device", CW_QUOTES_ERROR_BAD_ANSWER },
    { "terminal", CW_QUOTES_ERROR_BAD_ANSWER },
    { "link to itself", CW_QUOTES_ERROR_BAD_ANSWER },
    { "link to a pipe", CW_QUOTES_ERROR_BAD_ANSWER },
    { "dead link", CW_QUOTES_ERROR_NOT_FOUND },
    { "empty", CW_QUOTES_ERROR_BAD_ANSWER },
    { "unreadable", CW_QUOTES_ERROR_BAD_ANSWER },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      Fixture fixture;

      g_test_message ("%s", cases[n].kind);
      open_fixture (&fixture);
      make_odd (&fixture, cases[n].kind);
      fetch (&fixture, "AAPL");
      g_assert_error (fixture.error, CW_QUOTES_ERROR, (int) cases[n].error);
      g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv"));
      close_fixture (&fixture);
    }
  g_assert_cmpuint (n, ==, 9);
}

/* A link that leads out of the folder is the affair of who made it. */
static void
test_link (void)
{
  g_autofree char *elsewhere = g_dir_make_tmp ("csv-XXXXXX", NULL);
  g_autofree char *target = g_build_filename (elsewhere, "bars", NULL);
  g_autofree char *link_path = NULL;
  Fixture fixture;

  open_fixture (&fixture);
  g_assert_true (g_file_set_contents (target, TABLE, -1, NULL));
  link_path = path_of (&fixture, "AAPL.csv");
  g_assert_cmpint (symlink (target, link_path), ==, 0);
  fetch (&fixture, "AAPL");
  assert_table (&fixture);
  close_fixture (&fixture);
  empty_folder (elsewhere);
}

static void
test_too_large (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  int fd;

  open_fixture (&fixture);
  path = path_of (&fixture, "AAPL.csv");
  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, CW_CSV_MAX_BYTES + 1), ==, 0);
  close (fd);
  fetch (&fixture, "AAPL");
  g_assert_error (fixture.error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (fixture.error->message, "AAPL.csv"));
  g_assert_nonnull (strstr (fixture.error->message, "64"));
  close_fixture (&fixture);
}

static void
test_no_folder (void)
{
  static const struct
  {
    const char *place, *says;
  } cases[] = {
    { "nowhere", "no folder" },
    { "file", "not a folder" },
    { "pipe", "not a folder" },
    { "loop", "cannot be read" },
  };
  Fixture fixture;
  g_autofree char *pipe_path = NULL;
  g_autofree char *loop = NULL;
  guint n = 0;

  open_fixture (&fixture);
  loop = path_of (&fixture, "loop");
  g_assert_cmpint (symlink (loop, loop), ==, 0);
  put_file (&fixture, "file", TABLE);
  pipe_path = path_of (&fixture, "pipe");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *place = path_of (&fixture, cases[n].place);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other = NULL;

      g_assert_null (cw_csv_folder_read (place, "AAPL", &path, NULL, &error));
      g_assert_null (cw_csv_folder_list (place, NULL, &other));
      g_assert_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
      g_assert_error (other, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE);
      g_assert_nonnull (strstr (error->message, place));
      g_assert_nonnull (strstr (error->message, cases[n].says));
    }
  g_assert_cmpuint (n, ==, 4);
  close_fixture (&fixture);
}

static void
test_list (void)
{
  static const char *const files[] = { "MSFT.csv", "AAPL.csv", "aapl.csv", "a.CSV",    "x.txt",
                                       ".csv",     "A A.csv",  "\xff.csv", "AAPL.csv~" };
  g_auto (GStrv) symbols = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *directory = NULL;
  Fixture fixture;

  open_fixture (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    put_file (&fixture, files[i], TABLE);
  directory = path_of (&fixture, "DIR.csv");
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  symbols = cw_csv_folder_list (fixture.directory, NULL, &fixture.error);
  g_assert_no_error (fixture.error);
  joined = g_strjoinv (" ", symbols);
  g_assert_cmpstr (joined, ==, "A AAPL MSFT");
  close_fixture (&fixture);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  static const char *const symbols[] = { "AAPL", "MSFT", "NOSUCH" };
  Fixture fixture;
  guint n = 0;

  open_fixture (&fixture);
  put_file (&fixture, "AAPL.csv", TABLE);
  put_file (&fixture, "msft.csv", TABLE);
  g_cancellable_cancel (cancelled);
  for (; n < G_N_ELEMENTS (symbols); n++)
    {
      clear_result (&fixture);
      g_assert_null (cw_csv_folder_read (fixture.directory, symbols[n], &fixture.path, cancelled,
                                         &fixture.error));
      g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (n, ==, 3);
  clear_result (&fixture);
  g_assert_null (cw_csv_folder_list (fixture.directory, cancelled, &fixture.error));
  g_assert_error (fixture.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_fixture (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/quotes/csv-folder/names", test_names);
  g_test_add_func ("/quotes/csv-folder/D18-not-symbols", test_not_symbols);
  g_test_add_func ("/quotes/csv-folder/missing", test_missing);
  g_test_add_func ("/quotes/csv-folder/odd-files", test_odd_files);
  g_test_add_func ("/quotes/csv-folder/link", test_link);
  g_test_add_func ("/quotes/csv-folder/too-large", test_too_large);
  g_test_add_func ("/quotes/csv-folder/no-folder", test_no_folder);
  g_test_add_func ("/quotes/csv-folder/list", test_list);
  g_test_add_func ("/quotes/csv-folder/cancelled", test_cancelled);
  return g_test_run ();
}
