/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-history.h"

#include <glib/gi18n-lib.h>

#include "cw-quotes-error.h"
#include "cw-resample.h"
#include "cw-series-join.h"
#include "cw-series-jump.h"
#include "cw-yahoo-chart.h"
#include "cw-yahoo-error.h"
#include "cw-yahoo-plan.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define DEADLINE_SECONDS 20

/* What a worker needs to turn answers into bars; it changes nothing of it. */
typedef struct
{
  CwYahooPlan plan;
  char *symbol;
  char *source;
  CwClock clock;
} Job;

/* What one request brought: bars, or that it asked for too much. */
typedef struct
{
  CwSeries *series; /* nullable */
  GError *refusal;  /* nullable */
  guint days;       /* what the refusal says can be had, or 0 */
} Reading;

/* A question for bars on its way: all its requests. Lives in the network thread. */
typedef struct
{
  const CwYahooHost *host;
  CwYahooPlan plan;
  char *symbol;
  int priority;
  GCancellable *cancellable; /* of its requests */
  gulong cancelled_id;
  CwSeries *parts[CW_YAHOO_MAX_SPANS];
  guint n_missing;
  guint days; /* the most that a refusal said can be had */
  gboolean shrunk;
  GError *refusal, *error; /* nullable */
} History;

/* One of them. */
typedef struct
{
  GTask *task; /* owned */
  guint span;
} Part;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->symbol);
  g_free (job->source);
}

static void
job_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

static Job *
job_new (const History *history)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->plan = history->plan;
  job->symbol = g_strdup (history->symbol);
  job->source = g_strdup (history->host->name);
  job->clock = history->host->clock;
  return job;
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->series, cw_series_unref);
  g_clear_error (&reading->refusal);
  g_free (reading);
}

static void
clear_parts (History *history)
{
  for (guint i = 0; i < CW_YAHOO_MAX_SPANS; i++)
    g_clear_pointer (&history->parts[i], cw_series_unref);
}

static void
history_free (gpointer data)
{
  History *history = data;

  clear_parts (history);
  g_object_unref (history->cancellable);
  g_clear_error (&history->refusal);
  g_clear_error (&history->error);
  g_free (history->symbol);
  g_free (history);
}

/* Takes @note. What is to be known first stands first. */
static void
add_note (CwSeries *series, char *note)
{
  g_autofree char *before = g_steal_pointer (&series->info.note);

  series->info.note = before != NULL && *before != '\0' ? g_strdup_printf ("%s. %s", before, note)
                                                        : g_strdup (note);
  g_free (note);
}

static void
note_kept_days (CwSeries *series, guint kept_days)
{
  if (kept_days > 0)
    add_note (series,
              /* Translators: %u is a number of days */
              g_strdup_printf (ngettext ("Bars this short are kept for the last %u day only, so "
                                         "these begin later than asked for",
                                         "Bars this short are kept for the last %u days only, so "
                                         "these begin later than asked for",
                                         kept_days),
                               kept_days));
}

static void
note_unit_jump (CwSeries *series)
{
  g_autofree char *date = NULL;
  gsize bar;

  if (!cw_series_find_unit_jump (series, &bar))
    return;
  date = cw_series_format_bar_day (series, bar);
  add_note (
      series,
      /* Translators: %s is a date such as 2026-03-04 */
      g_strdup_printf (_ ("On %s the prices change about a hundredfold, perhaps from one unit "
                          "of the currency to another"),
                       date));
}

/* Longer bars than a day are built here: the provider's own are adjusted wrongly, and the running
 * one comes as an extra row; so are half hours, for which it sends hours. An answer that is in the
 * longer interval all the same is taken. */
static CwSeries *
shape (const CwSeries *series, const Job *job, GError **error)
{
  const CwYahooPlan *plan = &job->plan;
  CwYahooPlan until_last = job->plan;
  g_autoptr (CwSeries) cut = NULL;
  CwSeries *shaped;

  if (series->interval != plan->fetched && series->interval != plan->interval)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   /* Translators: the first %s is a ticker symbol, the others are lengths of bars
                    * such as 1d */
                   _ ("For “%s” came bars of %s instead of %s; choose another interval or range"),
                   job->symbol, cw_interval_to_string (series->interval),
                   cw_interval_to_string (plan->fetched));
      return NULL;
    }
  /* A range ends with the last bar, as it does when stored bars are cut to it: after a weekend, and
   * where the market stands still. */
  if (series->n_bars > 0)
    until_last.now = MIN (plan->now, series->time[series->n_bars - 1]);
  cut = cw_series_slice (series, cw_yahoo_plan_get_start (&until_last, series->zone),
                         plan->to != 0 ? plan->to : G_MAXINT64);
  shaped = cut->interval == plan->interval ? cw_series_ref (cut)
                                           : cw_series_resample (cut, plan->interval);
  g_clear_pointer (&cut, cw_series_unref);
  note_unit_jump (shaped);
  return shaped;
}

static gpointer
read_chart (const CwReply *reply, gconstpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (CwSeries) series = NULL;
  Reading *reading;
  guint days;

  if (reply->status != 200)
    {
      g_autoptr (GError) refusal =
          cw_yahoo_error_parse (reply->status, reply->body, reply->length, job->symbol);

      if (!cw_yahoo_error_is_too_long (reply->status, reply->body, reply->length, &days))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      reading = g_new0 (Reading, 1);
      reading->refusal = cw_quotes_error_complete (g_steal_pointer (&refusal), job->source, 0);
      reading->days = days;
      return reading;
    }
  series = cw_yahoo_chart_parse (reply->body, reply->length, job->symbol, job->plan.fetched,
                                 job->source, cw_yahoo_host_date (job->clock, reply), error);
  if (series == NULL)
    return NULL;
  series->info.clock_skew = reply->skew;
  reading = g_new0 (Reading, 1);
  reading->series = job->plan.n_spans == 1 ? shape (series, job, error) : g_steal_pointer (&series);
  if (reading->series == NULL)
    g_clear_pointer (&reading, reading_free);
  return reading;
}

/* What a worker joins. */
typedef struct
{
  Job *job;
  GPtrArray *parts; /* of CwSeries */
} Joining;

static void
joining_free (gpointer data)
{
  Joining *joining = data;

  job_unref (joining->job);
  g_ptr_array_unref (joining->parts);
  g_free (joining);
}

static gpointer
join (gpointer data, GCancellable *cancellable, GError **error)
{
  const Joining *joining = data;
  g_autoptr (CwSeries) joined =
      cw_series_join ((const CwSeries *const *) joining->parts->pdata, joining->parts->len);

  return shape (joined, joining->job, error);
}

static void
end (GTask *task, CwSeries *series, GError *error)
{
  History *history = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), history->cancelled_id);
  history->cancelled_id = 0;
  if (series == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  note_kept_days (series, history->plan.kept_days);
  g_task_return_pointer (task, series, (GDestroyNotify) cw_series_unref);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const History *history = g_task_get_task_data (task);
  GError *error = NULL;
  CwSeries *series = cw_workers_run_finish (result, &error);

  if (error != NULL && error->domain == CW_QUOTES_ERROR)
    error = cw_quotes_error_complete (error, history->host->name, 0);
  end (task, series, error);
}

static void
join_parts (GTask *task)
{
  History *history = g_task_get_task_data (task);
  Joining *joining = g_new (Joining, 1);

  joining->job = job_new (history);
  joining->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_series_unref);
  for (guint i = 0; i < history->plan.n_spans; i++)
    if (history->parts[i] != NULL)
      g_ptr_array_add (joining->parts, g_steal_pointer (&history->parts[i]));
  cw_workers_run_async (history->host->workers, history->priority, "join", history->symbol, join,
                        joining, joining_free, (GDestroyNotify) cw_series_unref,
                        g_task_get_cancellable (task), joined_cb, g_object_ref (task));
}

static void send_parts (GTask *task);

/* The oldest parts may be refused while the latest are not: then those are what can be had. */
static void
note_refused_parts (History *history)
{
  guint first = 0;

  if (history->refusal == NULL)
    return;
  while (history->parts[first] == NULL)
    first++;
  history->plan.kept_days =
      (guint) MAX (1, (history->plan.now - history->plan.spans[first].from) / (24 * 60 * 60));
}

static gboolean
has_parts (const History *history)
{
  for (guint i = 0; i < history->plan.n_spans; i++)
    if (history->parts[i] != NULL)
      return TRUE;
  return FALSE;
}

/* All requests have ended. */
static void
settle (GTask *task)
{
  History *history = g_task_get_task_data (task);

  if (history->error != NULL)
    {
      end (task, NULL, g_steal_pointer (&history->error));
      return;
    }
  if (!has_parts (history))
    {
      if (!history->shrunk && cw_yahoo_plan_shrink (&history->plan, history->days))
        {
          history->shrunk = TRUE;
          g_clear_error (&history->refusal);
          send_parts (task);
          return;
        }
      end (task, NULL, g_steal_pointer (&history->refusal));
      return;
    }
  note_refused_parts (history);
  if (history->plan.n_spans == 1)
    end (task, g_steal_pointer (&history->parts[0]), NULL);
  else
    join_parts (task);
}

static void
take_reading (History *history, guint span, Reading *reading)
{
  history->parts[span] = g_steal_pointer (&reading->series);
  history->days = MAX (history->days, reading->days);
  if (history->refusal == NULL)
    history->refusal = g_steal_pointer (&reading->refusal);
  reading_free (reading);
}

/* The first failure is the reason; the other requests are of no use then. */
static void
take_error (History *history, GError *error)
{
  if (history->error != NULL)
    {
      g_error_free (error);
      return;
    }
  history->error = error;
  g_cancellable_cancel (history->cancellable);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Part *part = data;
  g_autoptr (GTask) task = part->task;
  History *history = g_task_get_task_data (task);
  GError *error = NULL;
  Reading *reading = cw_question_ask_finish (result, &error);

  if (reading != NULL)
    take_reading (history, part->span, reading);
  else
    take_error (history, error);
  if (--history->n_missing == 0)
    settle (task);
}

static void
send_part (GTask *task, guint span)
{
  History *history = g_task_get_task_data (task);
  const CwYahooHost *host = history->host;
  Part *part = g_new (Part, 1);
  g_autofree char *url =
      cw_yahoo_plan_make_url (&history->plan, span, host->base_url, history->symbol);

  *part = (Part){ g_object_ref (task), span };
  cw_question_ask_async (&(CwQuestion){ .client = host->client,
                                        .workers = host->workers,
                                        .provider = host->name,
                                        .request = { .url = url,
                                                     .symbol = history->symbol,
                                                     .max_bytes = MAX_BYTES,
                                                     .deadline_seconds = DEADLINE_SECONDS,
                                                     .priority = history->priority },
                                        .read = read_chart,
                                        .data = job_new (history),
                                        .free_data = job_unref,
                                        .free_result = reading_free },
                         g_task_get_source_object (task), history->cancellable, answered_cb, part);
}

static void
send_parts (GTask *task)
{
  History *history = g_task_get_task_data (task);
  guint n = history->plan.n_spans;

  history->n_missing = n;
  for (guint i = n; i > 0; i--)
    send_part (task, i - 1); /* the latest first */
}

static void
cancelled_cb (GCancellable *cancellable, gpointer requests)
{
  g_cancellable_cancel (requests);
}

/**
 * cw_yahoo_history_fetch_async:
 * @host: whom to ask; it must live as long as @source
 * @source: (type GObject): whose question it is
 * @query: which bars; copied
 * @cancellable: (nullable): gives it up
 * @callback: called in the network thread, in which this must be called too
 * @user_data: what to hand to @callback
 *
 * Fetches bars, with as many requests as it takes. What Yahoo refuses as too long is asked for once
 * more, shorter; bars that therefore begin later than asked say so in their note.
 */
void
cw_yahoo_history_fetch_async (const CwYahooHost *host,
                              gpointer source,
                              const CwSeriesQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  History *history = g_new0 (History, 1);

  history->host = host;
  history->symbol = g_strdup (query->symbol);
  history->priority = query->priority;
  history->cancellable = g_cancellable_new ();
  g_task_set_source_tag (task, cw_yahoo_history_fetch_async);
  g_task_set_priority (task, query->priority);
  g_task_set_task_data (task, history, history_free);
  if (!cw_yahoo_plan_make (&history->plan, query, cw_yahoo_host_now (host), &history->error))
    {
      GError *error = g_steal_pointer (&history->error);

      g_task_return_error (task, cw_quotes_error_complete (error, host->name, 0));
      return;
    }
  if (cancellable != NULL)
    history->cancelled_id =
        g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                               g_object_ref (history->cancellable), g_object_unref);
  send_parts (task);
}

/**
 * cw_yahoo_history_fetch_finish:
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the bars
 */
CwSeries *
cw_yahoo_history_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_yahoo_history_fetch_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
