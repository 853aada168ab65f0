/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lists-export.h"

#include <math.h>

#include "cw-alerts-csv.h"
#include "cw-csv-number.h"
#include "cw-csv-text.h"

/* RFC 4180's end of a line. */
#define LINE_END "\r\n"

static void
append_number (GString *to, double number)
{
  g_string_append_c (to, ',');
  cw_csv_number_append (to, number);
}

/**
 * cw_watchlist_csv_write:
 * @list: a list
 * @to: where the text is appended
 *
 * Writes the list's symbols as cw_watchlist_csv_read() reads them, bit for bit. Text that a
 * spreadsheet would take for a formula is protected; numbers are not touched.
 */
void
cw_watchlist_csv_write (const CwSymbolList *list, GString *to)
{
  g_return_if_fail (list != NULL && to != NULL);

  g_string_append (to, "Symbol,Provider,Note,Target Low,Target High" LINE_END);
  for (gsize i = 0; i < list->n_entries; i++)
    {
      const CwListEntry *entry = list->entries[i];

      cw_csv_text_append (to, entry->symbol);
      cw_csv_text_append_next (to, entry->provider);
      cw_csv_text_append_next (to, entry->note);
      append_number (to, entry->target_low);
      append_number (to, entry->target_high);
      g_string_append (to, LINE_END);
    }
}

/**
 * cw_holdings_csv_write:
 * @list: a list
 * @to: where the text is appended
 *
 * Writes the list's holdings as cw_holdings_csv_read() reads them, bit for bit.
 */
void
cw_holdings_csv_write (const CwSymbolList *list, GString *to)
{
  g_return_if_fail (list != NULL && to != NULL);

  g_string_append (to, "Symbol,Shares,Cost,Currency,Date" LINE_END);
  for (gsize i = 0; i < list->n_holdings; i++)
    {
      const CwHolding *holding = list->holdings[i];

      cw_csv_text_append (to, holding->symbol);
      append_number (to, holding->shares);
      append_number (to, holding->cost);
      cw_csv_text_append_next (to, holding->currency);
      cw_csv_text_append_next (to, holding->date);
      g_string_append (to, LINE_END);
    }
}

static void
append_json_text (GString *to, const char *text)
{
  if (text == NULL)
    {
      g_string_append (to, "null");
      return;
    }
  g_string_append_c (to, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (to, '\\');
      if ((guchar) *text < 0x20)
        g_string_append_printf (to, "\\u%04x", (guint) (guchar) *text);
      else
        g_string_append_c (to, *text);
    }
  g_string_append_c (to, '"');
}

static void
append_json_number (GString *to, double number)
{
  if (isfinite (number))
    cw_csv_number_append (to, number);
  else
    g_string_append (to, "null");
}

static void
append_json_entry (GString *to, const CwListEntry *entry)
{
  g_string_append (to, "{\"symbol\": ");
  append_json_text (to, entry->symbol);
  g_string_append (to, ", \"provider\": ");
  append_json_text (to, entry->provider);
  g_string_append (to, ", \"note\": ");
  append_json_text (to, entry->note);
  g_string_append (to, ", \"target_low\": ");
  append_json_number (to, entry->target_low);
  g_string_append (to, ", \"target_high\": ");
  append_json_number (to, entry->target_high);
  g_string_append_c (to, '}');
}

static void
append_json_holding (GString *to, const CwHolding *holding)
{
  g_string_append (to, "{\"symbol\": ");
  append_json_text (to, holding->symbol);
  g_string_append (to, ", \"shares\": ");
  append_json_number (to, holding->shares);
  g_string_append (to, ", \"cost\": ");
  append_json_number (to, holding->cost);
  g_string_append (to, ", \"currency\": ");
  append_json_text (to, holding->currency);
  g_string_append (to, ", \"date\": ");
  append_json_text (to, holding->date);
  g_string_append_c (to, '}');
}

static void
append_json_list (GString *to, const CwSymbolList *list)
{
  g_string_append (to, "{\"name\": ");
  append_json_text (to, list->name);
  g_string_append (to, ", \"entries\": [");
  for (gsize i = 0; i < list->n_entries; i++)
    {
      g_string_append (to, i > 0 ? ",\n  " : "\n  ");
      append_json_entry (to, list->entries[i]);
    }
  g_string_append (to, "], \"holdings\": [");
  for (gsize i = 0; i < list->n_holdings; i++)
    {
      g_string_append (to, i > 0 ? ",\n  " : "\n  ");
      append_json_holding (to, list->holdings[i]);
    }
  g_string_append (to, "]}");
}

static void
append_json_alert (GString *to, const CwAlert *alert)
{
  g_autofree char *day = cw_alert_dup_day (alert);

  g_string_append (to, "{\"symbol\": ");
  append_json_text (to, alert->symbol);
  g_string_append (to, ", \"kind\": ");
  append_json_text (to, cw_alert_kind_get_id (alert->kind));
  g_string_append (to, ", \"level\": ");
  append_json_number (to, cw_alert_get_level (alert));
  g_string_append (to, ", \"period\": ");
  append_json_number (to, alert->period > 0 ? alert->period : (double) NAN);
  g_string_append_printf (to, ", \"repeats\": %s", alert->repeats ? "true" : "false");
  g_string_append (to, ", \"currency\": ");
  append_json_text (to, alert->currency[0] != '\0' ? alert->currency : NULL);
  g_string_append (to, ", \"note\": ");
  append_json_text (to, alert->note);
  g_string_append (to, ", \"provider\": ");
  append_json_text (to, alert->provider);
  g_string_append (to, ", \"date\": ");
  append_json_text (to, day);
  g_string_append_c (to, '}');
}

static void
append_json_alerts (GString *to, const GPtrArray *alerts)
{
  const char *separator = "\n ";

  g_string_append (to, ", \"alerts\": [");
  for (guint i = 0; i < alerts->len; i++)
    if (cw_alert_is_exported (g_ptr_array_index (alerts, i)))
      {
        g_string_append (to, separator);
        append_json_alert (to, g_ptr_array_index (alerts, i));
        separator = ",\n ";
      }
  g_string_append_c (to, ']');
}

/**
 * cw_lists_json_write:
 * @lists: (element-type CwSymbolList): lists
 * @alerts: (nullable) (element-type CwAlert): alerts, which belong to no list
 * @to: where the text is appended
 *
 * Writes everything that a person keeps, as JSON: `{"lists": [{"name", "entries": [{"symbol",
 * "provider", "note", "target_low", "target_high"}], "holdings": [{"symbol", "shares", "cost",
 * "currency", "date"}]}], "alerts": [{"symbol", "kind", "level", "period", "repeats", "currency",
 * "note", "provider", "date"}]}`, with `null` for what is not known.
 */
void
cw_lists_json_write (const GPtrArray *lists, const GPtrArray *alerts, GString *to)
{
  g_return_if_fail (lists != NULL && to != NULL);

  g_string_append (to, "{\"lists\": [");
  for (guint i = 0; i < lists->len; i++)
    {
      g_string_append (to, i > 0 ? ",\n " : "\n ");
      append_json_list (to, g_ptr_array_index (lists, i));
    }
  g_string_append_c (to, ']');
  if (alerts != NULL)
    append_json_alerts (to, alerts);
  g_string_append (to, "}\n");
}
