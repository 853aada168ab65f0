/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-sim-day.h"

#include <math.h>

#include "cw-listing.h"

#define MINUTE 60
#define N_MINUTES (CW_MARKET_SESSION / MINUTE)
#define FULL_TURN_UP 1.6 /* how much busier the first and the last minute are than the middle */

/* A session's minutes: @price[i] and @price[i + 1] are the first and the last price of minute i. */
typedef struct
{
  double price[N_MINUTES + 1];
  double high[N_MINUTES], low[N_MINUTES];
  double volume[N_MINUTES];
} Session;

static double
to_cents (double price)
{
  return floor (price * 100 + 0.5) / 100;
}

/* How far the walk's steps may be stretched before it leaves the room between the chord and the
 * bound, on the side of the chord where @sign points. */
static double
find_stretch (const double *excursion, const double *chord, double bound, double sign)
{
  double stretch = INFINITY;

  for (guint i = 1; i < N_MINUTES; i++)
    if (sign * excursion[i] > 0)
      stretch = MIN (stretch, (bound - chord[i]) / excursion[i]);
  return isfinite (stretch) ? stretch : 0;
}

/* A walk tied down at both ends, laid along the chord from open to close and stretched on either
 * side so that it just reaches the day's high and its low. */
static void
walk (Session *session, const CwSeries *daily, gsize day, CwPrng *prng)
{
  double excursion[N_MINUTES + 1], chord[N_MINUTES + 1], up, down;

  excursion[0] = 0;
  for (guint i = 1; i <= N_MINUTES; i++)
    excursion[i] = excursion[i - 1] + cw_prng_bell (prng);
  for (guint i = 0; i <= N_MINUTES; i++)
    {
      double part = (double) i / N_MINUTES;

      chord[i] = daily->open[day] + (daily->close[day] - daily->open[day]) * part;
      session->price[i] = excursion[i] - excursion[N_MINUTES] * part;
    }
  up = find_stretch (session->price, chord, daily->high[day], 1);
  down = find_stretch (session->price, chord, daily->low[day], -1);
  for (guint i = 0; i <= N_MINUTES; i++)
    {
      double price = chord[i] + session->price[i] * (session->price[i] > 0 ? up : down);

      session->price[i] = to_cents (CLAMP (price, daily->low[day], daily->high[day]));
    }
}

/* The day's high and low fall into the minutes that come nearest to them. */
static void
reach_extremes (Session *session, const CwSeries *daily, gsize day)
{
  guint highest = 0, lowest = 0;

  for (guint i = 0; i < N_MINUTES; i++)
    {
      session->high[i] = MAX (session->price[i], session->price[i + 1]);
      session->low[i] = MIN (session->price[i], session->price[i + 1]);
      if (session->high[i] > session->high[highest])
        highest = i;
      if (session->low[i] < session->low[lowest])
        lowest = i;
    }
  session->high[highest] = daily->high[day];
  session->low[lowest] = daily->low[day];
}

/* Shares out the day's volume, more of it near the bells; what rounding leaves goes to the close.
 */
static void
share_volume (Session *session, double total, CwPrng *prng)
{
  double sum = 0, left = total;

  for (guint i = 0; i < N_MINUTES; i++)
    {
      double middle = 2.0 * i / (N_MINUTES - 1) - 1;

      session->volume[i] = (1 + FULL_TURN_UP * middle * middle) * (0.5 + cw_prng_uniform (prng));
      sum += session->volume[i];
    }
  for (guint i = 0; i < N_MINUTES; i++)
    left -= session->volume[i] = floor (total * session->volume[i] / sum);
  session->volume[N_MINUTES - 1] += left;
}

static void
add_bar (CwSeriesBuilder *builder, const Session *session, gint64 time, guint first, guint last)
{
  double high = session->high[first], low = session->low[first], volume = 0;

  for (guint i = first; i < last; i++)
    {
      high = MAX (high, session->high[i]);
      low = MIN (low, session->low[i]);
      volume += session->volume[i];
    }
  cw_series_builder_add_bar (builder, time, session->price[first], high, low, session->price[last],
                             NAN, volume);
}

/**
 * cw_sim_day_fill:
 * @builder: gets the bars, as long as its interval says
 * @daily: a simulated company's daily bars
 * @day: the index of the day to fill
 * @prng: fixes what the day is filled with; the interval has no part in it
 * @start: the first moment wanted
 * @end: the last moment wanted
 *
 * Makes a session whose bars add up to the day's bar. The last bar is shorter where the interval
 * does not divide the session.
 */
void
cw_sim_day_fill (CwSeriesBuilder *builder,
                 const CwSeries *daily,
                 gsize day,
                 CwPrng *prng,
                 gint64 start,
                 gint64 end)
{
  guint minutes = (guint) (cw_interval_get_seconds (builder->interval) / MINUTE);
  Session session;

  walk (&session, daily, day, prng);
  reach_extremes (&session, daily, day);
  share_volume (&session, daily->volume[day], prng);
  for (guint first = 0; first < N_MINUTES; first += minutes)
    {
      gint64 time = daily->time[day] + first * MINUTE;

      if (time >= start && time <= end)
        add_bar (builder, &session, time, first, MIN (first + minutes, N_MINUTES));
    }
}
