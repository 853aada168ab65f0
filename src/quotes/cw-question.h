/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/** CwReply: an answer as it came, for whoever reads it. */
typedef struct
{
  guint status;     /* HTTP's */
  const char *body; /* @length bytes */
  gsize length;
  gint64
      date; /* by the provider's clock, or this computer's if it does not say: seconds since 1970 */
  gint64 skew; /* by how much the provider's clock is ahead of this computer's, or 0 */
} CwReply;

/**
 * CwReplyFunc:
 * @reply: the answer
 * @data: what the question was asked with
 * @error: return location for a #CwQuotesError
 *
 * Reads an answer; runs on a worker, perhaps twice.
 *
 * Returns: (transfer full) (nullable): what the answer says, or %NULL with @error set
 */
typedef gpointer (*CwReplyFunc) (const CwReply *reply, gconstpointer data, GError **error);

/** CwQuestion: what is asked, of whom, and how the answer is read; copied when it is asked. */
typedef struct
{
  CwHttpClient *client;
  CwWorkers *workers;
  const char *provider; /* the name of whoever is asked, for people */
  CwHttpRequest request;
  CwReplyFunc read;
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
