/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MINUTE 60

/* --- times --- */

static gint64
count_days (GDateTime *time)
{
  int year, month, day;

  g_date_time_get_ymd (time, &year, &month, &day);
  return g_date_get_julian (
      &(GDate){ .dmy = TRUE, .day = (guint) day, .month = (guint) month, .year = (guint) year });
}

/* From a time of today no day has to be said, from one of the next or last days its name tells. */
static const char *
choose_format (gint64 days, gboolean with_seconds)
{
  if (days == 0 && with_seconds)
    /* Translators: the time of a day with seconds, as g_date_time_format() has it */
    return _ ("%H:%M:%S");
  if (days == 0)
    /* Translators: the time of a day, as g_date_time_format() has it */
    return _ ("%H:%M");
  if (days > -7 && days < 7)
    /* Translators: a time on another day, as in “Monday 15:30”, as g_date_time_format() has it */
    return _ ("%A %H:%M");
  /* Translators: a time in another week, as in “4 May 15:30”, as g_date_time_format() has it */
  return _ ("%-d %b %H:%M");
}

static char *
format (gint64 time, gint64 now, gboolean with_seconds)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  return g_date_time_format (local,
                             choose_format (count_days (local) - count_days (today), with_seconds));
}

/**
 * cw_live_text_of_time:
 * @time: a moment, in seconds since 1970
 * @now: what time it is
 *
 * Returns: (transfer full): the moment on this computer's clock, with its day if that is another
 */
char *
cw_live_text_of_time (gint64 time, gint64 now)
{
  return format (time, now, FALSE);
}

/* --- providers --- */

/** cw_live_text_of_host: Returns: (transfer none): how the provider behind @host is called */
const char *
cw_live_text_of_host (const char *host)
{
  if (strstr (host, "yahoo.com") != NULL)
    return "Yahoo Finance";
  if (strstr (host, "finnhub.io") != NULL)
    return "Finnhub";
  return host;
}

/** cw_live_text_find_refusing: Returns: (transfer full) (nullable): how the provider of @hosts is
 * called that wants to be left alone for the longest time, if any does
 */
char *
cw_live_text_find_refusing (const GPtrArray *hosts)
{
  const CwHttpHostState *longest = NULL;

  for (guint i = 0; i < hosts->len; i++)
    {
      const CwHttpHostState *host = g_ptr_array_index (hosts, i);

      if (host->closed_until != 0
          && (longest == NULL || host->closed_until > longest->closed_until))
        longest = host;
    }
  return longest != NULL ? g_strdup (cw_live_text_of_host (longest->name)) : NULL;
}

/* --- the line --- */

static char *
describe_closed (const CwLiveStatus *status)
{
  g_autofree char *time = NULL;

  if (status->plan.opens_at == 0)
    return g_strdup (_ ("Market closed"));
  time = cw_live_text_of_time (status->plan.opens_at, status->now);
  if (status->n_markets > 1)
    /* Translators: %s is a time, as in “Monday 15:30” */
    return g_strdup_printf (_ ("Markets closed, the next opens %s"), time);
  /* Translators: %s is a time, as in “Monday 15:30” */
  return g_strdup_printf (_ ("Market closed, opens %s"), time);
}

static char *
describe_open (const CwLiveStatus *status)
{
  gboolean seconds = status->interval < MINUTE;
  g_autofree char *updated = format (status->updated_at, status->now, seconds);
  g_autofree char *next = format (status->plan.next, status->now, seconds);

  if (status->asking && status->updated_at == 0)
    return g_strdup (_ ("Asking for prices…"));
  if (status->updated_at == 0)
    /* Translators: %s is a time; prices are asked for then */
    return g_strdup_printf (_ ("Prices come at %s"), next);
  if (status->asking || status->plan.next <= status->now)
    /* Translators: %s is when prices came last; newer ones are on their way */
    return g_strdup_printf (_ ("Updated %s, updating…"), updated);
  /* Translators: when prices came last, and when they are asked for again */
  return g_strdup_printf (_ ("Updated %s, again at %s"), updated, next);
}

static char *
describe_off (const CwLiveStatus *status)
{
  g_autofree char *updated = NULL;

  if (status->updated_at == 0)
    return g_strdup (_ ("Live prices are off"));
  updated = cw_live_text_of_time (status->updated_at, status->now);
  /* Translators: %s is when prices came last */
  return g_strdup_printf (_ ("Updated %s, live prices are off"), updated);
}

static char *
describe_wait (const CwLiveStatus *status, const char *refusing)
{
  gint64 minute = status->plan.next + MINUTE - 1; /* not a minute too early */
  g_autofree char *next = cw_live_text_of_time (minute, status->now);

  if (status->plan.mood == CW_SCHEDULE_REFUSED && refusing != NULL)
    /* Translators: a provider's name, and a time */
    return g_strdup_printf (_ ("%s asks to wait until %s"), refusing, next);
  /* Translators: %s is when a provider that did not answer is asked again */
  return g_strdup_printf (_ ("No answer, trying again at %s"), next);
}

/**
 * cw_live_text_of_status:
 * @status: how it stands
 * @refusing: (nullable): who wants to be left alone
 *
 * Returns: (transfer full): that in a line, empty where there is nothing to say
 */
char *
cw_live_text_of_status (const CwLiveStatus *status, const char *refusing)
{
  switch (status->plan.mood)
    {
    case CW_SCHEDULE_OFFLINE:
      return g_strdup (_ ("Offline"));
    case CW_SCHEDULE_OFF:
    case CW_SCHEDULE_HIDDEN:
      return describe_off (status);
    case CW_SCHEDULE_REFUSED:
    case CW_SCHEDULE_FAILING:
      return describe_wait (status, refusing);
    case CW_SCHEDULE_CLOSED:
      return describe_closed (status);
    case CW_SCHEDULE_OPEN:
      return describe_open (status);
    case CW_SCHEDULE_EMPTY:
    case CW_SCHEDULE_STANDING:
    default:
      return g_strdup ("");
    }
}

/* --- what there is to know beyond it --- */

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
append_update (GString *text, const CwLiveStatus *status)
{
  g_autofree char *updated = cw_live_text_of_time (status->updated_at, status->now);
  g_autofree char *next = cw_live_text_of_time (status->plan.next, status->now);
  /* Translators: %s is a time */
  g_autofree char *updated_line = g_strdup_printf (_ ("Last update: %s"), updated);
  /* Translators: %s is a time */
  g_autofree char *next_line = g_strdup_printf (_ ("Next update: %s"), next);

  if (status->updated_at != 0)
    append_line (text, updated_line);
  if (status->plan.next > status->now)
    append_line (text, next_line);
}

static void
append_answer (GString *text, const CwHttpHostState *host, gint64 now)
{
  g_autofree char *time = cw_live_text_of_time (host->answered_at, now);
  /* Translators: %s is a time */
  g_autofree char *line = g_strdup_printf (_ ("Last answer: %s"), time);

  append_line (text, host->answered_at != 0 ? line : _ ("No answer yet"));
}

static void
append_host (GString *text, const CwHttpHostState *host, gint64 now)
{
  g_autofree char *time = cw_live_text_of_time (host->closed_until + MINUTE - 1, now);
  /* Translators: %s is a time */
  g_autofree char *line = g_strdup_printf (_ ("Next try: %s"), time);

  append_line (text, "");
  append_line (text, cw_live_text_of_host (host->name));
  append_answer (text, host, now);
  if (host->closed_until == 0)
    return;
  append_line (text, line);
  if (host->reason != NULL)
    append_line (text, host->reason);
}

static const char *
get_remedy (const CwLiveStatus *status)
{
  switch (status->plan.mood)
    {
    case CW_SCHEDULE_OFFLINE:
      return _ ("Nothing leaves this computer. “Work Offline” in the main menu switches the "
                "network on again.");
    case CW_SCHEDULE_OFF:
      return _ ("The preferences say how often prices are asked for; “Refresh” asks now.");
    case CW_SCHEDULE_STANDING:
      return _ ("The demo market’s clock stands still, and so do its prices.");
    case CW_SCHEDULE_REFUSED:
      return _ ("There is nothing to be done but to wait, or to choose a longer time between "
                "updates in the preferences.");
    case CW_SCHEDULE_FAILING:
      return _ ("Check the network; “Refresh” tries again at once.");
    case CW_SCHEDULE_CLOSED:
      return _ ("Prices are asked for again when a market opens.");
    case CW_SCHEDULE_EMPTY:
    case CW_SCHEDULE_HIDDEN:
    case CW_SCHEDULE_OPEN:
    default:
      return NULL;
    }
}

/**
 * cw_live_text_of_details:
 * @status: how it stands
 * @hosts: (element-type CwHttpHostState): and with the servers that were asked
 *
 * Returns: (transfer full): last update, next one, cause, remedy, and what is known of each
 * provider
 */
char *
cw_live_text_of_details (const CwLiveStatus *status, const GPtrArray *hosts)
{
  GString *text = g_string_new (NULL);
  const char *remedy = get_remedy (status);

  append_update (text, status);
  if (status->error != NULL)
    append_line (text, status->error->message);
  if (remedy != NULL)
    append_line (text, remedy);
  for (guint i = 0; i < hosts->len; i++)
    append_host (text, g_ptr_array_index (hosts, i), status->now);
  return g_string_free (text, FALSE);
}
