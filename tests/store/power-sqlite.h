/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk that remembers what was written to it and what of that was synchronised, so that a loss of
 * power can be had at any moment: what was not synchronised may be there, or not, or in part. */

/* Called before each change of a file. */
typedef void (*PowerFunc) (gpointer data);

/* To be called before SQLite is used. */
void power_sqlite_install (void);
void power_sqlite_watch (PowerFunc func, gpointer data);
/* Writes what would be left of all files into @directory, under the same names. */
void power_sqlite_lose (GRand *random, const char *directory);
/* Forgets all files. */
void power_sqlite_reset (void);
