/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define FILE_MODE 0666

/* A terminal, a pipe, a device. */
static gboolean
is_stream (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode);
}

static gboolean
write_into (const char *path, const char *bytes, gsize size, GError **error)
{
  FILE *stream;
  gboolean is_written = FALSE;

  errno = 0;
  stream = g_fopen (path, "w");
  if (stream != NULL)
    {
      is_written = fwrite (bytes, 1, size, stream) == size && fflush (stream) == 0;
      is_written = fclose (stream) == 0 && is_written;
    }
  if (!is_written)
    g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                         g_strerror (errno));
  return is_written;
}

/**
 * cw_file_write:
 * @path: the name of a file, which may be there
 * @bytes: (array length=size): what is to be in it
 * @size: how many bytes these are
 * @error: return location for a #GFileError
 *
 * Writes a file that is whole or not there at all. What is no file, such as a pipe or a device, is
 * never replaced by one but written to.
 *
 * Returns: whether it is written
 */
gboolean
cw_file_write (const char *path, const char *bytes, gsize size, GError **error)
{
  g_return_val_if_fail (path != NULL && (bytes != NULL || size == 0), FALSE);

  if (is_stream (path))
    return write_into (path, bytes, size, error);
  return g_file_set_contents_full (path, bytes, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   FILE_MODE, error);
}
