/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-body.h"

static void
append_prices (GString *body, const char *name, GRand *random, double first, guint n_bars)
{
  double price = first;

  g_string_append_printf (body, "\"%s\":[", name);
  for (guint i = 0; i < n_bars; i++)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      price *= g_rand_double_range (random, 0.98, 1.0205);
      /* Single precision, written as double: what Yahoo sends. */
      g_ascii_formatd (digits, sizeof digits, "%.17g", (double) (float) price);
      g_string_append_printf (body, "%s%s", i > 0 ? "," : "", digits);
    }
  g_string_append_c (body, ']');
}

/** chart_body_make: Returns: (transfer full): days in the shape and with the digits of a real
 * answer
 */
char *
chart_body_make (guint n_bars)
{
  static const char *const names[] = { "open", "high", "low", "close" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GString *body =
      g_string_new ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"X\","
                    "\"gmtoffset\":-18000,"
                    "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketPrice\":123.45,"
                    "\"dataGranularity\":\"1d\",\"range\":\"5y\"},\"timestamp\":[");

  for (guint i = 0; i < n_bars; i++)
    g_string_append_printf (body, "%s%u", i > 0 ? "," : "", 1500000000 + i * 86400);
  g_string_append (body, "],\"indicators\":{\"quote\":[{\"volume\":[");
  for (guint i = 0; i < n_bars; i++)
    g_string_append_printf (body, "%s%u", i > 0 ? "," : "",
                            (guint) g_rand_int_range (random, 10000000, 200000000));
  g_string_append (body, "],");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      append_prices (body, names[i], random, 100, n_bars);
      g_string_append (body, i < 3 ? "," : "}],\"adjclose\":[{");
    }
  append_prices (body, "adjclose", random, 90, n_bars);
  g_string_append (body, "}]}}],\"error\":null}}");
  return g_string_free (body, FALSE);
}
