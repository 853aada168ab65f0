/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-yahoo-body.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-json.h"
#include "cw-number-reader.h"
#include "cw-quotes-error.h"

/* Four times a century of days, and more than any provider sends of minutes. */
#define MAX_BARS 100000
/* Meta data and a century of quarterly dividends stay below a tenth of this. */
#define MAX_SLICE (1024 * 1024)
#define LARGEST_TIME 1e15

/* The objects on the way to the columns. */
typedef enum
{
  ROOT,
  CHART,
  RESULT,
  INDICATORS,
  QUOTE,
  ADJ_CLOSE,
} Place;

typedef enum
{
  OBJECT,   /* an object that is a place of its own */
  FIRST,    /* an array whose first element is one */
  COLUMN,   /* an array of numbers */
  REMEMBER, /* kept as it stands */
} Kind;

typedef struct
{
  Place place;
  const char *name;
  Kind kind;
  guint target; /* the place, the column, or the offset of the slice in CwYahooBody */
} Member;

static const Member members[] = {
  { ROOT, "chart", OBJECT, CHART },
  { ROOT, "finance", OBJECT, CHART }, /* what some errors come in */
  { CHART, "result", FIRST, RESULT },
  { CHART, "error", REMEMBER, G_STRUCT_OFFSET (CwYahooBody, error) },
  { RESULT, "meta", REMEMBER, G_STRUCT_OFFSET (CwYahooBody, meta) },
  { RESULT, "timestamp", COLUMN, CW_YAHOO_COLUMN_TIME },
  { RESULT, "events", REMEMBER, G_STRUCT_OFFSET (CwYahooBody, events) },
  { RESULT, "indicators", OBJECT, INDICATORS },
  { INDICATORS, "quote", FIRST, QUOTE },
  { INDICATORS, "adjclose", FIRST, ADJ_CLOSE },
  { QUOTE, "open", COLUMN, CW_YAHOO_COLUMN_OPEN },
  { QUOTE, "high", COLUMN, CW_YAHOO_COLUMN_HIGH },
  { QUOTE, "low", COLUMN, CW_YAHOO_COLUMN_LOW },
  { QUOTE, "close", COLUMN, CW_YAHOO_COLUMN_CLOSE },
  { QUOTE, "volume", COLUMN, CW_YAHOO_COLUMN_VOLUME },
  { ADJ_CLOSE, "adjclose", COLUMN, CW_YAHOO_COLUMN_ADJ_CLOSE },
};

static const Member *
find_member (Place place, CwJsonSlice name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].place == place && cw_json_slice_equals (name, members[i].name))
      return &members[i];
  return NULL;
}

/* Of members of the same name the last one counts, as with every other JSON reader; so what an
 * earlier one held is forgotten when the next begins. */
static void
forget (CwYahooBody *chart, Place place)
{
  switch (place)
    {
    case CHART:
      chart->error = (CwJsonSlice){ 0 };
      forget (chart, RESULT);
      break;
    case RESULT:
      chart->has_result = FALSE;
      chart->meta = chart->events = (CwJsonSlice){ 0 };
      chart->lengths[CW_YAHOO_COLUMN_TIME] = 0;
      forget (chart, INDICATORS);
      break;
    case INDICATORS:
      forget (chart, QUOTE);
      forget (chart, ADJ_CLOSE);
      break;
    case QUOTE:
      for (guint i = CW_YAHOO_COLUMN_OPEN; i <= CW_YAHOO_COLUMN_CLOSE; i++)
        chart->lengths[i] = 0;
      chart->lengths[CW_YAHOO_COLUMN_VOLUME] = 0;
      break;
    case ADJ_CLOSE:
      chart->lengths[CW_YAHOO_COLUMN_ADJ_CLOSE] = 0;
      break;
    case ROOT:
    default:
      break;
    }
}

static double *
get_column (CwSeriesBuilder *builder, CwYahooColumn column)
{
  switch (column)
    {
    case CW_YAHOO_COLUMN_OPEN:
      return builder->open;
    case CW_YAHOO_COLUMN_HIGH:
      return builder->high;
    case CW_YAHOO_COLUMN_LOW:
      return builder->low;
    case CW_YAHOO_COLUMN_CLOSE:
      return builder->close;
    case CW_YAHOO_COLUMN_ADJ_CLOSE:
      return builder->adj_close;
    case CW_YAHOO_COLUMN_VOLUME:
      return builder->volume;
    case CW_YAHOO_COLUMN_TIME:
    default:
      return NULL;
    }
}

/* The first array tells how long all of them should be, so that the columns are made once, and no
 * larger than they must. */
static void
make_room (CwYahooBody *chart, const CwJsonScan *scan, gsize needed)
{
  CwSeriesBuilder *builder = chart->builder;
  gsize n = 1;

  if (needed < builder->capacity)
    return;
  if (builder->capacity == 0)
    {
      const char *close = memchr (scan->next, ']', (gsize) (scan->end - scan->next));

      for (const char *p = scan->next; close != NULL && p < close; p++)
        n += *p == ',';
      n = MIN (n, MAX_BARS);
    }
  /* Reserving keeps the bars that are counted, so all that any column holds must be. */
  builder->n_bars = builder->capacity;
  cw_series_builder_reserve (builder, MAX (n, MAX (needed + 1, 2 * builder->capacity)));
  builder->n_bars = 0;
}

/* @prices is the column, or NULL for the times; what is no time becomes one that the builder does
 * not believe. */
static inline void
store (CwSeriesBuilder *builder, double *prices, gsize i, double value)
{
  if (prices != NULL)
    prices[i] = value;
  else
    builder->time[i] = fabs (value) <= LARGEST_TIME ? (gint64) value : G_MININT64;
}

/* Numbers with nothing but commas between them, which is how they come; stops before anything
 * else. Most of a chart's bytes pass through here. */
static gsize
read_plain_numbers (CwJsonScan *scan, CwSeriesBuilder *builder, double *prices, gsize i)
{
  const char *p = scan->next, *end = scan->end;
  gsize last = builder->capacity - 1;

  while (i < last)
    {
      double value;
      const char *after = cw_number_read (p, end, &value);

      if (after == NULL || after >= end || *after != ',')
        break;
      store (builder, prices, i++, value);
      p = after + 1;
    }
  scan->next = p;
  return i;
}

/* What is not known is null. Anything else that is no number becomes one that nobody believes, so
 * that its bar is counted among those left out. */
static gboolean
read_value (CwJsonScan *scan, double *value)
{
  CwJsonSlice other;

  if (cw_json_scan_number (scan, value))
    return TRUE;
  if (!cw_json_scan_skip (scan, &other))
    return FALSE;
  *value = other.length == 4 && memcmp (other.start, "null", 4) == 0 ? NAN : INFINITY;
  return TRUE;
}

static void
read_column (CwYahooBody *chart, CwJsonScan *scan, CwYahooColumn column)
{
  CwSeriesBuilder *builder = chart->builder;
  gsize i = 0;

  chart->lengths[column] = 0;
  if (!cw_json_scan_enter (scan, '['))
    {
      cw_json_scan_skip (scan, NULL);
      return;
    }
  while (cw_json_scan_next_element (scan))
    {
      double *prices, value;

      make_room (chart, scan, i);
      prices = get_column (builder, column);
      i = read_plain_numbers (scan, builder, prices, i);
      if (!read_value (scan, &value))
        return;
      store (builder, prices, i++, value);
      if (i > MAX_BARS)
        {
          scan->failed = TRUE;
          return;
        }
    }
  chart->lengths[column] = i;
}

static void read_place (CwYahooBody *chart, CwJsonScan *scan, Place place);

static void
read_first (CwYahooBody *chart, CwJsonScan *scan, Place place)
{
  gboolean is_first = TRUE;

  forget (chart, place);
  if (!cw_json_scan_enter (scan, '['))
    {
      cw_json_scan_skip (scan, NULL);
      return;
    }
  for (; cw_json_scan_next_element (scan); is_first = FALSE)
    if (is_first)
      read_place (chart, scan, place);
    else
      cw_json_scan_skip (scan, NULL);
}

static void
read_member (CwYahooBody *chart, CwJsonScan *scan, const Member *member)
{
  CwJsonSlice *slice;

  switch (member->kind)
    {
    case OBJECT:
      read_place (chart, scan, (Place) member->target);
      break;
    case FIRST:
      read_first (chart, scan, (Place) member->target);
      break;
    case COLUMN:
      read_column (chart, scan, (CwYahooColumn) member->target);
      break;
    case REMEMBER:
    default:
      slice = G_STRUCT_MEMBER_P (chart, member->target);
      if (cw_json_scan_skip (scan, slice) && slice->length > MAX_SLICE)
        scan->failed = TRUE;
      break;
    }
}

static void
read_place (CwYahooBody *chart, CwJsonScan *scan, Place place)
{
  CwJsonSlice name;

  forget (chart, place);
  if (!cw_json_scan_enter (scan, '{'))
    {
      cw_json_scan_skip (scan, NULL);
      return;
    }
  if (place == RESULT)
    chart->has_result = TRUE;
  while (cw_json_scan_next_member (scan, &name))
    {
      const Member *member = find_member (place, name);

      if (member != NULL)
        read_member (chart, scan, member);
      else
        cw_json_scan_skip (scan, NULL);
    }
}

static gboolean
is_aligned (const CwYahooBody *chart)
{
  for (guint i = CW_YAHOO_COLUMN_OPEN; i <= CW_YAHOO_COLUMN_CLOSE; i++)
    if (chart->lengths[i] != chart->lengths[CW_YAHOO_COLUMN_TIME])
      return FALSE;
  return TRUE;
}

static void
fill (double *column, gsize n, double value)
{
  for (gsize i = 0; i < n; i++)
    column[i] = value;
}

/* Prices belong to the times beside them, so they must be as many. A volume or adjusted close that
 * is absent is unknown; one that ends early takes the bars behind its end with it, visibly. */
static gboolean
settle_lengths (CwYahooBody *chart, GError **error)
{
  CwSeriesBuilder *builder = chart->builder;
  gsize n_times = chart->lengths[CW_YAHOO_COLUMN_TIME],
        n_adjusted = chart->lengths[CW_YAHOO_COLUMN_ADJ_CLOSE],
        n_volumes = chart->lengths[CW_YAHOO_COLUMN_VOLUME], n = n_times;

  if (!is_aligned (chart))
    {
      g_set_error_literal (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                           _ ("The answer has more times than prices, or fewer; try again"));
      return FALSE;
    }
  builder->has_adj_close = n_adjusted > 0;
  if (n_adjusted > 0)
    n = MIN (n, n_adjusted);
  else
    fill (builder->adj_close, n_times, NAN);
  if (n_volumes > 0)
    n = MIN (n, n_volumes);
  else
    fill (builder->volume, n_times, NAN);
  builder->n_bars = n;
  builder->n_rejected += (guint) (n_times - n);
  return TRUE;
}

/**
 * cw_yahoo_body_read:
 * @chart: only its @builder is set, which must hold no bars
 * @body: (array length=length): the answer, which the slices will point into
 * @length: its length in bytes
 * @error: return location for a #CwQuotesError
 *
 * Reads a chart answer in one pass: numbers straight into the builder's columns, correctly rounded,
 * `null` as NaN; the parts that are small are checked and remembered. Anything that is not JSON to
 * its very end is refused, which is also how a body that was cut off is known.
 *
 * Returns: whether the answer could be read
 */
gboolean
cw_yahoo_body_read (CwYahooBody *chart, const char *body, gsize length, GError **error)
{
  CwJsonScan scan;

  g_return_val_if_fail (chart->builder != NULL && chart->builder->n_bars == 0, FALSE);

  cw_json_scan_init (&scan, body, length);
  read_place (chart, &scan, ROOT);
  if (!cw_json_scan_end (&scan))
    {
      g_propagate_error (error, cw_json_unreadable (body, length));
      return FALSE;
    }
  return settle_lengths (chart, error);
}
