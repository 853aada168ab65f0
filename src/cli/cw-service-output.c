/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-service-output.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-machine-text.h"

#define DAY (24 * 60 * 60)

static const char *const part_ids[CW_N_SERVICE_RISK_PARTS] = {
  [CW_SERVICE_RISK_DAILY_RETURNS] = "daily_returns",
  [CW_SERVICE_RISK_PORTFOLIO_RETURNS] = "portfolio_returns",
  [CW_SERVICE_RISK_VAR] = "var",
};

static const char *const part_names[CW_N_SERVICE_RISK_PARTS] = {
  [CW_SERVICE_RISK_DAILY_RETURNS] = N_ ("daily returns"),
  [CW_SERVICE_RISK_PORTFOLIO_RETURNS] = N_ ("portfolio returns"),
  [CW_SERVICE_RISK_VAR] = N_ ("value at risk"),
};

static void
add_day (CwJsonWriter *json, const char *name, gint32 day)
{
  char text[CW_TIME_SIZE];

  if (day != CW_SERVICE_NO_DAY && cw_print_day ((gint64) day * DAY, text))
    cw_json_writer_add_text (json, name, text);
  else
    cw_json_writer_add_null (json, name);
}

static void
write_json_returns (CwJsonWriter *json, const char *name, const CwServiceReturns *returns)
{
  char day[CW_TIME_SIZE];

  if (returns == NULL)
    {
      cw_json_writer_add_null (json, name);
      return;
    }
  cw_json_writer_begin_object (json, name);
  for (gsize i = 0; i < returns->n; i++)
    if (cw_print_day ((gint64) returns->day[i] * DAY, day))
      cw_json_writer_add_number (json, day, returns->value[i]);
  cw_json_writer_end_object (json);
}

static void
write_json_var (CwJsonWriter *json, const CwServiceVar *var)
{
  if (var == NULL)
    {
      cw_json_writer_add_null (json, "var");
      return;
    }
  cw_json_writer_begin_row (json, "var");
  cw_json_writer_add_number (json, "value", var->value);
  cw_json_writer_add_number (json, "confidence", var->confidence);
  cw_json_writer_add_text (json, "method", var->method);
  cw_json_writer_add_int (json, "horizon", var->horizon);
  cw_json_writer_add_int (json, "observations", var->observations);
  add_day (json, "from", var->from);
  add_day (json, "to", var->to);
  cw_json_writer_end_object (json);
}

static guint
count_rejected (const CwServiceRisk *risk)
{
  return (risk->daily_returns != NULL ? risk->daily_returns->n_rejected : 0)
         + (risk->portfolio_returns != NULL ? risk->portfolio_returns->n_rejected : 0);
}

static void
write_json_part_errors (CwJsonWriter *json, const CwServiceRisk *risk)
{
  cw_json_writer_begin_object (json, "errors");
  for (guint i = 0; i < CW_N_SERVICE_RISK_PARTS; i++)
    if (risk->errors[i] != NULL)
      cw_json_writer_add_error (json, part_ids[i], risk->errors[i]);
  cw_json_writer_end_object (json);
}

static void
write_json_symbol (CwJsonWriter *json, const CwServiceItem *item)
{
  cw_json_writer_begin_object (json, item->symbol);
  write_json_returns (json, "daily_returns", item->risk->daily_returns);
  write_json_returns (json, "portfolio_returns", item->risk->portfolio_returns);
  write_json_var (json, item->risk->var);
  cw_json_writer_add_int (json, "rejected_returns", count_rejected (item->risk));
  write_json_part_errors (json, item->risk);
  cw_json_writer_end_object (json);
}

/* The weights as the service takes them: together 1. */
static void
write_json_weights (CwJsonWriter *json, const CwServiceData *data)
{
  double sum = 0;

  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      sum += item->risk != NULL ? item->weight : 0;
    }
  cw_json_writer_begin_row (json, "weights");
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->risk != NULL)
        cw_json_writer_add_number (json, item->symbol, item->weight / sum);
    }
  cw_json_writer_end_object (json);
}

static void
write_json_portfolio (CwJsonWriter *json, const CwServiceData *data)
{
  const CwServiceRisk *risk = data->portfolio.risk;

  if (risk == NULL)
    {
      cw_json_writer_add_null (json, "portfolio");
      return;
    }
  cw_json_writer_begin_object (json, "portfolio");
  write_json_weights (json, data);
  write_json_returns (json, "portfolio_returns", risk->portfolio_returns);
  write_json_var (json, risk->var);
  cw_json_writer_add_int (json, "rejected_returns", count_rejected (risk));
  write_json_part_errors (json, risk);
  cw_json_writer_end_object (json);
}

/** cw_service_get_source: Returns: (nullable): who gave the answers, if anybody did */
const char *
cw_service_get_source (const CwServiceData *data)
{
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->risk != NULL)
        return item->risk->source;
    }
  return NULL;
}

static void
print_json (const CwServiceData *data)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  if (cw_service_get_source (data) != NULL)
    cw_json_writer_add_text (json, "source", cw_service_get_source (data));
  else
    cw_json_writer_add_null (json, "source");
  cw_json_writer_begin_object (json, "symbols");
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->risk != NULL)
        write_json_symbol (json, item);
    }
  cw_json_writer_end_object (json);
  write_json_portfolio (json, data);
  cw_json_writer_begin_object (json, "errors");
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      if (item->error != NULL)
        cw_json_writer_add_error (json, item->symbol, item->error);
    }
  if (data->portfolio.error != NULL)
    cw_json_writer_add_error (json, "portfolio", data->portfolio.error);
  cw_json_writer_end_object (json);
  cw_json_writer_end_object (json);
}

/* A column of the table of returns, and how far it has been written. */
typedef struct
{
  const char *head;
  const CwServiceReturns *returns; /* nullable */
  gsize at;
} Column;

static GArray *
make_columns (const CwServiceData *data)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);
      Column column = { .head = item->symbol };

      if (item->risk == NULL)
        continue;
      column.returns = item->risk->daily_returns;
      g_array_append_val (columns, column);
    }
  if (data->portfolio.risk != NULL)
    {
      Column column = { .head = "portfolio", .returns = data->portfolio.risk->portfolio_returns };

      g_array_append_val (columns, column);
    }
  return columns;
}

/* The earliest day that some column still has. */
static gboolean
find_next_day (GArray *columns, gint32 *day)
{
  gboolean found = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);

      if (column->returns == NULL || column->at == column->returns->n
          || (found && column->returns->day[column->at] >= *day))
        continue;
      *day = column->returns->day[column->at];
      found = TRUE;
    }
  return found;
}

static void
print_csv_row (GArray *columns, gint32 day)
{
  char text[CW_TIME_SIZE];

  fputs (cw_print_day ((gint64) day * DAY, text) ? text : "", stdout);
  for (guint i = 0; i < columns->len; i++)
    {
      Column *column = &g_array_index (columns, Column, i);

      fputc (',', stdout);
      if (column->returns != NULL && column->at < column->returns->n
          && column->returns->day[column->at] == day)
        cw_csv_write_number (stdout, column->returns->value[column->at++]);
    }
  fputc ('\n', stdout);
}

static void
print_csv (const CwServiceData *data)
{
  g_autoptr (GArray) columns = make_columns (data);
  gint32 day = CW_SERVICE_NO_DAY;

  fputs ("Date", stdout);
  for (guint i = 0; i < columns->len; i++)
    {
      fputc (',', stdout);
      cw_csv_write_text (stdout, g_array_index (columns, Column, i).head);
    }
  fputc ('\n', stdout);
  while (find_next_day (columns, &day))
    print_csv_row (columns, day);
}

/** cw_service_print: prints what the service says, in the form that was asked for */
void
cw_service_print (const CwServiceData *data)
{
  if (data->context->mode == CW_OUTPUT_CSV)
    print_csv (data);
  else if (data->context->mode == CW_OUTPUT_JSON)
    print_json (data);
  else
    cw_service_print_text (data);
}

static void
note_rejected (const CwServiceData *data, const char *name, const CwServiceRisk *risk)
{
  guint n = count_rejected (risk);

  if (n > 0)
    cw_cli_context_note (data->context,
                         /* Translators: a symbol, and how many returns were left out */
                         g_dngettext (GETTEXT_PACKAGE, "%s: %u return is left out, as it cannot be",
                                      "%s: %u returns are left out, as they cannot be", n),
                         name, n);
}

static void
report_item (const CwServiceData *data, const char *name, const CwServiceItem *item)
{
  if (item->error != NULL)
    cw_cli_context_fail_symbol (data->context, name, item->error);
  if (item->risk != NULL)
    note_rejected (data, name, item->risk);
  for (guint i = 0; item->risk != NULL && i < CW_N_SERVICE_RISK_PARTS; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s: %s", name, _ (part_names[i]));

      if (item->risk->errors[i] != NULL)
        cw_cli_context_fail_symbol (data->context, part, item->risk->errors[i]);
    }
}

/** cw_service_report_failures: says of everything that is missing why, and counts it */
void
cw_service_report_failures (const CwServiceData *data)
{
  for (guint i = 0; i < data->items->len; i++)
    {
      const CwServiceItem *item = g_ptr_array_index (data->items, i);

      report_item (data, item->symbol, item);
    }
  /* Translators: the portfolio as a whole, where a symbol would stand */
  report_item (data, _ ("portfolio"), &data->portfolio);
}
