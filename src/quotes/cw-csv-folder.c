/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cw-quotes-error.h"
#include "cw-symbol.h"

#define ENDING ".csv"
#define CHUNK (1024 * 1024)

/* A file of the folder while it is read. */
typedef struct
{
  int fd;
  const char *shown; /* its path, for people */
} File;

static DIR *
open_folder (const char *directory, GError **error)
{
  DIR *folder = opendir (directory);
  int number = errno;
  g_autofree char *shown = NULL;

  if (folder != NULL)
    return folder;
  shown = g_filename_display_name (directory);
  if (number == ENOENT)
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE, _ ("There is no folder “%s”"),
                 shown);
  else if (number == ENOTDIR)
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE,
                 _ ("“%s” is not a folder; name the one that the CSV files are in"), shown);
  else
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNREACHABLE,
                 /* Translators: a folder or a file, and the system's reason */
                 _ ("“%s” cannot be read: %s"), shown, g_strerror (number));
  return NULL;
}

/* The symbol that a file is named after, or NULL. */
static char *
get_symbol (const struct dirent *entry)
{
  gsize length = strlen (entry->d_name);
  g_autofree char *name = NULL;

  if (length <= strlen (ENDING) || length > CW_SYMBOL_MAX_LENGTH + strlen (ENDING)
      || g_ascii_strcasecmp (entry->d_name + length - strlen (ENDING), ENDING) != 0
      || g_ascii_isspace (entry->d_name[0])
      || g_ascii_isspace (entry->d_name[length - strlen (ENDING) - 1]))
    return NULL;
  name = g_strndup (entry->d_name, length - strlen (ENDING));
  return cw_symbol_normalize (name, NULL);
}

/* Finds a file whose name is the symbol's but for capital letters; of several the first by name. */
static char *
find_name (DIR *folder, const char *symbol, GCancellable *cancellable)
{
  g_autofree char *found = NULL;
  const struct dirent *entry;

  while (!g_cancellable_is_cancelled (cancellable) && (entry = readdir (folder)) != NULL)
    {
      g_autofree char *named = get_symbol (entry);

      if (g_strcmp0 (named, symbol) != 0 || (found != NULL && strcmp (found, entry->d_name) <= 0))
        continue;
      g_free (found);
      found = g_strdup (entry->d_name);
    }
  return g_steal_pointer (&found);
}

/* Without waiting for anybody to write into a pipe, and without becoming a terminal's owner. */
static int
open_file (DIR *folder, const char *name)
{
  return openat (dirfd (folder), name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static gboolean
fail_file (const File *file, int number, GError **error)
{
  g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER, _ ("“%s” cannot be read: %s"),
               file->shown, g_strerror (number));
  return FALSE;
}

static gboolean
fail_size (const File *file, GError **error)
{
  g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_TOO_LARGE,
               /* Translators: a file, and how many mebibytes it may have */
               _ ("“%s” is larger than %d MiB; split it into shorter histories"), file->shown,
               CW_CSV_MAX_BYTES / (1024 * 1024));
  return FALSE;
}

static gboolean
check_kind (const File *file, gsize *size, GError **error)
{
  struct stat status;

  if (fstat (file->fd, &status) != 0)
    return fail_file (file, errno, error);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   _ ("“%s” is not a file with data"), file->shown);
      return FALSE;
    }
  if (status.st_size > CW_CSV_MAX_BYTES)
    return fail_size (file, error);
  *size = (gsize) status.st_size;
  return TRUE;
}

/* Reads to the end, wherever that is by now: somebody may be writing. */
static gboolean
read_all (const File *file, GByteArray *to, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      guint before = to->len;
      ssize_t n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (before > CW_CSV_MAX_BYTES)
        return fail_size (file, error);
      g_byte_array_set_size (to, before + CHUNK);
      do
        n = read (file->fd, to->data + before, CHUNK);
      while (n < 0 && errno == EINTR);
      g_byte_array_set_size (to, before + (n > 0 ? (guint) n : 0));
      if (n < 0)
        return fail_file (file, errno, error);
      if (n == 0)
        return TRUE;
    }
}

static GBytes *
read_file (const File *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) content = NULL;
  gsize size;

  if (!check_kind (file, &size, error))
    return NULL;
  content = g_byte_array_sized_new ((guint) size + CHUNK);
  if (!read_all (file, content, cancellable, error))
    return NULL;
  if (content->len == 0)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER, _ ("“%s” is empty"),
                   file->shown);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

/* Opens the symbol's file, under the name that it has. Returns -1 with `errno` set if it cannot. */
static int
find_file (DIR *folder, const char *symbol, char **name, GCancellable *cancellable)
{
  g_autofree char *similar = NULL;
  int fd;

  *name = g_strconcat (symbol, ENDING, NULL);
  fd = open_file (folder, *name);
  if (fd >= 0 || errno != ENOENT)
    return fd;
  similar = find_name (folder, symbol, cancellable);
  errno = ENOENT;
  if (similar == NULL)
    return -1;
  g_free (*name);
  *name = g_steal_pointer (&similar);
  return open_file (folder, *name);
}

static void
fail_open (const char *directory, const char *name, int number, const File *file, GError **error)
{
  g_autofree char *folder = g_filename_display_name (directory);

  if (number == ENOENT)
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                 /* Translators: a file's name, then a folder's */
                 _ ("There is no such symbol in this folder: no “%s” in “%s”"), name, folder);
  else
    fail_file (file, number, error);
}

/**
 * cw_csv_folder_read:
 * @directory: a folder
 * @symbol: whose file
 * @path: (out) (transfer full): the file's path, for people
 * @cancellable: (nullable): gives it up
 * @error: return location for a #CwQuotesError, a `CW_MARKET_ERROR_INVALID_SYMBOL` or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Reads `SYMBOL.csv`; capital and small letters are one. Never waits for what is no plain file.
 *
 * Returns: (transfer full) (nullable): what is in it, at least one byte
 */
GBytes *
cw_csv_folder_read (const char *directory,
                    const char *symbol,
                    char **path,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *normal = cw_symbol_normalize (symbol, error);
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;
  GBytes *content = NULL;
  File file;
  DIR *folder;
  int number;

  *path = NULL;
  folder = normal != NULL ? open_folder (directory, error) : NULL;
  if (folder == NULL)
    return NULL;
  file.fd = find_file (folder, normal, &name, cancellable);
  number = errno;
  whole = g_build_filename (directory, name, NULL);
  file.shown = *path = g_filename_display_name (whole);
  if (file.fd >= 0)
    {
      content = read_file (&file, cancellable, error);
      close (file.fd);
    }
  else if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      fail_open (directory, name, number, &file, error);
    }
  closedir (folder);
  return content;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
may_be_file (const struct dirent *entry)
{
  return entry->d_type == DT_REG || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
}

/**
 * cw_csv_folder_list:
 * @directory: a folder
 * @cancellable: (nullable): gives it up
 * @error: return location for a #CwQuotesError or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the symbols that files are named
 *   after, in order, each once
 */
char **
cw_csv_folder_list (const char *directory, GCancellable *cancellable, GError **error)
{
  DIR *folder = open_folder (directory, error);
  g_autoptr (GPtrArray) symbols = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const struct dirent *entry;

  if (folder == NULL)
    return NULL;
  while (!g_cancellable_is_cancelled (cancellable) && (entry = readdir (folder)) != NULL)
    {
      g_autofree char *symbol = may_be_file (entry) ? get_symbol (entry) : NULL;

      if (symbol == NULL || g_hash_table_contains (seen, symbol))
        continue;
      g_hash_table_add (seen, symbol);
      g_ptr_array_add (symbols, g_steal_pointer (&symbol));
    }
  closedir (folder);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_ptr_array_sort (symbols, compare_names);
  g_ptr_array_add (symbols, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&symbols), FALSE);
}
