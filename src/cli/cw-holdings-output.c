/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holdings-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-demo-market.h"
#include "cw-format.h"
#include "cw-json-writer.h"
#include "cw-machine-text.h"
#include "cw-people-text.h"

#define MONEY_DECIMALS 2
#define MOST_SHARE_DECIMALS 6
#define PERCENT 100

/* The market's time: the demo's stands still. */
static CwClock
get_clock (const CwCliContext *context)
{
  return context->options.demo ? cw_demo_market_get_clock () : CW_CLOCK_RUNNING;
}

static gint64
get_time (const CwHoldingRow *row)
{
  return row->quote != NULL ? row->quote->quote->quote.time : 0;
}

static gint64
get_age (const CwCliContext *context, const CwHoldingRow *row)
{
  gint64 time = get_time (row);

  return time != 0 ? MAX (0, cw_clock_now (get_clock (context)) - time) : -1;
}

static void
write_json_row (CwJsonWriter *json, const CwCliContext *context, const CwHoldingRow *row)
{
  const CwPosition *position = &row->position;
  gint64 age = get_age (context, row);

  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_text (json, "symbol", row->holding->symbol);
  cw_json_writer_add_text (json, "list", row->list->name);
  cw_json_writer_add_number (json, "shares", position->shares);
  cw_json_writer_add_number (json, "cost", position->cost);
  cw_json_writer_add_text (json, "currency", position->currency);
  cw_json_writer_add_text (json, "date", row->holding->date);
  cw_json_writer_add_number (json, "price", position->price);
  cw_json_writer_add_number (json, "value", position->value);
  cw_json_writer_add_number (json, "gain", position->gain);
  cw_json_writer_add_number (json, "gain_percent", position->gain_percent);
  cw_json_writer_add_number (json, "day_change", position->day_change);
  cw_json_writer_add_number (json, "day_change_percent", position->day_change_percent);
  cw_json_writer_add_time (json, "time", get_time (row));
  if (age >= 0)
    cw_json_writer_add_int (json, "age_seconds", age);
  else
    cw_json_writer_add_null (json, "age_seconds");
  cw_json_writer_add_text (json, "source", row->quote != NULL ? row->quote->quote->source : NULL);
  cw_json_writer_end_object (json);
}

static void
print_json (const CwCliContext *context, const GPtrArray *rows)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < rows->len; i++)
    write_json_row (json, context, g_ptr_array_index (rows, i));
  cw_json_writer_end_array (json);
}

static void
write_csv_row (const CwHoldingRow *row)
{
  const CwPosition *position = &row->position;
  const double numbers[] = { position->price,      position->value,
                             position->gain,       position->gain_percent,
                             position->day_change, position->day_change_percent };
  char time[CW_TIME_SIZE];

  cw_csv_write_text (stdout, row->holding->symbol);
  fputc (',', stdout);
  cw_csv_write_text (stdout, row->list->name);
  fputc (',', stdout);
  cw_csv_write_number (stdout, position->shares);
  fputc (',', stdout);
  cw_csv_write_number (stdout, position->cost);
  fputc (',', stdout);
  cw_csv_write_text (stdout, position->currency);
  fputc (',', stdout);
  cw_csv_write_text (stdout, row->holding->date);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      fputc (',', stdout);
      cw_csv_write_number (stdout, numbers[i]);
    }
  fputc (',', stdout);
  cw_csv_write_text (stdout, cw_print_time (get_time (row), time) > 0 ? time : NULL);
  fputc ('\n', stdout);
}

static void
print_csv (const GPtrArray *rows)
{
  fputs ("symbol,list,shares,cost,currency,date,price,value,gain,gain_percent,day_change,"
         "day_change_percent,time\n",
         stdout);
  for (guint i = 0; i < rows->len; i++)
    write_csv_row (g_ptr_array_index (rows, i));
}

/* As many decimals as the number of shares has, and no more. */
static char *
format_shares (double shares)
{
  int decimals = 0;

  for (double scale = 1; decimals < MOST_SHARE_DECIMALS; decimals++, scale *= 10)
    if (fabs (shares * scale - nearbyint (shares * scale)) < 1e-9 * fabs (shares * scale))
      break;
  return cw_format_number (shares, decimals);
}

static void
add_heads (CwTable *table)
{
  const char *const heads[] = {
    "",
    N_ ("Shares"),
    /* Translators: what a share was bought for */
    N_ ("Cost"),
    N_ ("Price"),
    N_ ("Value"),
    "",
    N_ ("Gain"),
    "",
    /* Translators: by how much the value changed since the session before */
    N_ ("Day"),
    "",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cw_table_add_toned (table, heads[i][0] != '\0' ? _ (heads[i]) : "", CW_TONE_STRONG);
}

static CwTone
get_tone (double change)
{
  if (change > 0)
    return CW_TONE_UP;
  return change < 0 ? CW_TONE_DOWN : CW_TONE_PLAIN;
}

static void
add_amounts (CwTable *table,
             const char *currency,
             double value,
             double gain,
             double gain_percent,
             double day_change,
             double day_percent)
{
  cw_table_take (table, cw_format_number (value, MONEY_DECIMALS), CW_TONE_STRONG);
  cw_table_add (table, currency);
  cw_table_take (table, cw_format_change (gain, MONEY_DECIMALS), get_tone (gain));
  cw_table_take (table, cw_format_percent (gain_percent), get_tone (gain));
  cw_table_take (table, cw_format_change (day_change, MONEY_DECIMALS), get_tone (day_change));
  cw_table_take (table, cw_format_percent (day_percent), get_tone (day_change));
}

static void
add_row (CwTable *table, const CwCliContext *context, const CwHoldingRow *row)
{
  const CwPosition *position = &row->position;

  cw_table_add_toned (table, row->holding->symbol, CW_TONE_STRONG);
  cw_table_take (table, format_shares (position->shares), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (position->cost, MONEY_DECIMALS), CW_TONE_PLAIN);
  cw_table_take (table, cw_format_number (position->price, MONEY_DECIMALS), CW_TONE_PLAIN);
  add_amounts (table, position->currency, position->value, position->gain, position->gain_percent,
               position->day_change, position->day_change_percent);
  cw_table_take (table,
                 row->quote != NULL ? cw_describe_time (get_clock (context), get_time (row))
                                    : g_strdup (_ ("no price is stored")),
                 CW_TONE_DIM);
}

static void
add_total (CwTable *table, const CwHoldingTotal *total)
{
  double before = total->value - total->day_change;

  cw_table_add_toned (table, _ ("Total"), CW_TONE_STRONG);
  for (guint i = 0; i < 3; i++)
    cw_table_add (table, "");
  add_amounts (table, total->currency, total->value, total->gain,
               total->cost > 0 ? PERCENT * total->gain / total->cost : (double) NAN,
               total->day_change, before > 0 ? PERCENT * total->day_change / before : (double) NAN);
  cw_table_add (table, "");
}

static gboolean
has_several_lists (const GPtrArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (((CwHoldingRow *) g_ptr_array_index (rows, i))->list
        != ((CwHoldingRow *) g_ptr_array_index (rows, 0))->list)
      return TRUE;
  return FALSE;
}

/* Prints the rows of one list, from @first on. Returns where the next list begins. */
static guint
print_list (CwCliContext *context, const GPtrArray *rows, guint first)
{
  const CwSymbolList *list = ((CwHoldingRow *) g_ptr_array_index (rows, first))->list;
  g_autoptr (CwTable) table = cw_table_new ("lrrrrlrrrrl");
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GArray) totals = NULL;

  add_heads (table);
  for (guint i = first; i < rows->len; i++)
    {
      CwHoldingRow *row = g_ptr_array_index (rows, i);

      if (row->list != list)
        break;
      add_row (table, context, row);
      g_ptr_array_add (own, row);
    }
  totals = cw_holdings_sum (own);
  for (guint i = 0; i < totals->len && own->len > 1; i++)
    add_total (table, &g_array_index (totals, CwHoldingTotal, i));
  cw_table_print (table, stdout, context->colour);
  return first + own->len;
}

static void
print_text (CwCliContext *context, const GPtrArray *rows)
{
  gboolean has_names = has_several_lists (rows);

  for (guint i = 0; i < rows->len;)
    {
      const CwSymbolList *list = ((CwHoldingRow *) g_ptr_array_index (rows, i))->list;

      if (i > 0)
        fputc ('\n', stdout);
      if (has_names)
        {
          cw_print_toned (stdout, list->name, CW_TONE_STRONG, context->colour);
          fputc ('\n', stdout);
        }
      i = print_list (context, rows, i);
    }
}

/**
 * cw_holdings_print:
 * @context: the context
 * @rows: (element-type CwHoldingRow): holdings
 *
 * Prints what they are worth, in the form that was asked for.
 */
void
cw_holdings_print (CwCliContext *context, const GPtrArray *rows)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (context, rows);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (rows);
  else
    print_text (context, rows);
}

/** cw_holdings_print_preview: prints holdings that are in no list yet, for people */
void
cw_holdings_print_preview (CwCliContext *context, const GPtrArray *holdings)
{
  g_autoptr (CwTable) table = cw_table_new ("lrrll");

  for (guint i = 0; i < holdings->len; i++)
    {
      const CwHolding *holding = g_ptr_array_index (holdings, i);

      cw_table_add_toned (table, holding->symbol, CW_TONE_STRONG);
      cw_table_take (table, format_shares (holding->shares), CW_TONE_PLAIN);
      cw_table_take (table, cw_format_number (holding->cost, MONEY_DECIMALS), CW_TONE_PLAIN);
      cw_table_add (table, holding->currency != NULL ? holding->currency : "");
      cw_table_add (table, holding->date != NULL ? holding->date : "");
    }
  cw_table_print (table, stdout, context->colour);
}
