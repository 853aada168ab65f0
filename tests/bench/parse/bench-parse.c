/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "chart-body.h"
#include "cw-yahoo-chart.h"

#define N_BARS 1260
#define ROUNDS 40
#define REPEATS 10

static double
sum_array (JsonArray *array)
{
  double sum = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    sum += json_array_get_double_element (array, i);
  return sum;
}

/* json-glib's way to the same seven columns. */
static double
parse_dom (const char *body, gsize length)
{
  static const char *const names[] = { "open", "high", "low", "close", "volume" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  double sum;

  g_assert_true (json_parser_load_from_data (parser, body, (gssize) length, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  object = json_object_get_object_member (object, "chart");
  object = json_array_get_object_element (json_object_get_array_member (object, "result"), 0);
  sum = sum_array (json_object_get_array_member (object, "timestamp"));
  object = json_object_get_object_member (object, "indicators");
  sum += sum_array (json_object_get_array_member (
      json_array_get_object_element (json_object_get_array_member (object, "adjclose"), 0),
      "adjclose"));
  object = json_array_get_object_element (json_object_get_array_member (object, "quote"), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    sum += sum_array (json_object_get_array_member (object, names[i]));
  return sum;
}

static double
parse_columns (const char *body, gsize length)
{
  g_autoptr (CwSeries) series =
      cw_yahoo_chart_parse (body, length, "X", CW_INTERVAL_1D, "bench", G_MAXINT32, NULL);

  g_assert_nonnull (series);
  g_assert_cmpuint (series->n_bars, ==, N_BARS);
  return series->close[N_BARS - 1];
}

/* What no reader of text can beat: to look at each byte once. */
static double
find_commas (const char *body, gsize length)
{
  const char *end = body + length;
  double n = 0;

  for (const char *p = body; (p = memchr (p, ',', (gsize) (end - p))) != NULL; p++)
    n++;
  return n;
}

typedef double (*ParseFunc) (const char *body, gsize length);

/* Microseconds a body, the best round of some. */
static double
measure (ParseFunc func, const char *body, gsize length)
{
  static volatile double sink;
  double best = G_MAXDOUBLE;

  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint i = 0; i < REPEATS; i++)
        sink = func (body, length);
      best = MIN (best, (double) (g_get_monotonic_time () - start) / REPEATS);
    }
  return best + 0 * sink;
}

int
main (int argc, char *argv[])
{
  g_autofree char *body = chart_body_make (N_BARS);
  gsize length = strlen (body);
  /* Some other chart of the exchange is always there, so its time zone is loaded already. */
  GTimeZone *zone = g_time_zone_new_identifier ("America/New_York");
  double dom = measure (parse_dom, body, length), columns = measure (parse_columns, body, length),
         commas = measure (find_commas, body, length);

  g_print ("One chart of %d bars, %.1f kB\n", N_BARS, (double) length / 1000);
  g_print ("  json-glib's DOM, seven columns   %8.1f µs\n", dom);
  g_print ("  columns and the finished series  %8.1f µs, %.1f times as fast\n", columns,
           dom / columns);
  g_print ("  looking for commas               %8.1f µs\n", commas);
  g_time_zone_unref (zone);
  return columns * 10 <= dom ? 0 : 1;
}
