/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cw-file.h"

static char *
make_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static void
test_replaces (void)
{
  static const char *const texts[] = { "a first and longer text\n", "a second\n", "" };
  g_autofree char *path = make_path ("plain");
  gsize n_written = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      g_assert_true (cw_file_write (path, texts[i], strlen (texts[i]), &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
      g_assert_cmpstr (found, ==, texts[i]);
      n_written++;
    }
  g_assert_cmpuint (n_written, ==, 3);
}

/* A pipe stays a pipe, and whoever reads it gets the text. */
static void
test_pipe (void)
{
  g_autofree char *path = make_path ("pipe");
  g_autoptr (GError) error = NULL;
  char found[16] = "";
  GStatBuf status;
  int reader;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  reader = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  g_assert_cmpint (reader, >=, 0);
  g_assert_true (cw_file_write (path, "through", 7, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (reader, found, sizeof (found) - 1), ==, 7);
  g_assert_cmpstr (found, ==, "through");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));
  close (reader);
}

static void
test_fails (void)
{
  g_autofree char *nowhere = make_path ("nowhere/file");
  g_autofree char *directory = make_path ("directory");
  g_autoptr (GError) missing = NULL, taken = NULL;

  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_false (cw_file_write (nowhere, "x", 1, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_false (cw_file_write (directory, "x", 1, &taken));
  g_assert_nonnull (taken);
  g_assert_true (g_file_test (directory, G_FILE_TEST_IS_DIR));
}

/* As when a disk is full. */
static void
test_full (void)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  if (g_stat ("/dev/full", &status) != 0 || !S_ISCHR (status.st_mode))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (cw_file_write ("/dev/full", "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (g_stat ("/dev/full", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/work/file/replaces", test_replaces);
  g_test_add_func ("/work/file/pipe", test_pipe);
  g_test_add_func ("/work/file/fails", test_fails);
  g_test_add_func ("/work/file/full", test_full);
  return g_test_run ();
}
