/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-indicator-stream.h"

#include "cw-kernels.h"

/* An exponential mean that is still collecting its seed, or has it. */
typedef struct
{
  size_t n, n_seen;
  double factor;
  double value; /* the sum of what was seen until there is a mean, then the mean */
} Mean;

typedef struct
{
  Mean mean;
} EmaStream;

typedef struct
{
  Mean fast, slow, signal;
} MacdStream;

typedef struct
{
  size_t n, n_seen; /* closes, not changes */
  double rest, share, before;
  CwChange changes; /* their sums until there are means, then the means */
} RsiStream;

/*
 * A window that slides in blocks, as cw-windows.c explains. At each place stands a value of the
 * block that is being filled; behind it, for each value that the block does not have yet, what the
 * window that ends one place earlier takes from the block before.
 */
typedef struct
{
  size_t n, n_before; /* how many values of the first window's beginning were seen */
  size_t place;       /* where the next value goes */
  double reference, sum;
  double places[];
} SmaStream;

struct _CwIndicatorStream
{
  const CwIndicator *indicator;
  union
  {
    EmaStream ema;
    MacdStream macd;
    RsiStream rsi;
    SmaStream sma;
  };
};

static Mean
mean_start (double n)
{
  return (Mean){ .n = (size_t) n, .factor = cw_ema_factor (n) };
}

static bool
mean_add (Mean *mean, double value)
{
  if (mean->n_seen >= mean->n)
    {
      mean->value = cw_ema_step (mean->value, value, mean->factor);
      return true;
    }
  mean->value += value;
  if (++mean->n_seen < mean->n)
    return false;
  mean->value /= (double) mean->n;
  return true;
}

static void
append_ema (EmaStream *stream, double close, double *values)
{
  values[0] = mean_add (&stream->mean, close) ? stream->mean.value : NO_VALUE;
}

static void
append_macd (MacdStream *stream, double close, double *values)
{
  bool has_fast = mean_add (&stream->fast, close), has_slow = mean_add (&stream->slow, close);
  double line = stream->fast.value - stream->slow.value;

  values[0] = values[1] = values[2] = NO_VALUE;
  if (!has_fast || !has_slow)
    return;
  values[0] = line;
  if (!mean_add (&stream->signal, line))
    return;
  values[1] = stream->signal.value;
  values[2] = line - stream->signal.value;
}

static void
append_rsi (RsiStream *stream, double close, double *values)
{
  CwChange change = cw_change_between (stream->before, close);

  stream->before = close;
  values[0] = NO_VALUE;
  if (stream->n_seen++ == 0)
    return;
  if (stream->n_seen > stream->n + 1)
    {
      stream->changes = cw_change_step (stream->changes, change, stream->rest, stream->share);
      values[0] = cw_relative_strength (stream->changes);
      return;
    }
  stream->changes.gain += change.gain;
  stream->changes.loss += change.loss;
  if (stream->n_seen <= stream->n)
    return;
  stream->changes.gain /= (double) stream->n;
  stream->changes.loss /= (double) stream->n;
  values[0] = cw_relative_strength (stream->changes);
}

/* A block begins: the values of the one before make room for their sums, the newest first. */
static void
begin_block (SmaStream *stream, double reference)
{
  double sum = 0.0;

  stream->reference = reference;
  stream->sum = 0.0;
  for (size_t j = stream->n - 1; j > 0; j--)
    {
      sum += stream->places[j] - reference;
      stream->places[j] = sum;
    }
}

static void
append_sma (SmaStream *stream, double close, double *values)
{
  double before;

  values[0] = NO_VALUE;
  if (stream->n_before + 1 < stream->n)
    {
      stream->places[++stream->n_before] = close;
      return;
    }
  if (stream->place == 0)
    begin_block (stream, close);
  before = stream->place + 1 < stream->n ? stream->places[stream->place + 1] : 0.0;
  stream->sum += close - stream->reference;
  values[0] = stream->reference + (before + stream->sum) * (1.0 / (double) stream->n);
  stream->places[stream->place] = close;
  stream->place = stream->place + 1 < stream->n ? stream->place + 1 : 0;
}

static void
start_over (CwIndicatorStream *stream, const double *params)
{
  if (stream->indicator == &cw_indicator_ema)
    stream->ema.mean = mean_start (params[0]);
  else if (stream->indicator == &cw_indicator_macd)
    stream->macd =
        (MacdStream){ mean_start (params[0]), mean_start (params[1]), mean_start (params[2]) };
  else if (stream->indicator == &cw_indicator_rsi)
    stream->rsi = (RsiStream){ .n = (size_t) params[0],
                               .rest = 1.0 - 1.0 / params[0],
                               .share = 1.0 / params[0] };
  else
    {
      stream->sma.n = (size_t) params[0];
      stream->sma.n_before = stream->sma.place = 0;
    }
}

/* After a gap all but windows start over; these have it behind them after n bars. */
static void
append_gap (CwIndicatorStream *stream)
{
  double params[CW_INDICATOR_MAX_PARAMS] = { 0.0 };

  if (stream->indicator == &cw_indicator_ema)
    params[0] = (double) stream->ema.mean.n;
  else if (stream->indicator == &cw_indicator_rsi)
    params[0] = (double) stream->rsi.n;
  else
    {
      params[0] = (double) stream->macd.fast.n;
      params[1] = (double) stream->macd.slow.n;
      params[2] = (double) stream->macd.signal.n;
    }
  start_over (stream, params);
}

/**
 * cw_indicator_stream_size:
 * @spec: an indicator with its parameters
 *
 * Returns: how many bytes of memory, aligned as malloc() does, its stream needs; 0 if it has none,
 *   or if a parameter is outside its limits
 */
size_t
cw_indicator_stream_size (const CwIndicatorSpec *spec)
{
  if (!cw_params_are_valid (spec->indicator, spec->params))
    return 0;
  if (spec->indicator == &cw_indicator_sma)
    return sizeof (CwIndicatorStream) + (size_t) spec->params[0] * sizeof (double);
  if (spec->indicator == &cw_indicator_ema || spec->indicator == &cw_indicator_macd
      || spec->indicator == &cw_indicator_rsi)
    return sizeof (CwIndicatorStream);
  return 0;
}

/**
 * cw_indicator_stream_init:
 * @memory: as much as cw_indicator_stream_size() says
 * @spec: an indicator that has a stream, with its parameters
 *
 * Returns: (transfer none): @memory, as a stream that was told nothing yet
 */
CwIndicatorStream *
cw_indicator_stream_init (void *memory, const CwIndicatorSpec *spec)
{
  CwIndicatorStream *stream = memory;

  stream->indicator = spec->indicator;
  start_over (stream, spec->params);
  return stream;
}

/**
 * cw_indicator_stream_append:
 * @stream: a stream
 * @close: the close of the bar that follows those it was told, or NaN for a gap
 * @values: (out): takes as many values as the indicator has outputs
 *
 * Takes the same time for every bar, but for SMA, which at each n-th adds up its n values.
 */
void
cw_indicator_stream_append (CwIndicatorStream *stream, double close, double *values)
{
  if (stream->indicator == &cw_indicator_sma)
    append_sma (&stream->sma, close, values);
  else if (!isfinite (close))
    {
      append_gap (stream);
      for (size_t o = 0; o < stream->indicator->n_outputs; o++)
        values[o] = NO_VALUE;
    }
  else if (stream->indicator == &cw_indicator_ema)
    append_ema (&stream->ema, close, values);
  else if (stream->indicator == &cw_indicator_macd)
    append_macd (&stream->macd, close, values);
  else
    append_rsi (&stream->rsi, close, values);
}
