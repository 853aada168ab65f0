/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwLabMode:
 * @CW_LAB_SEQUENTIAL: one thread, one request after the other
 * @CW_LAB_THREADS: a thread for each request, which waits for it
 * @CW_LAB_POOL: a few threads, each of which takes the next request when it is done with one
 * @CW_LAB_ASYNC: one thread whose event loop waits for all requests at once
 *
 * A way to make many requests.
 */
typedef enum
{
  CW_LAB_SEQUENTIAL,
  CW_LAB_THREADS,
  CW_LAB_POOL,
  CW_LAB_ASYNC,
} CwLabMode;

#define CW_N_LAB_MODES (CW_LAB_ASYNC + 1)

const char *cw_lab_mode_to_string (CwLabMode mode);
gboolean cw_lab_mode_parse (const char *text, CwLabMode *mode);
const char *cw_lab_mode_get_title (CwLabMode mode);

G_END_DECLS
