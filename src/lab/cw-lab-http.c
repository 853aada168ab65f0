/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-http.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Far more than the laboratory's answers have. */
#define MAX_BODY 4096
/* How much longer than it was asked to a server may stay silent. */
#define PATIENCE 30

/** Request: one that is under way. */
typedef struct
{
  CwLabCourse *course;
  guint number, lane;
  SoupMessage *message; /* owned; NULL if the address is none */
  gint64 start;         /* monotonic */
  gsize n_bytes;
  char body[MAX_BODY];

  CwLabEndedFunc ended; /* of asynchronous ones */
  gpointer data;
} Request;

/**
 * cw_lab_http_new_session:
 * @options: what is measured
 * @n_connections: how many requests it will make at once
 *
 * Returns: (transfer full): a session that keeps no request waiting, and the processor for itself:
 *   no proxy is looked up, and no timer runs on behalf of idle connections
 */
SoupSession *
cw_lab_http_new_session (const CwLabOptions *options, guint n_connections)
{
  return soup_session_new_with_options ("max-conns", (int) n_connections, "max-conns-per-host",
                                        (int) n_connections, "timeout",
                                        (guint) ceil (options->delay) + PATIENCE, "idle-timeout", 0,
                                        "proxy-resolver", NULL, NULL);
}

/** cw_lab_http_free_session: @session: (transfer full): a session without requests */
void
cw_lab_http_free_session (SoupSession *session)
{
  soup_session_abort (session);
  g_object_unref (session);
}

static SoupMessage *
new_message (CwLabCourse *course, guint number)
{
  char delay[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *url = NULL;
  SoupMessage *message;

  g_ascii_dtostr (delay, sizeof delay, course->options->delay);
  url = g_strdup_printf ("%s/lab/%u?delay=%s", course->url, number, delay);
  /* Not SOUP_METHOD_GET, which every thread would look up into one and the same variable. */
  message = soup_message_new ("GET", url);
  if (message != NULL)
    soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  return message;
}

static void
begin (Request *request, CwLabCourse *course, guint number, guint lane)
{
  request->course = course;
  request->number = number;
  request->lane = lane;
  request->start = g_get_monotonic_time ();
  cw_lab_course_begin_request (course, number, lane);
  request->message = new_message (course, number);
}

static void
set_bad_address (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("the server’s address is not one"));
}

/* A moment of 0 did not happen: the connection was there already, or the request failed before. */
static double
milliseconds (guint64 start, guint64 end)
{
  return start != 0 && end > start ? (double) (end - start) / 1000 : 0;
}

static void
add_phases (GVariantDict *args, SoupMessageMetrics *metrics)
{
  static const struct
  {
    const char *name;
    guint64 (*get_start) (SoupMessageMetrics *);
    guint64 (*get_end) (SoupMessageMetrics *);
  } phases[] = {
    { "dns_ms", soup_message_metrics_get_dns_start, soup_message_metrics_get_dns_end },
    { "connect_ms", soup_message_metrics_get_connect_start, soup_message_metrics_get_connect_end },
    { "tls_ms", soup_message_metrics_get_tls_start, soup_message_metrics_get_connect_end },
    { "wait_ms", soup_message_metrics_get_request_start, soup_message_metrics_get_response_start },
    { "receive_ms", soup_message_metrics_get_response_start,
      soup_message_metrics_get_response_end },
  };

  g_variant_dict_insert (args, "queued_ms", "d", 0.0); /* nothing waits before it is sent */
  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    g_variant_dict_insert (args, phases[i].name, "d",
                           milliseconds (phases[i].get_start (metrics),
                                         phases[i].get_end (metrics)));
}

static void
add_to_trace (Request *request)
{
  g_autofree char *url = NULL;
  GVariantDict args;

  if (request->course->trace == NULL || request->message == NULL)
    return;
  url = g_uri_to_string (soup_message_get_uri (request->message));
  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "url", "s", url);
  g_variant_dict_insert (&args, "status", "u", soup_message_get_status (request->message));
  g_variant_dict_insert (&args, "bytes", "t", (guint64) request->n_bytes);
  g_variant_dict_insert (&args, "attempt", "u", 1);
  g_variant_dict_insert (&args, "mode", "s", cw_lab_mode_to_string (request->course->run->mode));
  g_variant_dict_insert (&args, "lane", "u", request->lane);
  add_phases (&args, soup_message_get_metrics (request->message));
  cw_trace_add (request->course->trace, "http",
                g_uri_get_path (soup_message_get_uri (request->message)), request->start,
                g_get_monotonic_time (), g_variant_dict_end (&args));
}

/* Only an answer that is whole and says that all is well is one. */
static gboolean
check_answer (Request *request, GError **error)
{
  guint status = soup_message_get_status (request->message);

  if (status != SOUP_STATUS_OK)
    {
      /* Translators: %u is an HTTP status, for example 503 */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the server answered with status %u"),
                   status);
      return FALSE;
    }
  if (request->n_bytes == 0 || request->n_bytes == MAX_BODY)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("the server’s answer makes no sense"));
      return FALSE;
    }
  return TRUE;
}

static void
end (Request *request, const GError *error)
{
  cw_lab_course_end_request (request->course, request->number, error);
  add_to_trace (request);
  g_clear_object (&request->message);
}

static gboolean
exchange (Request *request, SoupSession *session, GError **error)
{
  GCancellable *cancellable = request->course->cancellable;
  g_autoptr (GInputStream) stream = NULL;

  if (request->message == NULL)
    {
      set_bad_address (error);
      return FALSE;
    }
  stream = soup_session_send (session, request->message, cancellable, error);
  return stream != NULL
         && g_input_stream_read_all (stream, request->body, MAX_BODY, &request->n_bytes,
                                     cancellable, error)
         && check_answer (request, error);
}

/**
 * cw_lab_http_make:
 * @course: the course that the request belongs to
 * @session: a session that no other thread uses at the same time
 * @number: the request's number, from 1
 * @lane: where it runs, from 1
 *
 * Makes a request and blocks until it has ended, one way or another; the course keeps the record.
 */
void
cw_lab_http_make (CwLabCourse *course, SoupSession *session, guint number, guint lane)
{
  g_autofree Request *request = g_new0 (Request, 1);
  g_autoptr (GError) error = NULL;

  begin (request, course, number, lane);
  exchange (request, session, &error);
  end (request, error);
}

static void
end_async (Request *request, const GError *error)
{
  end (request, error);
  request->ended (request->data);
  g_free (request);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &request->n_bytes, &error))
    check_answer (request, &error);
  end_async (request, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    end_async (request, error);
  else
    g_input_stream_read_all_async (stream, request->body, MAX_BODY, G_PRIORITY_DEFAULT,
                                   request->course->cancellable, read_cb, request);
}

/**
 * cw_lab_http_make_async:
 * @course: the course that the request belongs to
 * @session: a session of this thread
 * @number: the request's number, from 1
 * @lane: where it runs, from 1
 * @ended: called when the request has ended, one way or another
 * @data: what to hand to @ended
 *
 * Makes a request on the calling thread's event loop; the course keeps the record.
 */
void
cw_lab_http_make_async (CwLabCourse *course,
                        SoupSession *session,
                        guint number,
                        guint lane,
                        CwLabEndedFunc ended,
                        gpointer data)
{
  Request *request = g_new0 (Request, 1);
  g_autoptr (GError) error = NULL;

  request->ended = ended;
  request->data = data;
  begin (request, course, number, lane);
  if (request->message == NULL)
    {
      set_bad_address (&error);
      end_async (request, error);
      return;
    }
  soup_session_send_async (session, request->message, G_PRIORITY_DEFAULT, course->cancellable,
                           sent_cb, request);
}
