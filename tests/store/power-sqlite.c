/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "power-sqlite.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* A change that is not on the disk for sure. */
typedef struct
{
  gint64 offset; /* or, of a change of length, the length */
  GBytes *bytes; /* NULL: a change of length */
} Change;

typedef struct
{
  GByteArray *safe;   /* what is on the disk */
  GPtrArray *changes; /* of Change, in their order */
} Image;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  Image *image; /* NULL for a file that nobody needs afterwards */
} File;

static sqlite3_vfs *real_files;
static sqlite3_vfs power_files;
static GHashTable *images; /* path → Image */
static PowerFunc watch_func;
static gpointer watch_data;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
image_free (gpointer data)
{
  Image *image = data;

  g_byte_array_unref (image->safe);
  g_ptr_array_unref (image->changes);
  g_free (image);
}

static Image *
find_image (const char *path)
{
  Image *image = g_hash_table_lookup (images, path);

  if (image != NULL)
    return image;
  image = g_new0 (Image, 1);
  image->safe = g_byte_array_new ();
  image->changes = g_ptr_array_new_with_free_func (change_free);
  g_hash_table_insert (images, g_strdup (path), image);
  return image;
}

static void
note (sqlite3_file *file, gint64 offset, const void *from, gsize size)
{
  Image *image = ((File *) file)->image;
  Change *change;

  if (image == NULL)
    return;
  if (watch_func != NULL)
    watch_func (watch_data);
  change = g_new0 (Change, 1);
  change->offset = offset;
  change->bytes = from != NULL ? g_bytes_new (from, size) : NULL;
  g_ptr_array_add (image->changes, change);
}

static void
grow (GByteArray *contents, gsize size)
{
  gsize before = contents->len;

  if (size <= before)
    return;
  g_byte_array_set_size (contents, (guint) size);
  memset (contents->data + before, 0, size - before);
}

static void
apply (GByteArray *contents, const Change *change, gsize from, gsize to)
{
  const guint8 *bytes;
  gsize size;

  if (change->bytes == NULL)
    {
      grow (contents, (gsize) change->offset);
      g_byte_array_set_size (contents, (guint) change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &size);
  to = MIN (to, size);
  if (from >= to)
    return;
  grow (contents, (gsize) change->offset + to);
  memcpy (contents->data + change->offset + from, bytes + from, to - from);
}

static void
make_safe (Image *image)
{
  for (guint i = 0; i < image->changes->len; i++)
    apply (image->safe, g_ptr_array_index (image->changes, i), 0, G_MAXSIZE);
  g_ptr_array_set_size (image->changes, 0);
}

/* What was not synchronised reaches the disk whole, in part or not at all, whatever came after. */
static void
lose_some (GRand *random, GByteArray *contents, const Change *change)
{
  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      apply (contents, change, 0, G_MAXSIZE);
      break;
    case 1:
      apply (contents, change, 0, (gsize) g_rand_int_range (random, 0, 8) * SECTOR);
      break;
    default:
      break;
    }
}

void
power_sqlite_lose (GRand *random, const char *directory)
{
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      const Image *image = value;
      g_autoptr (GByteArray) contents = g_byte_array_new ();
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *to = g_build_filename (directory, name, NULL);

      g_byte_array_append (contents, image->safe->data, image->safe->len);
      for (guint i = 0; i < image->changes->len; i++)
        lose_some (random, contents, g_ptr_array_index (image->changes, i));
      g_assert_true (
          g_file_set_contents (to, (const char *) contents->data, (gssize) contents->len, NULL));
    }
}

void
power_sqlite_reset (void)
{
  g_hash_table_remove_all (images);
}

void
power_sqlite_watch (PowerFunc func, gpointer data)
{
  watch_func = func;
  watch_data = data;
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
file_close (sqlite3_file *file)
{
  int code = real_of (file)->pMethods->xClose (real_of (file));

  sqlite3_free (real_of (file));
  return code;
}

static int
file_read (sqlite3_file *file, void *to, int size, sqlite3_int64 offset)
{
  return real_of (file)->pMethods->xRead (real_of (file), to, size, offset);
}

static int
file_write (sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
  note (file, offset, from, (gsize) size);
  return real_of (file)->pMethods->xWrite (real_of (file), from, size, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  note (file, size, NULL, 0);
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  int code = real_of (file)->pMethods->xSync (real_of (file), flags);

  if (((File *) file)->image != NULL)
    make_safe (((File *) file)->image);
  return code;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xLock (real_of (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), level);
}

static int
file_check_lock (sqlite3_file *file, int *locked)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), locked);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

/* It promises nothing. */
static int
file_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return real_of (file)->pMethods->xShmMap (real_of (file), page, size, extend, memory);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
file_shm_unmap (sqlite3_file *file, int remove)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), remove);
}

static const sqlite3_io_methods file_methods = { .iVersion = 2,
                                                 .xClose = file_close,
                                                 .xRead = file_read,
                                                 .xWrite = file_write,
                                                 .xTruncate = file_truncate,
                                                 .xSync = file_sync,
                                                 .xFileSize = file_size,
                                                 .xLock = file_lock,
                                                 .xUnlock = file_unlock,
                                                 .xCheckReservedLock = file_check_lock,
                                                 .xFileControl = file_control,
                                                 .xSectorSize = file_sector_size,
                                                 .xDeviceCharacteristics = file_characteristics,
                                                 .xShmMap = file_shm_map,
                                                 .xShmLock = file_shm_lock,
                                                 .xShmBarrier = file_shm_barrier,
                                                 .xShmUnmap = file_shm_unmap };

static int
files_open (sqlite3_vfs *files, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int code;

  file->pMethods = NULL;
  self->image = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL) ? find_image (path) : NULL;
  self->real = sqlite3_malloc (real_files->szOsFile);
  if (self->real == NULL)
    return SQLITE_NOMEM;
  memset (self->real, 0, (gsize) real_files->szOsFile);
  code = real_files->xOpen (real_files, path, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    file->pMethods = &file_methods;
  else
    sqlite3_free (self->real);
  return code;
}

static int
files_delete (sqlite3_vfs *files, const char *path, int sync_directory)
{
  g_hash_table_remove (images, path);
  return real_files->xDelete (real_files, path, sync_directory);
}

void
power_sqlite_install (void)
{
  images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_free);
  real_files = sqlite3_vfs_find (NULL);
  power_files = *real_files;
  power_files.zName = "power";
  power_files.pNext = NULL;
  power_files.szOsFile = sizeof (File);
  power_files.xOpen = files_open;
  power_files.xDelete = files_delete;
  g_assert_cmpint (sqlite3_vfs_register (&power_files, TRUE), ==, SQLITE_OK);
}
