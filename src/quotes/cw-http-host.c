/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-http-host.h"

#include <glib/gi18n-lib.h>

#include "cw-http-policy.h"
#include "cw-quotes-error.h"

#define MINUTE 60
#define FIRST_PAUSE 60
#define LONGEST_PAUSE 1800
#define MAX_DOUBLINGS 5
#define JITTER 0.25
/* A host of which so many requests in a row brought no answer is out of order, or out of reach. */
#define MANY_TROUBLES 5
#define FIRST_TROUBLE_PAUSE 30
#define ANYWAY_PAUSE 60

static gboolean
is_this_computer (const char *name)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (name, "localhost") == 0;
}

/** cw_http_host_new: Returns: (transfer full): a host of which nothing is known yet */
CwHttpHost *
cw_http_host_new (GUri *uri)
{
  CwHttpHost *host = g_new0 (CwHttpHost, 1);

  host->name = cw_http_get_host (uri);
  host->is_local = is_this_computer (g_uri_get_host (uri));
  host->refilled_at = -1;
  return host;
}

/** cw_http_host_free: @host: (transfer full) (nullable): a host */
void
cw_http_host_free (CwHttpHost *host)
{
  if (host == NULL)
    return;
  g_clear_error (&host->refusal);
  g_free (host->name);
  g_free (host);
}

/**
 * cw_http_host_count_tokens:
 * @host: a host
 * @limits: how it is to be treated
 * @now: the time
 *
 * Returns: how many requests it may be sent at once now, counted in parts too
 */
double
cw_http_host_count_tokens (const CwHttpHost *host, const CwHttpLimits *limits, gint64 now)
{
  double burst = MAX (limits->burst, 1), seconds;

  if (host->refilled_at < 0)
    return burst;
  seconds = (double) (now - host->refilled_at) / G_USEC_PER_SEC;
  return MIN (burst, host->tokens + seconds * limits->per_minute / MINUTE);
}

static gboolean
take_token (CwHttpHost *host, const CwHttpLimits *limits, gint64 now, gint64 *when)
{
  if (limits->per_minute == 0 || host->is_local)
    return TRUE;
  host->tokens = cw_http_host_count_tokens (host, limits, now);
  host->refilled_at = now;
  if (host->tokens < 1)
    {
      *when =
          now + (gint64) ((1 - host->tokens) * MINUTE * G_USEC_PER_SEC / limits->per_minute) + 1;
      return FALSE;
    }
  host->tokens -= 1;
  return TRUE;
}

/**
 * cw_http_host_admit:
 * @host: a host
 * @limits: how it is to be treated
 * @now: the time
 * @when: (out): if it has to wait, when to ask again; %G_MAXINT64 for when something has ended
 *
 * Asks for leave to send one request, and counts it if there is.
 *
 * Returns: whether to send it
 */
CwHttpAdmission
cw_http_host_admit (CwHttpHost *host, const CwHttpLimits *limits, gint64 now, gint64 *when)
{
  *when = G_MAXINT64;
  if (now < host->closed_until)
    return CW_HTTP_ADMISSION_CLOSED;
  if (host->is_probing || !take_token (host, limits, now, when))
    return CW_HTTP_ADMISSION_WAIT;
  host->is_probing = host->closed_until != 0;
  return CW_HTTP_ADMISSION_GO;
}

static void
open_again (CwHttpHost *host)
{
  host->closed_until = 0;
  host->closed_until_real = 0;
  host->has_said = FALSE;
  host->n_refusals = 0;
  host->n_trouble_pauses = 0;
  g_clear_error (&host->refusal);
}

/** cw_http_host_note_answer: @host has answered, whatever it said: it is open */
void
cw_http_host_note_answer (CwHttpHost *host, gint64 now)
{
  host->is_probing = FALSE;
  host->n_troubles = 0;
  if (now < host->closed_until)
    return; /* asked before it closed */
  open_again (host);
}

/** cw_http_host_note_failure: @host has not answered: nothing new is known of it */
void
cw_http_host_note_failure (CwHttpHost *host)
{
  host->is_probing = FALSE;
}

/**
 * cw_http_host_note_trouble:
 * @host: a host that gave no answer of its own, or said that it is out of order
 * @trouble: what that means for people
 * @now: the time
 * @now_real: the time in seconds since 1970
 *
 * Leaves the host alone after some requests in a row have ended like this, at once if it cannot be
 * trusted: for half a minute, twice as long each time, up to half an hour. This computer itself is
 * never given up.
 */
void
cw_http_host_note_trouble (CwHttpHost *host, const GError *trouble, gint64 now, gint64 now_real)
{
  gint64 pause =
      MIN (FIRST_TROUBLE_PAUSE << MIN (host->n_trouble_pauses, MAX_DOUBLINGS + 1), LONGEST_PAUSE);
  guint many = trouble->code == CW_QUOTES_ERROR_INSECURE ? 1 : MANY_TROUBLES;
  gboolean was_probing = host->is_probing;
  g_autofree char *time = NULL;

  host->is_probing = FALSE;
  host->n_troubles++;
  if (host->is_local || now < host->closed_until || (host->n_troubles < many && !was_probing))
    return;
  host->n_trouble_pauses++;
  host->closed_until = now + pause * G_USEC_PER_SEC;
  host->closed_until_real = now_real + pause;
  time = cw_http_format_time (host->closed_until_real);
  g_clear_error (&host->refusal);
  host->refusal = g_error_new (trouble->domain, trouble->code,
                               /* Translators: what is wrong, and a time such as 14:05 */
                               _ ("%s (left alone until %s)"), trouble->message, time);
}

/**
 * cw_http_host_forget_troubles:
 * @host: a host
 *
 * The network is another one: what could not be reached may be asked again at once. A host that
 * refused stays closed.
 *
 * Returns: whether there had been any trouble with it
 */
gboolean
cw_http_host_forget_troubles (CwHttpHost *host)
{
  gboolean had_any = host->n_troubles > 0 || host->n_trouble_pauses > 0;

  host->n_troubles = 0;
  if (host->n_trouble_pauses > 0 && host->n_refusals == 0)
    open_again (host);
  return had_any;
}

/**
 * cw_http_host_ask_anyway:
 * @host: a host
 * @now: the time
 *
 * A person wants it asked again, though it is left alone: one request may go and see, but no more
 * than one a minute, and none before the time that the host has named itself.
 *
 * Returns: whether a request would go out now
 */
gboolean
cw_http_host_ask_anyway (CwHttpHost *host, gint64 now)
{
  if (now >= host->closed_until)
    return TRUE;
  if (host->has_said
      || (host->asked_anyway_at != 0
          && now - host->asked_anyway_at < ANYWAY_PAUSE * G_USEC_PER_SEC))
    return FALSE;
  host->asked_anyway_at = now;
  host->closed_until = now;
  return TRUE;
}

static void
describe (CwHttpHost *host, gboolean is_limit)
{
  g_autofree char *time = cw_http_format_time (host->closed_until_real);

  g_clear_error (&host->refusal);
  if (is_limit)
    host->refusal =
        g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED,
                     /* Translators: a host name, and a time such as 14:05 */
                     _ ("%s limits requests and is left alone until %s"), host->name, time);
  else
    host->refusal =
        g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                     /* Translators: a host name, and a time such as 14:05 */
                     _ ("%s refuses requests and is left alone until %s"), host->name, time);
}

/**
 * cw_http_host_note_refusal:
 * @host: a host that wants no more requests
 * @is_limit: whether it says that they are too many
 * @retry_after: for how many seconds, if it says so, or -1
 * @now: the time
 * @now_real: the time in seconds since 1970
 *
 * Leaves the host alone for a minute, twice as long each time it refuses again, up to half an hour,
 * and a little more by chance; longer if it says so. What was asked before it closed and is refused
 * too counts as the same refusal.
 */
void
cw_http_host_note_refusal (
    CwHttpHost *host, gboolean is_limit, gint64 retry_after, gint64 now, gint64 now_real)
{
  gint64 pause = MIN (FIRST_PAUSE << MIN (host->n_refusals, MAX_DOUBLINGS), LONGEST_PAUSE);
  gint64 until;

  pause = (gint64) ((double) pause * g_random_double_range (1, 1 + JITTER));
  if (now < host->closed_until)
    pause = 0;
  else
    host->n_refusals++;
  until = now + MAX (pause, retry_after) * G_USEC_PER_SEC;
  host->is_probing = FALSE;
  host->n_troubles = 0;
  if (until <= host->closed_until)
    return;
  host->has_said = retry_after >= pause;
  pause = MAX (pause, retry_after);
  host->closed_until = until;
  host->closed_until_real = now_real + pause;
  describe (host, is_limit);
}
