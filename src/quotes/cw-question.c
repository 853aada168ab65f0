/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-question.h"

#include <string.h>

#include "cw-http-policy.h"
#include "cw-quotes-error.h"

/* A question on its way. The task holds one reference, the worker another, and neither changes what
 * the other one reads. */
typedef struct
{
  CwQuestion question;
  gint64 closed_until; /* when the host will be asked again, or 0; only in the network thread */
  gboolean repeated;   /* likewise */
  guint status;        /* of the answer; likewise */
} Asking;

/* What a worker is given. */
typedef struct
{
  Asking *asking;
  CwReply reply; /* its body belongs to … */
  GBytes *body;
} Answer;

static void
clear_asking (gpointer data)
{
  Asking *asking = data;
  CwQuestion *question = &asking->question;

  g_free ((char *) question->provider);
  g_free ((char *) question->request.url);
  g_free ((char *) question->request.secret_header);
  if (question->request.secret != NULL)
    explicit_bzero ((char *) question->request.secret, strlen (question->request.secret));
  g_free ((char *) question->request.secret);
  g_free ((char *) question->request.symbol);
  if (question->free_data != NULL)
    g_clear_pointer (&question->data, question->free_data);
}

static void
asking_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_asking);
}

static Asking *
asking_new (const CwQuestion *question)
{
  Asking *asking = g_atomic_rc_box_new0 (Asking);
  CwHttpRequest *request = &asking->question.request;

  asking->question = *question;
  asking->question.provider = g_strdup (question->provider);
  request->url = g_strdup (request->url);
  request->secret_header = g_strdup (request->secret_header);
  request->secret = g_strdup (request->secret);
  request->symbol = g_strdup (request->symbol);
  return asking;
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  asking_unref (answer->asking);
  g_bytes_unref (answer->body);
  g_free (answer);
}

static gpointer
read_answer (gpointer data, GCancellable *cancellable, GError **error)
{
  const Answer *answer = data;
  const CwQuestion *question = &answer->asking->question;

  return question->read (&answer->reply, question->data, error);
}

static void send_question (GTask *task);

/* What arrived with a good status but broken, or was a page of an exhausted server, is worth one
 * more question: a body that was cut off looks like this. */
static gboolean
is_worth_repeating (const Asking *asking, const GError *error)
{
  /* The client is asked last: it may be gone when a question ends because it was cancelled. */
  return !asking->repeated
         && (g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER)
             || g_error_matches (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN))
         && cw_http_client_get_limits (asking->question.client)->retries > 0;
}

/* A page that came with a good status may be the network's, which wants a sign-in, or ask for
 * consent; then the host will not answer anything else either. Where the question was cancelled the
 * client may be gone, but then the error is another one. */
static void
note_page (const Asking *asking, GError **error)
{
  const CwQuestion *question = &asking->question;

  if (asking->status != 200)
    return;
  if (g_error_matches (*error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED))
    {
      cw_http_client_close_host (question->client, question->request.url);
    }
  else if ((g_error_matches (*error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN)
            || g_error_matches (*error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER))
           && cw_http_client_is_behind_portal (question->client))
    {
      g_error_free (*error);
      *error = cw_http_describe_portal (question->provider);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = cw_workers_run_finish (result, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, value, asking->question.free_result);
      return;
    }
  if (is_worth_repeating (asking, error))
    {
      g_error_free (error);
      asking->repeated = TRUE;
      send_question (g_steal_pointer (&task));
      return;
    }
  note_page (asking, &error);
  if (error->domain == CW_QUOTES_ERROR)
    error = cw_quotes_error_complete (error, asking->question.provider, asking->closed_until);
  g_task_return_error (task, error);
}

static CwReply
make_reply (const CwHttpResponse *response)
{
  CwReply reply = { .status = response->status, .skew = response->skew };

  reply.date = g_get_real_time () / G_USEC_PER_SEC + response->skew;
  reply.body = g_bytes_get_data (response->body, &reply.length);
  return reply;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Asking *asking = g_task_get_task_data (task);
  const CwQuestion *question = &asking->question;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (CwHttpResponse) response = cw_http_client_fetch_finish (result, &error);
  Answer *answer;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* The client repeated what could be repeated; any other status is final. */
  asking->repeated |= response->status != 200;
  asking->closed_until = response->closed_until;
  asking->status = response->status;
  answer = g_new0 (Answer, 1);
  answer->asking = g_atomic_rc_box_acquire (asking);
  answer->body = g_bytes_ref (response->body);
  answer->reply = make_reply (response);
  cw_workers_run_async (question->workers, question->request.priority, "parse",
                        question->request.symbol, read_answer, answer, answer_free,
                        question->free_result, cancellable, read_cb, g_steal_pointer (&task));
}

static void
send_question (GTask *task)
{
  const Asking *asking = g_task_get_task_data (task);

  cw_http_client_fetch_async (asking->question.client, &asking->question.request,
                              g_task_get_cancellable (task), answered_cb, task);
}

/**
 * cw_question_ask_async:
 * @question: what to ask
 * @source: (type GObject): whose question it is
 * @cancellable: (nullable): gives it up
 * @callback: called in the network thread, in which this must be called too
 * @user_data: what to hand to @callback
 *
 * Asks a provider and reads its answer on a worker. Client and workers must outlive the question.
 */
void
cw_question_ask_async (const CwQuestion *question,
                       gpointer source,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, cw_question_ask_async);
  g_task_set_priority (task, question->request.priority);
  g_task_set_task_data (task, asking_new (question), asking_unref);
  send_question (task);
}

/**
 * cw_question_ask_finish:
 * @result: what the callback was given
 * @error: return location for a #CwQuotesError, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): what the question's function has read
 */
gpointer
cw_question_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_question_ask_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
