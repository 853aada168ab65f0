/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-format.h"
#include "cw-json-writer.h"
#include "cw-machine-text.h"

#define PRICE_DECIMALS 2

static void
write_json_entry (CwJsonWriter *json, const CwSymbolList *list, const CwListEntry *entry)
{
  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_text (json, "symbol", entry->symbol);
  cw_json_writer_add_text (json, "list", list->name);
  cw_json_writer_add_text (json, "provider", entry->provider);
  cw_json_writer_add_text (json, "note", entry->note);
  cw_json_writer_add_number (json, "target_low", entry->target_low);
  cw_json_writer_add_number (json, "target_high", entry->target_high);
  cw_json_writer_end_object (json);
}

static void
print_json (const GPtrArray *lists)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists, i);

      for (gsize j = 0; j < list->n_entries; j++)
        write_json_entry (json, list, list->entries[j]);
    }
  cw_json_writer_end_array (json);
}

static void
write_csv_entry (const CwSymbolList *list, const CwListEntry *entry)
{
  cw_csv_write_text (stdout, entry->symbol);
  fputc (',', stdout);
  cw_csv_write_text (stdout, list->name);
  fputc (',', stdout);
  cw_csv_write_text (stdout, entry->provider);
  fputc (',', stdout);
  cw_csv_write_text (stdout, entry->note);
  fputc (',', stdout);
  cw_csv_write_number (stdout, entry->target_low);
  fputc (',', stdout);
  cw_csv_write_number (stdout, entry->target_high);
  fputc ('\n', stdout);
}

static void
print_csv (const GPtrArray *lists)
{
  fputs ("symbol,list,provider,note,target_low,target_high\n", stdout);
  for (guint i = 0; i < lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists, i);

      for (gsize j = 0; j < list->n_entries; j++)
        write_csv_entry (list, list->entries[j]);
    }
}

static char *
format_target (double price)
{
  return isnan (price) ? g_strdup ("") : cw_format_number (price, PRICE_DECIMALS);
}

static void
add_entry (CwTable *table, const CwListEntry *entry)
{
  cw_table_add_toned (table, entry->symbol, CW_TONE_STRONG);
  cw_table_add_toned (table, entry->provider != NULL ? entry->provider : "", CW_TONE_DIM);
  cw_table_take (table, isnan (entry->target_low) ? g_strdup ("") : g_strdup ("↓"), CW_TONE_DIM);
  cw_table_take (table, format_target (entry->target_low), CW_TONE_PLAIN);
  cw_table_take (table, isnan (entry->target_high) ? g_strdup ("") : g_strdup ("↑"), CW_TONE_DIM);
  cw_table_take (table, format_target (entry->target_high), CW_TONE_PLAIN);
  cw_table_add (table, entry->note);
}

static void
print_list (CwCliContext *context, CwListEntry *const *entries, gsize n)
{
  g_autoptr (CwTable) table = cw_table_new ("lllrlrl");

  for (gsize i = 0; i < n; i++)
    add_entry (table, entries[i]);
  cw_table_print (table, stdout, context->colour);
}

/** cw_watchlist_print_entries: prints entries that are in no list yet, for people */
void
cw_watchlist_print_entries (CwCliContext *context, const GPtrArray *entries)
{
  print_list (context, (CwListEntry *const *) (gpointer) entries->pdata, entries->len);
}

/* Names stand above lists only where there is more than one to tell apart. */
static void
print_text (CwCliContext *context, const GPtrArray *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const CwSymbolList *list = g_ptr_array_index (lists, i);

      if (i > 0)
        fputc ('\n', stdout);
      if (lists->len > 1)
        {
          cw_print_toned (stdout, list->name, CW_TONE_STRONG, context->colour);
          fputc ('\n', stdout);
        }
      print_list (context, list->entries, list->n_entries);
      if (list->n_entries == 0)
        cw_cli_context_note (context, _ ("The list “%s” is empty"), list->name);
    }
}

/**
 * cw_watchlist_print:
 * @context: the context
 * @lists: (element-type CwSymbolList): lists
 *
 * Prints what stands in them, in the form that was asked for.
 */
void
cw_watchlist_print (CwCliContext *context, const GPtrArray *lists)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (lists);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (lists);
  else
    print_text (context, lists);
}
