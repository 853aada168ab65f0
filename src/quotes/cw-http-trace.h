/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cw-trace.h"

G_BEGIN_DECLS

/** CwHttpAttempt: what is worth recording of one exchange beside what libsoup measures. */
typedef struct
{
  const char *symbol; /* nullable */
  gint64 queued_at;   /* monotonic microseconds */
  gint64 sent_at;
  guint number;        /* 1 for the first attempt */
  gsize bytes;         /* of the decoded body */
  const GError *error; /* nullable */
} CwHttpAttempt;

void cw_http_trace_add (CwTrace *trace, SoupMessage *message, const CwHttpAttempt *attempt);

G_END_DECLS
