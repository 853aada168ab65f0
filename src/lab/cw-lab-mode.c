/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-mode.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name, *title;
} modes[CW_N_LAB_MODES] = {
  /* Translators: titles of the four ways in which the laboratory makes its requests */
  [CW_LAB_SEQUENTIAL] = { "sequential", N_ ("One after the other") },
  [CW_LAB_THREADS] = { "threads", N_ ("A thread for each request") },
  [CW_LAB_POOL] = { "pool", N_ ("A pool of threads") },
  [CW_LAB_ASYNC] = { "async", N_ ("One event loop") },
};

/** cw_lab_mode_to_string: Returns: (transfer none): the name for programs, for example `pool` */
const char *
cw_lab_mode_to_string (CwLabMode mode)
{
  g_return_val_if_fail ((guint) mode < CW_N_LAB_MODES, NULL);
  return modes[mode].name;
}

/**
 * cw_lab_mode_parse:
 * @text: a mode's name
 * @mode: (out): which one it is
 *
 * Returns: whether there is such a mode
 */
gboolean
cw_lab_mode_parse (const char *text, CwLabMode *mode)
{
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if (g_str_equal (modes[i].name, text))
      {
        *mode = (CwLabMode) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_lab_mode_get_title: Returns: (transfer none): the title for people, translated */
const char *
cw_lab_mode_get_title (CwLabMode mode)
{
  g_return_val_if_fail ((guint) mode < CW_N_LAB_MODES, NULL);
  return _ (modes[mode].title);
}
