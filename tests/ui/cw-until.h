/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CW_UNTIL:
 * @condition: what is awaited
 *
 * Runs the main loop until @condition holds, and ends the test when it does not come to hold.
 */
#define CW_UNTIL(condition)                         \
  G_STMT_START                                      \
  {                                                 \
    guint timer_ = cw_until_get_tired (#condition); \
                                                    \
    while (!(condition))                            \
      g_main_context_iteration (NULL, TRUE);        \
    g_source_remove (timer_);                       \
  }                                                 \
  G_STMT_END

guint cw_until_get_tired (const char *what);

G_END_DECLS
