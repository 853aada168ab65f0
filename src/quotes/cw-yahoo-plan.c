/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-plan.h"

#include <glib/gi18n-lib.h>

#include "cw-quotes-error.h"

#define DAY G_GINT64_CONSTANT (86400)
#define LONGEST_HISTORY (99 * 36525 * DAY / 100)
/* So much less than was asked for is not worth a word: a weekend, the hours of a day. */
#define SLACK (3 * DAY)

/* What Yahoo keeps of each interval within the day. */
static const struct
{
  CwInterval fetched;
  guint days_at_once, days_kept;
  CwRange longest_range; /* that it takes by name */
} limits[] = {
  [CW_INTERVAL_1M] = { CW_INTERVAL_1M, 7, 29, CW_RANGE_5D },
  [CW_INTERVAL_2M] = { CW_INTERVAL_2M, 59, 59, CW_RANGE_1MO },
  [CW_INTERVAL_5M] = { CW_INTERVAL_5M, 59, 59, CW_RANGE_1MO },
  [CW_INTERVAL_15M] = { CW_INTERVAL_15M, 59, 59, CW_RANGE_1MO },
  [CW_INTERVAL_30M] = { CW_INTERVAL_15M, 59, 59, CW_RANGE_1MO },
  [CW_INTERVAL_1H] = { CW_INTERVAL_1H, 729, 729, CW_RANGE_2Y },
  [CW_INTERVAL_90M] = { CW_INTERVAL_90M, 59, 59, CW_RANGE_1MO },
};

static gboolean
has_bounds (const CwYahooPlan *plan)
{
  return plan->from != 0 || plan->to != 0;
}

static gint64
start_of_day (gint64 time)
{
  return time - ((time % DAY) + DAY) % DAY;
}

/* Before an answer has come, the exchange's zone is not known: a day more does no harm, because
 * what is too much is cut off. Whole days make equal questions have equal addresses. */
static gint64
get_earliest (const CwYahooPlan *plan)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 start;

  if (has_bounds (plan))
    return MAX (plan->from, plan->now - LONGEST_HISTORY);
  start = cw_range_get_start (plan->range, plan->now, utc);
  return start_of_day (MAX (start, plan->now - LONGEST_HISTORY)) - DAY;
}

static gint64
get_latest (const CwYahooPlan *plan)
{
  gint64 latest = start_of_day (plan->now) + 2 * DAY - 1;

  return has_bounds (plan) ? MIN (plan->to, latest) : latest;
}

static void
ask_by_range (CwYahooPlan *plan)
{
  plan->n_spans = 1;
  plan->spans[0] = (CwYahooSpan){ .by_range = TRUE, .range = plan->range };
}

/* Cuts from @from to @to into spans of at most @at_once days. */
static void
ask_by_bounds (CwYahooPlan *plan, gint64 from, gint64 to, gint64 at_once)
{
  gint64 step = at_once * DAY;

  plan->n_spans = 0;
  for (gint64 start = from; plan->n_spans < CW_YAHOO_MAX_SPANS; start += step)
    {
      gboolean is_last = to - start < step + DAY || plan->n_spans == CW_YAHOO_MAX_SPANS - 1;

      plan->spans[plan->n_spans++] =
          (CwYahooSpan){ .from = start, .to = is_last ? to : start + step - 1 };
      if (is_last)
        return;
    }
}

static gboolean
plan_intraday (CwYahooPlan *plan, GError **error)
{
  guint kept = limits[plan->interval].days_kept;
  gint64 begin = start_of_day (plan->now) - ((gint64) kept - 1) * DAY;
  gint64 from = get_earliest (plan);
  gint64 to = MIN (get_latest (plan), start_of_day (plan->now) + DAY - 1);

  if (!has_bounds (plan) && plan->range <= limits[plan->interval].longest_range)
    {
      ask_by_range (plan);
      return TRUE;
    }
  if (to < begin)
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                   /* Translators: %s is the length of a bar such as 5m, %u a number of days */
                   ngettext ("Bars of %s are kept for the last %u day only; choose a later time or "
                             "longer bars",
                             "Bars of %s are kept for the last %u days only; choose a later time "
                             "or longer bars",
                             kept),
                   cw_interval_to_string (plan->interval), kept);
      return FALSE;
    }
  /* Who wants all there is, gets it. */
  if (from < begin - SLACK && (has_bounds (plan) || plan->range != CW_RANGE_MAX))
    plan->kept_days = kept;
  ask_by_bounds (plan, MAX (from, begin), to, limits[plan->interval].days_at_once);
  return TRUE;
}

/**
 * cw_yahoo_plan_make:
 * @plan: (out): where the plan goes
 * @query: what is wanted
 * @now: the time, in seconds since 1970
 * @error: return location for `CW_QUOTES_ERROR_BAD_REQUEST`
 *
 * A range and bounds never go into one request: Yahoo would let the range win and silently leave
 * out what is older. Daily bars are asked for by bounds, because which ranges are known differs
 * from symbol to symbol and `max` makes long histories come in longer bars; only the last days are
 * asked for by range, since only Yahoo knows on which days there was trading.
 *
 * Returns: whether any of it can be had
 */
gboolean
cw_yahoo_plan_make (CwYahooPlan *plan, const CwSeriesQuery *query, gint64 now, GError **error)
{
  *plan = (CwYahooPlan){ .interval = query->interval,
                         .fetched = MIN (query->interval, CW_INTERVAL_1D),
                         .range = query->range,
                         .from = query->from,
                         .to = query->to,
                         .now = now };
  if (cw_interval_is_intraday (query->interval))
    {
      plan->fetched = limits[query->interval].fetched;
      return plan_intraday (plan, error);
    }
  if (!has_bounds (plan) && plan->range <= CW_RANGE_5D)
    ask_by_range (plan);
  else
    ask_by_bounds (plan, get_earliest (plan), get_latest (plan), LONGEST_HISTORY / DAY * 2);
  return TRUE;
}

/**
 * cw_yahoo_plan_shrink:
 * @plan: a plan that was refused as too long
 * @days: how many days back the refusal said can be had, or 0
 *
 * Makes the plan ask for the latest part only: as many days as are allowed, or half as many.
 *
 * Returns: whether there is a shorter part to ask for
 */
gboolean
cw_yahoo_plan_shrink (CwYahooPlan *plan, guint days)
{
  gint64 to = get_latest (plan);
  gint64 from = plan->spans[0].by_range ? get_earliest (plan) : plan->spans[0].from;
  gint64 half = start_of_day (from + (to - from) / 2);
  gint64 shorter = days > 0 ? start_of_day (plan->now) - ((gint64) days - 1) * DAY : half;

  if (shorter <= from || shorter > to)
    shorter = half;
  if (shorter <= from)
    return FALSE;
  plan->kept_days = (guint) MAX (1, (plan->now - shorter) / DAY + 1);
  ask_by_bounds (plan, shorter, to, LONGEST_HISTORY / DAY * 2);
  return TRUE;
}

/**
 * cw_yahoo_plan_make_url:
 * @plan: a plan
 * @span: which of its spans
 * @base_url: where charts are to be had
 * @symbol: of whom
 *
 * Returns: (transfer full): the address to ask
 */
char *
cw_yahoo_plan_make_url (const CwYahooPlan *plan,
                        guint span,
                        const char *base_url,
                        const char *symbol)
{
  const CwYahooSpan *part = &plan->spans[span];
  g_autofree char *escaped = g_uri_escape_string (symbol, NULL, FALSE);
  g_autofree char *when = NULL;

  if (part->by_range)
    when = g_strdup_printf ("range=%s", cw_range_to_string (part->range));
  else
    when = g_strdup_printf ("period1=%" G_GINT64_FORMAT "&period2=%" G_GINT64_FORMAT, part->from,
                            part->to + 1);
  return g_strdup_printf ("%s/v8/finance/chart/%s?interval=%s&%s&includePrePost=false"
                          "&events=div%%2Csplits%%2CcapitalGains",
                          base_url, escaped, cw_interval_to_string (plan->fetched), when);
}

/**
 * cw_yahoo_plan_get_start:
 * @plan: a plan
 * @zone: the exchange's time zone
 *
 * Returns: the first moment that belongs to what was asked for
 */
gint64
cw_yahoo_plan_get_start (const CwYahooPlan *plan, GTimeZone *zone)
{
  if (has_bounds (plan))
    return plan->from;
  /* The last days are those on which there was trading, and only Yahoo knows which. */
  return plan->range <= CW_RANGE_5D ? G_MININT64
                                    : cw_range_get_start (plan->range, plan->now, zone);
}
