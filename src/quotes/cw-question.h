/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwAnswerFunc:
 * @status: the answer's HTTP status
 * @body: (array length=length): the answer
 * @length: its length in bytes
 * @data: what the question was asked with
 * @error: return location for a #CwQuotesError
 *
 * Reads an answer; runs on a worker, perhaps twice.
 *
 * Returns: (transfer full) (nullable): what the answer says, or %NULL with @error set
 */
typedef gpointer (*CwAnswerFunc) (
    guint status, const char *body, gsize length, gconstpointer data, GError **error);

/** CwQuestion: what is asked, of whom, and how the answer is read; copied when it is asked. */
typedef struct
{
  CwHttpClient *client;
  CwWorkers *workers;
  const char *provider; /* the name of whoever is asked, for people */
  CwHttpRequest request;
  CwAnswerFunc read;
  gpointer data; /* nullable; taken over */
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} CwQuestion;

void cw_question_ask_async (const CwQuestion *question,
                            gpointer source,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer cw_question_ask_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
