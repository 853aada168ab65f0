/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-event.h"

static char *
describe (const CwLabEvent *event)
{
  switch (event->kind)
    {
    case CW_LAB_MODE_BEGIN:
      return g_strdup ("begins");
    case CW_LAB_REQUEST_BEGIN:
      return g_strdup_printf ("request %u begins in lane %u", event->request, event->lane);
    case CW_LAB_REQUEST_END:
      return g_strdup_printf ("request %u ends in lane %u", event->request, event->lane);
    case CW_LAB_REQUEST_FAIL:
      return g_strdup_printf ("request %u fails in lane %u: %s", event->request, event->lane,
                              event->message);
    case CW_LAB_MODE_END:
    default:
      return g_strdup ("ends");
    }
}

/**
 * cw_lab_event_to_log_line:
 * @event: an event
 *
 * Makes a line for a log, which is the same in every language: when, how grave, process and
 * thread, the mode and the time since it began, and what happened. For example
 * `2021-04-21T20:00:02.001371Z INFO [4711/4713] pool +2.001: request 3 ends in lane 3`.
 *
 * Returns: (transfer full): the line, without a line break
 */
char *
cw_lab_event_to_log_line (const CwLabEvent *event)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (event->real_time / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (second, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *what = describe (event);
  char time[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (time, sizeof time, "%.3f", event->time);
  return g_strdup_printf ("%s.%06dZ %s [%d/%d] %s +%s: %s", date,
                          (int) (event->real_time % G_USEC_PER_SEC),
                          event->kind == CW_LAB_REQUEST_FAIL ? "WARNING" : "INFO", event->process,
                          event->thread, cw_lab_mode_to_string (event->mode), time, what);
}
