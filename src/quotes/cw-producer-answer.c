/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-producer-answer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cw-json.h"
#include "cw-quotes-error.h"
#include "cw-symbol.h"

#define JULIAN_OF_1970 719163 /* what GDate calls the Julian day of 1 January 1970 */
#define FIRST_YEAR 1900
#define LAST_YEAR 9999
/* Nothing that is traded gains or loses a thousand times its price in a day. */
#define LARGEST_RETURN 1000
#define MOST_DAYS 100000
#define MAX_METHOD 60

/* Reads up to @n digits; whatever else stands there makes the number too large to be a date. */
static guint
read_digits (const char *text, guint n)
{
  guint number = 0;

  for (guint i = 0; i < n; i++)
    number = g_ascii_isdigit (text[i]) ? 10 * number + (guint) (text[i] - '0') : G_MAXUINT16 * 10;
  return number;
}

/* Reads a day written as YYYY-MM-DD. */
static gboolean
read_day (const char *text, gsize length, gint32 *day)
{
  guint year, month, day_of_month;
  GDate date;

  if (length != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  year = read_digits (text, 4);
  month = read_digits (text + 5, 2);
  day_of_month = read_digits (text + 8, 2);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day_of_month > 31
      || !g_date_valid_dmy ((GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
  *day = (gint32) g_date_get_julian (&date) - JULIAN_OF_1970;
  return TRUE;
}

/* A return as it was sent. */
typedef struct
{
  gint32 day;
  guint32 place; /* which it was */
  double value;
} Sent;

static int
compare_sent (gconstpointer a, gconstpointer b)
{
  const Sent *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return first->place < second->place ? -1 : first->place > second->place;
}

/* Reads what stands behind a day. Returns FALSE where there is no number, which is a gap. */
static gboolean
read_value (CwJsonScan *scan, double *value)
{
  if (cw_json_scan_number (scan, value))
    return TRUE;
  cw_json_scan_skip (scan, NULL);
  return FALSE;
}

static void
read_members (CwJsonScan *scan, GArray *sent, guint *n_rejected)
{
  CwJsonSlice name;

  while (cw_json_scan_next_member (scan, &name))
    {
      Sent one = { .place = sent->len };
      gboolean has_value = read_value (scan, &one.value);

      if (!has_value)
        continue;
      if (sent->len >= MOST_DAYS || !read_day (name.start, name.length, &one.day)
          || !(fabs (one.value) <= LARGEST_RETURN))
        {
          (*n_rejected)++;
          continue;
        }
      g_array_append_val (sent, one);
    }
}

/* Finds the returns in the answer, wherever they stand. Returns whether they were there. */
static gboolean
find_returns (CwJsonScan *scan, GArray *sent, guint *n_rejected)
{
  gboolean found = FALSE;
  CwJsonSlice name;

  if (!cw_json_scan_enter (scan, '{'))
    {
      cw_json_scan_skip (scan, NULL);
      return FALSE;
    }
  while (cw_json_scan_next_member (scan, &name))
    {
      if (!cw_json_slice_equals (name, "daily_returns") || !cw_json_scan_enter (scan, '{'))
        {
          cw_json_scan_skip (scan, NULL);
          continue;
        }
      found = TRUE;
      g_array_set_size (sent, 0); /* of two the last one counts, as everywhere in JSON */
      *n_rejected = 0;
      read_members (scan, sent, n_rejected);
    }
  return found;
}

/* In order, and each day once: of two returns for a day the last one sent counts. */
static CwServiceReturns *
put_in_order (GArray *sent, guint n_rejected)
{
  CwServiceReturns *returns = cw_service_returns_new (sent->len);

  g_array_sort (sent, compare_sent);
  for (guint i = 0; i < sent->len; i++)
    {
      const Sent *one = &g_array_index (sent, Sent, i);

      if (returns->n > 0 && returns->day[returns->n - 1] == one->day)
        returns->n--;
      returns->day[returns->n] = one->day;
      returns->value[returns->n++] = one->value;
    }
  returns->n_rejected = n_rejected;
  return returns;
}

/**
 * cw_producer_parse_returns:
 * @body: (array length=length): the answer of a risk service's `daily-returns` or
 *   `portfolio-returns`, with status 200
 * @length: its length in bytes
 * @error: return location for a #CwQuotesError
 *
 * Reads an object of returns by day. A day with no number is a gap; what is no day, or no return
 * that can be believed, is left out and counted.
 *
 * Returns: (transfer full) (nullable): the returns, perhaps none
 */
CwServiceReturns *
cw_producer_parse_returns (const char *body, gsize length, GError **error)
{
  g_autoptr (GArray) sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  guint n_rejected = 0;
  CwJsonScan scan;
  gboolean found;

  cw_json_scan_init (&scan, body, length);
  found = find_returns (&scan, sent, &n_rejected);
  if (!cw_json_scan_end (&scan))
    g_propagate_error (error, cw_json_unreadable (body, length));
  else if (!found || (sent->len == 0 && n_rejected > 0))
    g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                 _ ("There are no daily returns in the answer"));
  else
    return put_in_order (sent, n_rejected);
  return NULL;
}

/* Reads a member that must be a number in a range, or stand for nothing. */
static double
get_bounded (JsonObject *object, const char *name, double lowest, double highest)
{
  double value = cw_json_get_number (object, name);

  return value >= lowest && value <= highest ? value : NAN;
}

static gint64
get_count (JsonObject *object, const char *name, gint64 highest)
{
  double value = get_bounded (object, name, 0, (double) highest);

  return isnan (value) ? 0 : (gint64) value;
}

static gint32
get_day (JsonObject *object, const char *name)
{
  const char *text = cw_json_get_string (object, name);
  gint32 day = CW_SERVICE_NO_DAY;

  if (text == NULL || !read_day (text, strlen (text), &day))
    return CW_SERVICE_NO_DAY;
  return day;
}

/**
 * cw_producer_parse_var:
 * @body: (array length=length): the answer of a risk service's `var`, with status 200
 * @length: its length in bytes
 * @error: return location for a #CwQuotesError
 *
 * Reads a value at risk. All but the number itself may be missing.
 *
 * Returns: (transfer full) (nullable): the value at risk
 */
CwServiceVar *
cw_producer_parse_var (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = cw_json_parse (body, length, error);
  JsonObject *object = cw_json_get_root (root);
  double value = get_bounded (object, "var", -LARGEST_RETURN, LARGEST_RETURN);
  CwServiceVar *var;

  if (root == NULL)
    return NULL;
  if (isnan (value))
    {
      g_set_error (error, CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_ANSWER,
                   _ ("There is no value at risk in the answer"));
      return NULL;
    }
  var = g_new0 (CwServiceVar, 1);
  var->value = value;
  var->confidence = get_bounded (object, "confidence", 0, 1);
  var->horizon = (int) get_count (object, "horizon", MOST_DAYS);
  var->observations = get_count (object, "observations", MOST_DAYS);
  var->from = get_day (object, "from");
  var->to = get_day (object, "to");
  var->method = cw_text_clean (cw_json_get_string (object, "method"), MAX_METHOD);
  return var;
}

static GError *
describe_not_found (const char *body, gsize length, const char *what)
{
  /* A server that has no such path at all says so in words of its own. */
  if (body == NULL || g_strstr_len (body, (gssize) length, "\"error\"") == NULL)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                        /* Translators: %s is a ticker symbol, or several */
                        _ ("Nothing about “%s” is found at this address; check that it is a risk "
                           "service’s"),
                        what);
  return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_NOT_FOUND,
                      _ ("“%s” is not known to the risk service; check the symbol"), what);
}

/**
 * cw_producer_parse_error:
 * @status: an HTTP status other than 200
 * @body: (array length=length) (nullable): what came with it
 * @length: its length in bytes
 * @what: what was asked for: a symbol, or several
 *
 * Returns: (transfer full): a #CwQuotesError for people
 */
GError *
cw_producer_parse_error (guint status, const char *body, gsize length, const char *what)
{
  if (status == 404 || status == 410)
    return describe_not_found (body, length, what);
  if (status == 422)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
                        _ ("There is not enough history of “%s” in this time; choose a longer one"),
                        what);
  if (status == 401 || status == 403)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_UNAUTHORIZED,
                        _ ("The risk service refuses to answer for “%s”"), what);
  if (status == 408)
    return g_error_new (CW_QUOTES_ERROR, CW_QUOTES_ERROR_TIMED_OUT,
                        _ ("The risk service was too slow to answer for “%s”; try again"), what);
  if (status == 429)
    return g_error_new (
        CW_QUOTES_ERROR, CW_QUOTES_ERROR_RATE_LIMITED,
        _ ("Too many requests: the risk of “%s” cannot be asked for now; try again in a minute"),
        what);
  if (status >= 500)
    return g_error_new (
        CW_QUOTES_ERROR, CW_QUOTES_ERROR_PROVIDER_DOWN,
        _ ("The risk service is out of order and has no answer for “%s”; try again later"), what);
  return g_error_new (
      CW_QUOTES_ERROR, CW_QUOTES_ERROR_BAD_REQUEST,
      _ ("The risk of “%s” cannot be had in this way; choose another range or other "
         "weights"),
      what);
}
