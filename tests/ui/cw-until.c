/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-until.h"

#define PATIENCE_SECONDS 60

static gboolean
give_up_cb (gpointer what)
{
  g_error ("waited too long for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/**
 * cw_until_get_tired:
 * @what: what is awaited, a text that stays
 *
 * Returns: a source that ends the test, if it is not removed in time
 */
guint
cw_until_get_tired (const char *what)
{
  return g_timeout_add_seconds (PATIENCE_SECONDS, give_up_cb, (gpointer) what);
}
