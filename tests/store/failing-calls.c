/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"
#include "failing-calls.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdarg.h>

static int calls_left;    /* 0: none is to fail; -1: all are; atomic */
static int has_failed;    /* atomic */
static int n_checkpoints; /* atomic */

/* SQLite calls itself, too, and knows that such calls do not fail like this. */
static _Thread_local guint depth;

static gboolean
is_to_fail (void)
{
  int left = depth > 0 ? 0 : g_atomic_int_get (&calls_left);

  if (left == 0 || (left > 0 && !g_atomic_int_dec_and_test (&calls_left)))
    return FALSE;
  g_atomic_int_set (&has_failed, TRUE);
  return TRUE;
}

void
failing_calls_arm (guint nth)
{
  g_atomic_int_set (&has_failed, FALSE);
  g_atomic_int_set (&calls_left, (int) nth);
}

void
failing_calls_arm_all (void)
{
  g_atomic_int_set (&has_failed, FALSE);
  g_atomic_int_set (&calls_left, -1);
}

gboolean
failing_calls_disarm (void)
{
  g_atomic_int_set (&calls_left, 0);
  return g_atomic_int_get (&has_failed);
}

guint
failing_calls_count_checkpoints (void)
{
  return (guint) g_atomic_int_get (&n_checkpoints);
}

/* Sets @code to what the real function of the same name returns. */
#define CALL_REAL(code, name, ...)                                        \
  G_STMT_START                                                            \
  {                                                                       \
    depth++;                                                              \
    code = ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name)) (__VA_ARGS__); \
    depth--;                                                              \
  }                                                                       \
  G_STMT_END

/* Calls the real function, or none. */
#define CALL(name, ...)                     \
  G_STMT_START                              \
  {                                         \
    int code_ = SQLITE_IOERR;               \
                                            \
    if (!is_to_fail ())                     \
      CALL_REAL (code_, name, __VA_ARGS__); \
    return code_;                           \
  }                                         \
  G_STMT_END

int
sqlite3_prepare_v3 (sqlite3 *database,
                    const char *sql,
                    int size,
                    unsigned int flags,
                    sqlite3_stmt **statement,
                    const char **rest)
{
  *statement = NULL;
  CALL (sqlite3_prepare_v3, database, sql, size, flags, statement, rest);
}

int
sqlite3_step (sqlite3_stmt *statement)
{
  CALL (sqlite3_step, statement);
}

int
sqlite3_exec (sqlite3 *database,
              const char *sql,
              int (*callback) (void *, int, char **, char **),
              void *data,
              char **message)
{
  CALL (sqlite3_exec, database, sql, callback, data, message);
}

/* Only the options that are switched on and off. */
int
sqlite3_db_config (sqlite3 *database, int option, ...)
{
  va_list arguments;
  int on, *is_on;

  va_start (arguments, option);
  on = va_arg (arguments, int);
  is_on = va_arg (arguments, int *);
  va_end (arguments);
  CALL (sqlite3_db_config, database, option, on, is_on);
}

/* Does not fail. */
int
sqlite3_wal_checkpoint_v2 (
    sqlite3 *database, const char *name, int mode, int *n_frames, int *n_written)
{
  int code;

  CALL_REAL (code, sqlite3_wal_checkpoint_v2, database, name, mode, n_frames, n_written);
  g_atomic_int_inc (&n_checkpoints);
  return code;
}
