/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-zone.h"

/* Small systems come without the time zone database, and then the market that most people follow is
 * still to have its days. The rule of 2007, which daily bars from before it can live with. */
#define NEW_YORK "America/New_York"
#define NEW_YORK_RULE "EST5EDT,M3.2.0,M11.1.0"

/**
 * cw_zone_find:
 * @name: (nullable): a zone's name in the time zone database, for example Europe/Berlin
 *
 * Returns: (transfer full) (nullable): the zone, or %NULL if this machine does not know it
 */
GTimeZone *
cw_zone_find (const char *name)
{
  GTimeZone *zone;

  if (name == NULL || name[0] == '\0')
    return NULL;
  zone = g_time_zone_new_identifier (name);
  if (zone == NULL && g_str_equal (name, NEW_YORK))
    zone = g_time_zone_new_identifier (NEW_YORK_RULE);
  return zone;
}
