/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-alerts-output.h"

#include "cw-alert-text.h"
#include "cw-alerts-csv.h"
#include "cw-json-writer.h"
#include "cw-machine-text.h"
#include "cw-table.h"

static double
get_period (const CwAlert *alert)
{
  return alert->period > 0 ? alert->period : (double) NAN;
}

static void
write_json (CwJsonWriter *json, const CwAlert *alert)
{
  g_autofree char *day = cw_alert_dup_day (alert);

  cw_json_writer_begin_row (json, NULL);
  cw_json_writer_add_text (json, "symbol", alert->symbol);
  cw_json_writer_add_text (json, "kind", cw_alert_kind_get_id (alert->kind));
  cw_json_writer_add_number (json, "level", cw_alert_get_level (alert));
  cw_json_writer_add_number (json, "period", get_period (alert));
  cw_json_writer_add_boolean (json, "repeats", alert->repeats);
  cw_json_writer_add_text (json, "currency", alert->currency[0] != '\0' ? alert->currency : NULL);
  cw_json_writer_add_text (json, "note", alert->note);
  cw_json_writer_add_text (json, "provider", alert->provider);
  cw_json_writer_add_text (json, "date", day);
  cw_json_writer_add_boolean (json, "is_target", alert->is_target);
  cw_json_writer_end_object (json);
}

static void
print_json (const GPtrArray *alerts)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < alerts->len; i++)
    write_json (json, g_ptr_array_index (alerts, i));
  cw_json_writer_end_array (json);
}

static void
write_csv (const CwAlert *alert)
{
  g_autofree char *day = cw_alert_dup_day (alert);

  cw_csv_write_text (stdout, alert->symbol);
  fprintf (stdout, ",%s,", cw_alert_kind_get_id (alert->kind));
  cw_csv_write_number (stdout, cw_alert_get_level (alert));
  fputc (',', stdout);
  cw_csv_write_number (stdout, get_period (alert));
  fprintf (stdout, ",%s,", alert->repeats ? "yes" : "no");
  cw_csv_write_text (stdout, alert->currency);
  fputc (',', stdout);
  cw_csv_write_text (stdout, alert->note);
  fputc (',', stdout);
  cw_csv_write_text (stdout, alert->provider);
  fprintf (stdout, ",%s,%s\n", day, alert->is_target ? "yes" : "no");
}

static void
print_csv (const GPtrArray *alerts)
{
  fputs ("symbol,kind,level,period,repeats,currency,note,provider,date,is_target\n", stdout);
  for (guint i = 0; i < alerts->len; i++)
    write_csv (g_ptr_array_index (alerts, i));
}

/** cw_alerts_print_text: @alerts: (element-type CwAlert): alerts, which are printed for people */
void
cw_alerts_print_text (CwCliContext *context, const GPtrArray *alerts)
{
  g_autoptr (CwTable) table = cw_table_new ("lll");

  for (guint i = 0; i < alerts->len; i++)
    {
      const CwAlert *alert = g_ptr_array_index (alerts, i);

      cw_table_add_toned (table, alert->symbol, CW_TONE_STRONG);
      cw_table_take (table, cw_alert_describe (alert), CW_TONE_PLAIN);
      cw_table_add_toned (table, alert->note, CW_TONE_DIM);
    }
  cw_table_print (table, stdout, context->colour);
}

/** cw_alerts_print: @alerts: (element-type CwAlert): alerts, in the form that was asked for */
void
cw_alerts_print (CwCliContext *context, const GPtrArray *alerts)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (alerts);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (alerts);
  else
    cw_alerts_print_text (context, alerts);
}
