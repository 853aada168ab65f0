/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-text.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"

#define MILLISECOND 1000
/* What would be told as 0.0 ms is not worth telling. */
#define SHORTEST (MILLISECOND / 20)

static const char *const phase_titles[CW_N_PHASES] = {
  /* Translators: what the time of a request or of a job goes into: waiting for its turn */
  [CW_PHASE_QUEUED] = NC_ ("phase", "Queued"),
  /* Translators: looking up a host's address */
  [CW_PHASE_DNS] = NC_ ("phase", "DNS"),
  /* Translators: making the connection */
  [CW_PHASE_CONNECT] = NC_ ("phase", "Connect"),
  /* Translators: the handshake that makes a connection secure */
  [CW_PHASE_TLS] = NC_ ("phase", "TLS"),
  /* Translators: waiting for a server to answer */
  [CW_PHASE_WAIT] = NC_ ("phase", "Wait"),
  /* Translators: receiving an answer */
  [CW_PHASE_RECEIVE] = NC_ ("phase", "Receive"),
  /* Translators: reading what was received */
  [CW_PHASE_PARSE] = NC_ ("phase", "Parse"),
  /* Translators: working out indicators, decisions and charts */
  [CW_PHASE_COMPUTE] = NC_ ("phase", "Compute"),
};

/* What jobs do, as the program calls it and as people do. */
static const struct
{
  const char *stage, *title;
} stages[] = {
  /* Translators: what a job does, in lower case: read a server's answer */
  { "parse", NC_ ("job", "read the answer") },
  /* Translators: put what came in parts together */
  { "join", NC_ ("job", "join the parts") },
  /* Translators: indicators, decisions and risk of a symbol */
  { "analyse", NC_ ("job", "analyse") },
  /* Translators: the same for what is stored already */
  { "recall", NC_ ("job", "recall what is stored") },
  /* Translators: make a chart ready to be drawn */
  { "scene", NC_ ("job", "lay out the chart") },
  { "export", NC_ ("job", "draw a picture") },
  /* Translators: how much the market has grown */
  { "market", NC_ ("job", "measure the market") },
  /* Translators: try the rules on the past */
  { "backtest", NC_ ("job", "back-test") },
  { "store-load", NC_ ("job", "read from the store") },
  { "store-search", NC_ ("job", "search the store") },
  { "store-save", NC_ ("job", "write to the store") },
  { "store-edit", NC_ ("job", "write to the store") },
  { "store-forget", NC_ ("job", "write to the store") },
  { "store-backup", NC_ ("job", "back up the store") },
  { "store-backups", NC_ ("job", "look for backups") },
  { "store-restore", NC_ ("job", "restore a backup") },
  { "store-version", NC_ ("job", "look at the store") },
  { "store-open", NC_ ("job", "open the store") },
  { "store-tidy", NC_ ("job", "tidy the store") },
  { "store-close", NC_ ("job", "close the store") },
  /* Translators: a thread of the laboratory that waits for an answer */
  { "lab", NC_ ("job", "wait for an answer") },
};

static const struct
{
  const char *name, *title;
} pools[] = {
  { "cw-worker", NC_ ("threads", "Workers") },
  { "store", NC_ ("threads", "Store") },
  { "lab-pool", NC_ ("threads", "Pool of the laboratory") },
  { "lab", NC_ ("threads", "Laboratory") },
};

/** cw_phase_get_title: Returns: (transfer none): the phase's name for people */
const char *
cw_phase_get_title (CwPhase phase)
{
  g_return_val_if_fail ((guint) phase < CW_N_PHASES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "phase", phase_titles[phase]);
}

/**
 * cw_activity_format_time:
 * @microseconds: a duration
 *
 * Returns: (transfer full): for example `0.4 ms`, `84 ms` or `1.24 s`
 */
char *
cw_activity_format_time (gint64 microseconds)
{
  gboolean long_time = microseconds >= G_USEC_PER_SEC;
  double value = (double) microseconds / (long_time ? G_USEC_PER_SEC : MILLISECOND);
  int decimals = long_time ? 2 : (microseconds < 10 * MILLISECOND ? 1 : 0);
  g_autofree char *number = cw_format_number (value, decimals);

  if (long_time)
    /* Translators: a duration in seconds, with a thin space */
    return g_strdup_printf (_ ("%s\u202fs"), number);
  /* Translators: a duration in milliseconds, with a thin space */
  return g_strdup_printf (_ ("%s\u202fms"), number);
}

/** cw_activity_describe_phases: Returns: (transfer full): where the time went: “Queued 2 ms · Wait
 * 80 ms” */
char *
cw_activity_describe_phases (const CwSpan *span, gint64 now)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CW_N_PHASES; i++)
    {
      gint64 time = cw_span_get_time_in (span, (CwPhase) i, now);
      g_autofree char *formatted = NULL;

      if (time < SHORTEST)
        continue;
      formatted = cw_activity_format_time (time);
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                              cw_phase_get_title ((CwPhase) i), formatted);
    }
  return g_string_free (text, FALSE);
}

/** cw_activity_describe_state: Returns: (transfer full): how it ended, or in which phase it is */
char *
cw_activity_describe_state (const CwSpan *span)
{
  switch (span->state)
    {
    case CW_SPAN_DONE:
      return span->status != 0 ? g_strdup_printf ("%u", span->status)
                               : g_strdup (C_ ("request or job", "done"));
    case CW_SPAN_FAILED:
      /* Translators: %u is the status of an answer, such as 503 */
      return span->status != 0 ? g_strdup_printf (C_ ("request or job", "failed, %u"), span->status)
                               : g_strdup (C_ ("request or job", "failed"));
    case CW_SPAN_CANCELLED:
      return g_strdup (C_ ("request or job", "cancelled"));
    case CW_SPAN_UNDER_WAY:
    default:
      return g_strdup (cw_phase_get_title (cw_span_get_phase (span)));
    }
}

/** cw_activity_get_work: Returns: (transfer none): what is done: a request's path, or a job's name
 */
const char *
cw_activity_get_work (const CwSpan *span)
{
  for (gsize i = 0; span->kind == CW_ACTIVITY_JOB && i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stages[i].stage, span->label))
      return g_dpgettext2 (GETTEXT_PACKAGE, "job", stages[i].title);
  return span->label;
}

/**
 * cw_activity_describe_span:
 * @span: a request or a job
 * @now: the time, in monotonic microseconds
 *
 * Returns: (transfer full): all that is known of it, in one line
 */
char *
cw_activity_describe_span (const CwSpan *span, gint64 now)
{
  g_autofree char *state = cw_activity_describe_state (span);
  g_autofree char *phases = cw_activity_describe_phases (span, now);
  g_autofree char *time = cw_activity_format_time (
      (span->state == CW_SPAN_UNDER_WAY ? now : span->end) - cw_span_get_start (span));
  g_autofree char *what = NULL;

  if (span->symbol != NULL)
    what = g_strdup_printf ("%s · %s", span->symbol, cw_activity_get_work (span));
  else
    what = g_strdup (cw_activity_get_work (span));
  if (span->message != NULL)
    return g_strdup_printf ("%s · %s, %s · %s · %s", what, state, time, span->message, phases);
  return g_strdup_printf ("%s · %s, %s · %s", what, state, time, phases);
}

/** cw_activity_get_place_title: Returns: (transfer none): the host, or the pool's name for people
 */
const char *
cw_activity_get_place_title (const CwActivityPlace *place)
{
  for (gsize i = 0; place->kind == CW_ACTIVITY_JOB && i < G_N_ELEMENTS (pools); i++)
    if (g_str_equal (pools[i].name, place->name))
      return g_dpgettext2 (GETTEXT_PACKAGE, "threads", pools[i].title);
  return place->name;
}

static void
append_running (GString *text, const CwActivityPlace *place)
{
  if (place->limit > 0)
    /* Translators: how many requests or jobs run, and how many may at once: “2 of 4 running” */
    g_string_append_printf (text, _ ("%u of %u running"), place->n_running, place->limit);
  else
    g_string_append_printf (text, _ ("%u running"), place->n_running);
  if (place->n_waiting > 0)
    /* Translators: how many requests or jobs wait for their turn; follows “2 of 4 running” */
    g_string_append_printf (text, _ (" · %u waiting"), place->n_waiting);
}

/**
 * cw_activity_describe_place:
 * @place: a host or a pool
 * @now_real: the time, in seconds since 1970
 *
 * Returns: (transfer full): for example “2 of 4 running · 12 waiting · closed until 14:05”
 */
char *
cw_activity_describe_place (const CwActivityPlace *place, gint64 now_real)
{
  GString *text = g_string_new (NULL);

  append_running (text, place);
  if (place->closed_until > now_real)
    {
      /* Rounded up, so that what is tried at that minute is not too early. */
      g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (place->closed_until + 59);

      /* Translators: an hour and a minute, as strftime() writes them */
      g_autofree char *time = g_date_time_format (until, _ ("%H:%M"));

      /* Translators: a host refused and is left alone until this time; follows “2 of 4 running” */
      g_string_append_printf (text, _ (" · closed until %s"), time);
    }
  return g_string_free (text, FALSE);
}

/** cw_activity_describe_counts: Returns: (transfer full): the totals as a sentence */
char *
cw_activity_describe_counts (const CwActivityCounts *counts)
{
  /* Translators: requests and jobs: how many run, wait, have ended well, and have failed */
  return g_strdup_printf (_ ("%u running, %u waiting, %u done, %u failed"), counts->n_running,
                          counts->n_waiting, (guint) counts->n_done, (guint) counts->n_failed);
}
