/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Stands between the store and SQLite: of the calls that prepare, step, run or set up, one fails
 * and does nothing, or all do. For all threads, because a store has its own. */

void failing_calls_arm (guint nth);
void failing_calls_arm_all (void);
/* Returns: whether anything has failed since then */
gboolean failing_calls_disarm (void);
/* Returns: how often the log was played back into the file, which a store does last of all */
guint failing_calls_count_checkpoints (void);
