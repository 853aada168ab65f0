/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-prng.h"
#include "cw-server.h"

G_BEGIN_DECLS

/** CwRefusal: why a request is not answered. */
typedef enum
{
  CW_REFUSAL_NONE,
  CW_REFUSAL_FAILURE,    /* 503: the host pretends to be out of order */
  CW_REFUSAL_RATE_LIMIT, /* 429: too many requests */
} CwRefusal;

/** CwFaults: the bad manners that the server was told to have. A value, for one thread. */
typedef struct
{
  guint latency_ms, jitter_ms;
  double fail_rate;
  guint rate_limit;
  gint64 window;       /* µs */
  gint64 window_start; /* monotonic, µs, 0 before the first request */
  guint in_window;
  CwPrng prng;
} CwFaults;

CwFaults cw_faults_init (const CwServerOptions *options);
guint cw_faults_draw_delay (CwFaults *faults);
CwRefusal cw_faults_draw_refusal (CwFaults *faults, gint64 now);

G_END_DECLS
