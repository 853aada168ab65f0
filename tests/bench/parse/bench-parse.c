/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cw-yahoo-chart.h"

#define N_BARS 1260
#define ROUNDS 40
#define REPEATS 10

static void
append_prices (GString *body, const char *name, GRand *random, double first)
{
  double price = first;

  g_string_append_printf (body, "\"%s\":[", name);
  for (guint i = 0; i < N_BARS; i++)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      price *= g_rand_double_range (random, 0.98, 1.0205);
      /* Single precision, written as double: what Yahoo sends. */
      g_ascii_formatd (digits, sizeof digits, "%.17g", (double) (float) price);
      g_string_append_printf (body, "%s%s", i > 0 ? "," : "", digits);
    }
  g_string_append_c (body, ']');
}

/* Five years of days in the shape and with the digits of a real answer. */
static char *
make_body (void)
{
  static const char *const names[] = { "open", "high", "low", "close" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GString *body =
      g_string_new ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"X\","
                    "\"gmtoffset\":-18000,"
                    "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketPrice\":123.45,"
                    "\"dataGranularity\":\"1d\",\"range\":\"5y\"},\"timestamp\":[");

  for (guint i = 0; i < N_BARS; i++)
    g_string_append_printf (body, "%s%u", i > 0 ? "," : "", 1500000000 + i * 86400);
  g_string_append (body, "],\"indicators\":{\"quote\":[{\"volume\":[");
  for (guint i = 0; i < N_BARS; i++)
    g_string_append_printf (body, "%s%u", i > 0 ? "," : "",
                            (guint) g_rand_int_range (random, 10000000, 200000000));
  g_string_append (body, "],");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      append_prices (body, names[i], random, 100);
      g_string_append (body, i < 3 ? "," : "}],\"adjclose\":[{");
    }
  append_prices (body, "adjclose", random, 90);
  g_string_append (body, "}]}}],\"error\":null}}");
  return g_string_free (body, FALSE);
}

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
  g_autofree char *body = make_body ();
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
