/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-batch-report.h"
#include "cw-format.h"
#include "cw-machine-text.h"
#include "cw-people-text.h"

#define PRICE_DECIMALS 2

/** Quote: all that is printed about one symbol. */
typedef struct
{
  const CwBatchItem *item;
  const CwSeriesInfo *info; /* NULL if the symbol failed */
  const char *source;       /* whose price it is, NULL if the symbol failed */
  CwQuote quote;
  gint64 age; /* seconds, negative if unknown */
  const GError *error;
} Quote;

static Quote
get_quote (CwCliContext *context, const CwBatchItem *item)
{
  CwAnalysis *analysis = cw_batch_item_get_analysis (item);
  Quote quote = { .item = item,
                  .quote = { NAN, NAN, NAN, NAN, 0 },
                  .age = -1,
                  .error = cw_batch_item_get_error (item) };

  if (analysis == NULL)
    return quote;
  quote.info = &analysis->series->info;
  quote.quote = analysis->quote;
  quote.source = analysis->quote_source;
  if (quote.quote.time != 0)
    quote.age = MAX (0, cw_clock_now (cw_engine_get_clock (context->engine)) - quote.quote.time);
  return quote;
}

static void
write_json_quote (CwJsonWriter *json, const Quote *quote)
{
  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_text (json, "symbol", quote->item->symbol);
  cw_json_writer_add_text (json, "name", quote->info != NULL ? quote->info->name : NULL);
  cw_json_writer_add_number (json, "price", quote->quote.price);
  cw_json_writer_add_text (json, "currency", quote->info != NULL ? quote->info->currency : NULL);
  cw_json_writer_add_time (json, "time", quote->quote.time);
  cw_json_writer_add_number (json, "previous_close", quote->quote.previous_close);
  cw_json_writer_add_number (json, "change", quote->quote.change);
  cw_json_writer_add_number (json, "change_percent", quote->quote.change_percent);
  if (quote->age >= 0)
    cw_json_writer_add_int (json, "age_seconds", quote->age);
  else
    cw_json_writer_add_null (json, "age_seconds");
  cw_json_writer_add_text (json, "source", quote->source);
  cw_json_writer_add_text (json, "error", quote->error != NULL ? quote->error->message : NULL);
  cw_json_writer_end_object (json);
}

static void
write_csv_quote (const Quote *quote)
{
  char time[CW_TIME_SIZE];

  cw_csv_write_text (stdout, quote->item->symbol);
  fputc (',', stdout);
  cw_csv_write_text (stdout, quote->info != NULL ? quote->info->name : NULL);
  fputc (',', stdout);
  cw_csv_write_number (stdout, quote->quote.price);
  fputc (',', stdout);
  cw_csv_write_text (stdout, quote->info != NULL ? quote->info->currency : NULL);
  fputc (',', stdout);
  cw_csv_write_text (stdout, cw_print_time (quote->quote.time, time) ? time : NULL);
  fputc (',', stdout);
  cw_csv_write_number (stdout, quote->quote.previous_close);
  fputc (',', stdout);
  cw_csv_write_number (stdout, quote->quote.change);
  fputc (',', stdout);
  cw_csv_write_number (stdout, quote->quote.change_percent);
  fputc (',', stdout);
  if (quote->age >= 0)
    fprintf (stdout, "%" G_GINT64_FORMAT, quote->age);
  fputc (',', stdout);
  cw_csv_write_text (stdout, quote->source);
  fputc (',', stdout);
  cw_csv_write_text (stdout, quote->error != NULL ? quote->error->message : NULL);
  fputc ('\n', stdout);
}

static void
add_text_quote (CwTable *table, const Quote *quote, CwClock clock)
{
  CwTone tone = quote->quote.change > 0   ? CW_TONE_UP
                : quote->quote.change < 0 ? CW_TONE_DOWN
                                          : CW_TONE_PLAIN;

  cw_table_add_toned (table, quote->item->symbol, CW_TONE_STRONG);
  cw_table_take (table, cw_format_number (quote->quote.price, PRICE_DECIMALS), CW_TONE_PLAIN);
  cw_table_add (table, quote->info->currency);
  cw_table_take (table, cw_format_change (quote->quote.change, PRICE_DECIMALS), tone);
  cw_table_take (table, cw_format_percent (quote->quote.change_percent), tone);
  cw_table_add (table, quote->info->name);
  cw_table_take (table, cw_describe_time (clock, quote->quote.time), CW_TONE_DIM);
  cw_table_add_toned (table, quote->source != NULL ? quote->source : "", CW_TONE_DIM);
}

static void
print_text (CwCliContext *context, CwBatch *batch)
{
  g_autoptr (CwTable) table = cw_table_new ("lrlrrlll");

  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      Quote quote = get_quote (context, cw_batch_get (batch, i));

      if (quote.info != NULL)
        add_text_quote (table, &quote, cw_engine_get_clock (context->engine));
    }
  cw_table_print (table, stdout, context->colour);
}

static void
print_json (CwCliContext *context, CwBatch *batch)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      Quote quote = get_quote (context, cw_batch_get (batch, i));

      write_json_quote (json, &quote);
    }
  cw_json_writer_end_array (json);
}

static void
print_csv (CwCliContext *context, CwBatch *batch)
{
  fputs ("symbol,name,price,currency,time,previous_close,change,change_percent,age_seconds,source,"
         "error\n",
         stdout);
  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      Quote quote = get_quote (context, cw_batch_get (batch, i));

      write_csv_quote (&quote);
    }
}

static void
print_quotes (CwCliContext *context, CwBatch *batch)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (context, batch);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (context, batch);
  else
    print_text (context, batch);
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  gboolean tickers = FALSE;
  const GOptionEntry entries[] = {
    { "tickers", 't', 0, G_OPTION_ARG_NONE, &tickers,
      N_ ("Symbols follow, which they do without it too"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) symbols =
      cw_command_parse (&cw_command_quotes, context, words, entries, NULL, error);
  g_autoptr (CwBatch) batch = NULL;
  /* One by one, because names come with single prices alone; and whoever asks means now. */
  const CwLoadOptions options = {
    .interval = CW_INTERVAL_1D, .range = CW_RANGE_5D, .depth = CW_LOAD_QUOTES, .refresh = TRUE
  };

  if (symbols == NULL || !cw_cli_require_symbols ("quotes", symbols, error)
      || !cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  batch = cw_batch_new (context, symbols);
  cw_batch_start (batch, &options, cw_batch_show_arrival, context);
  if (!cw_cli_context_run (context, error))
    return FALSE;
  print_quotes (context, batch);
  cw_batch_report_failures (batch, context);
  return TRUE;
}

const CwCommand cw_command_quotes = {
  .name = "quotes",
  .arguments = N_ ("SYMBOL…"),
  .summary = N_ ("Print the latest price of each symbol"),
  .details = N_ ("Prints one line a symbol, in the order in which they are given: the price, its "
                 "change from the\nsession before, the name, how old the price is and who gave "
                 "it. Progress goes to standard error\nin the order of arrival, unless it is to be "
                 "“--quiet”.\n\n"
                 "Examples:\n"
                 "  candlewick-cli quotes AAPL MSFT\n"
                 "  candlewick-cli quotes --json AAPL MSFT\n"
                 "  candlewick-cli --demo quotes SIM0001 SIM0002"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV | CW_COMMAND_TELLS_PROGRESS,
  .run = run,
};
