/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-basket.h"

#include "cw-csv-number.h"
#include "cw-csv-text.h"

#define JULIAN_OF_1970 719163 /* GLib counts days from 1 January of the year 1 */

static void
print_day (GString *to, gint64 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  g_string_append_printf (to, "%04d-%02d-%02d", g_date_get_year (&date),
                          (int) g_date_get_month (&date), g_date_get_day (&date));
}

static void
print_row (const CwBasket *self, gsize t, GString *to)
{
  print_day (to, self->returns->days[t]);
  for (gsize i = 0; i < self->n_symbols; i++)
    {
      g_string_append_c (to, ',');
      cw_csv_number_append (to, self->returns->columns[i][t]);
    }
  g_string_append_c (to, ',');
  cw_csv_number_append (to, self->portfolio[t]);
  g_string_append_c (to, '\n');
}

/**
 * cw_basket_print_returns:
 * @self: a portfolio
 * @to: where the text is appended
 *
 * Prints the daily returns as CSV: the day, each symbol, the portfolio. Every number reads back as
 * it was.
 */
void
cw_basket_print_returns (const CwBasket *self, GString *to)
{
  g_string_append (to, "Date");
  for (gsize i = 0; i < self->n_symbols; i++)
    {
      g_string_append_c (to, ',');
      cw_csv_text_append (to, self->names[i]);
    }
  g_string_append (to, ",portfolio\n");
  for (gsize t = 0; t < self->returns->n_days; t++)
    print_row (self, t, to);
}
