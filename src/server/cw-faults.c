/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-faults.h"

/* Far from the streams that the simulated companies use. */
#define STREAM G_GUINT64_CONSTANT (0xfa0175)

/** cw_faults_init: Returns: the manners that @options asks for */
CwFaults
cw_faults_init (const CwServerOptions *options)
{
  return (CwFaults){
    .latency_ms = options->latency_ms,
    .jitter_ms = options->jitter_ms,
    .fail_rate = options->fail_rate,
    .rate_limit = options->rate_limit,
    .window = (gint64) MAX (options->rate_limit_seconds, 1) * G_USEC_PER_SEC,
    .prng = cw_prng_init (options->seed, STREAM, 0),
  };
}

/** cw_faults_draw_delay: Returns: how many milliseconds the next answer has to wait */
guint
cw_faults_draw_delay (CwFaults *self)
{
  guint jitter = 0;

  if (self->jitter_ms > 0)
    jitter = (guint) (cw_prng_uniform (&self->prng) * ((double) self->jitter_ms + 1));
  return self->latency_ms + jitter;
}

/* Windows follow one another without a gap, each from the first request that falls behind the one
 * before, as simple limiters count. */
static gboolean
is_over_limit (CwFaults *self, gint64 now)
{
  if (self->rate_limit == 0)
    return FALSE;
  if (self->window_start == 0 || now - self->window_start >= self->window)
    {
      self->window_start = now;
      self->in_window = 0;
    }
  return ++self->in_window > self->rate_limit;
}

/**
 * cw_faults_draw_refusal:
 * @self: the manners
 * @now: the monotonic time, in microseconds
 *
 * Returns: what becomes of the request that has just come
 */
CwRefusal
cw_faults_draw_refusal (CwFaults *self, gint64 now)
{
  if (is_over_limit (self, now))
    return CW_REFUSAL_RATE_LIMIT;
  if (self->fail_rate > 0 && cw_prng_uniform (&self->prng) < self->fail_rate)
    return CW_REFUSAL_FAILURE;
  return CW_REFUSAL_NONE;
}
