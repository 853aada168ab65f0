/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-service-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-people-text.h"

#define PERCENT_DECIMALS 2
#define CONFIDENCE_DECIMALS 1

static void
add_heads (CwTable *table)
{
  const char *const heads[] = {
    "",
    /* Translators: a heading over how many daily returns there are */
    N_ ("Returns"),
    /* Translators: headings over the days of the first and of the last of them */
    N_ ("From"),
    N_ ("To"),
    /* Translators: a heading over the return of the last day */
    N_ ("Last"),
    /* Translators: value at risk */
    N_ ("VaR"),
    N_ ("Confidence"),
    /* Translators: a heading over how many days a value at risk looks ahead */
    N_ ("Days"),
    N_ ("Method"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cw_table_add_toned (table, heads[i][0] != '\0' ? _ (heads[i]) : "", CW_TONE_STRONG);
}

static void
add_returns (CwTable *table, const CwServiceReturns *returns)
{
  gsize last = returns != NULL ? returns->n - 1 : 0;

  if (returns == NULL || returns->n == 0)
    {
      cw_table_add (table, returns != NULL ? "0" : CW_FORMAT_NO_VALUE);
      for (guint i = 0; i < 3; i++)
        cw_table_add (table, CW_FORMAT_NO_VALUE);
      return;
    }
  cw_table_take (table, cw_format_number ((double) returns->n, 0), CW_TONE_PLAIN);
  cw_table_take (table, cw_describe_day (returns->day[0]), CW_TONE_PLAIN);
  cw_table_take (table, cw_describe_day (returns->day[last]), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_signed_share (returns->value[last], PERCENT_DECIMALS),
                 returns->value[last] < 0 ? CW_TONE_DOWN : CW_TONE_UP);
}

static void
add_var (CwTable *table, const CwServiceVar *var)
{
  if (var == NULL)
    {
      for (guint i = 0; i < 4; i++)
        cw_table_add (table, CW_FORMAT_NO_VALUE);
      return;
    }
  cw_table_take (table, cw_format_share (var->value, PERCENT_DECIMALS), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_share (var->confidence, CONFIDENCE_DECIMALS), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (var->horizon > 0 ? var->horizon : (double) NAN, 0),
                 CW_TONE_PLAIN);
  cw_table_add (table, var->method[0] != '\0' ? var->method : CW_FORMAT_NO_VALUE);
}

/** cw_service_print_text: prints what the service says for people */
void
cw_service_print_text (const CwServiceData *data)
{
  g_autoptr (CwTable) table = cw_table_new ("lrrrrrrrl");
  const CwServiceRisk *portfolio = data->portfolio.risk;

  if (cw_service_get_source (data) == NULL)
    return;
  cw_print_toned (stdout, cw_service_get_source (data), CW_TONE_STRONG, data->context->colour);
  fputs ("\n\n", stdout);
  add_heads (table);
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->risk == NULL)
        continue;
      cw_table_add_toned (table, item->symbol, CW_TONE_STRONG);
      add_returns (table, item->risk->daily_returns);
      add_var (table, item->risk->var);
    }
  if (portfolio != NULL)
    {
      cw_table_add_toned (table, _ ("Portfolio"), CW_TONE_STRONG);
      add_returns (table, portfolio->portfolio_returns);
      add_var (table, portfolio->var);
    }
  cw_table_print (table, stdout, data->context->colour);
  fputs (_ ("\nAll of this is what the service says; losses are positive.\n"), stdout);
}
