/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Makes SQLite fail: its allocations, or what it does with files. Only calls of the thread that
 * armed it count. */
typedef enum
{
  FAILING_MEMORY,
  FAILING_FILES,
} FailingKind;

#define N_FAILING_KINDS (FAILING_FILES + 1)

/* To be called before SQLite is used. */
void failing_sqlite_install (void);
/* The @nth call from now on fails, and if @lasting all that follow it. */
void failing_sqlite_arm (FailingKind kind, guint nth, gboolean lasting);
/* Returns: how many calls failed since it was armed */
guint failing_sqlite_disarm (void);
/* Whether from now on nothing can be opened for writing or made, as on a read-only disk. */
void failing_sqlite_set_read_only (gboolean read_only);
