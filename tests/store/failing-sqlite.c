/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "failing-sqlite.h"

#include <sqlite3.h>
#include <string.h>

static _Thread_local guint calls_left[N_FAILING_KINDS];
static _Thread_local gboolean keeps_failing;
static _Thread_local guint n_failed;
static _Thread_local gboolean is_read_only;

static gboolean
is_to_fail (FailingKind kind)
{
  if (calls_left[kind] == 0 || --calls_left[kind] > 0)
    return FALSE;
  if (keeps_failing)
    calls_left[kind] = 1;
  n_failed++;
  return TRUE;
}

void
failing_sqlite_arm (FailingKind kind, guint nth, gboolean lasting)
{
  memset (calls_left, 0, sizeof calls_left);
  calls_left[kind] = nth;
  keeps_failing = lasting;
  n_failed = 0;
}

guint
failing_sqlite_disarm (void)
{
  memset (calls_left, 0, sizeof calls_left);
  return n_failed;
}

void
failing_sqlite_set_read_only (gboolean read_only)
{
  is_read_only = read_only;
}

static sqlite3_mem_methods real_memory;

static void *
failing_malloc (int size)
{
  return is_to_fail (FAILING_MEMORY) ? NULL : real_memory.xMalloc (size);
}

static void *
failing_realloc (void *memory, int size)
{
  return is_to_fail (FAILING_MEMORY) ? NULL : real_memory.xRealloc (memory, size);
}

/* A file of ours holds one of the real file system behind it. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} File;

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
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_READ;
  return real_of (file)->pMethods->xRead (real_of (file), to, size, offset);
}

static int
file_write (sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
  if (is_to_fail (FAILING_FILES))
    return SQLITE_FULL;
  return real_of (file)->pMethods->xWrite (real_of (file), from, size, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_TRUNCATE;
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_FSYNC;
  return real_of (file)->pMethods->xSync (real_of (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_FSTAT;
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
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_SHMMAP;
  if (is_read_only)
    return SQLITE_CANTOPEN;
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

static sqlite3_vfs system_files;
static sqlite3_vfs *real_files;

static int
files_open (sqlite3_vfs *files, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int code;

  file->pMethods = NULL;
  if (is_to_fail (FAILING_FILES))
    return SQLITE_CANTOPEN;
  if (is_read_only)
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
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
  if (is_to_fail (FAILING_FILES))
    return SQLITE_IOERR_DELETE;
  return real_files->xDelete (real_files, path, sync_directory);
}

void
failing_sqlite_install (void)
{
  sqlite3_mem_methods memory;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  memory = real_memory;
  memory.xMalloc = failing_malloc;
  memory.xRealloc = failing_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &memory), ==, SQLITE_OK);
  /* Without this most small pieces come from a store of SQLite's own. */
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_initialize (), ==, SQLITE_OK);

  real_files = sqlite3_vfs_find (NULL);
  system_files = *real_files;
  system_files.zName = "failing";
  system_files.pNext = NULL;
  system_files.szOsFile = sizeof (File);
  system_files.xOpen = files_open;
  system_files.xDelete = files_delete;
  g_assert_cmpint (sqlite3_vfs_register (&system_files, TRUE), ==, SQLITE_OK);
}
