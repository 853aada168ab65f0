/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scenarios-output.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-batch-report.h"
#include "cw-format.h"
#include "cw-machine-text.h"
#include "cw-people-text.h"

#define PERCENT_DECIMALS 1
#define RATIO_DECIMALS 2

/** Report: what every scenario would do. */
typedef struct
{
  CwCliContext *context;
  const CwPortfolioData *data;
  GArray *scenarios; /* of CwScenario, that which was thought out last */
  double *betas;     /* of each symbol, NaN if unknown */
} Report;

static GArray *
collect_scenarios (const double *shock)
{
  GArray *scenarios = g_array_new (FALSE, FALSE, sizeof (CwScenario));

  for (gsize i = 0; i < cw_scenario_get_n (); i++)
    g_array_append_val (scenarios, *cw_scenario_get (i));
  if (shock != NULL)
    {
      const CwScenario own = { "custom", N_ ("Shock of your own"), NULL, NULL, *shock };

      g_array_append_val (scenarios, own);
    }
  return scenarios;
}

static double
get_portfolio_change (const Report *report, const CwScenario *scenario)
{
  return cw_scenario_apply_to_all (scenario->market_return, report->betas,
                                   report->data->basket->weights, report->data->n_symbols);
}

static void
write_json_symbol (CwJsonWriter *json, const Report *report, const CwScenario *scenario, gsize i)
{
  const CwSeries *series = report->data->series[i];
  CwScenarioLoss loss = cw_scenario_apply (scenario->market_return, report->betas[i]);

  cw_json_writer_begin_row (json, report->data->names[i]);
  cw_json_writer_add_number (json, "beta", report->betas[i]);
  cw_json_writer_add_number (json, "change", loss.change);
  cw_json_writer_add_number (json, "actual", cw_scenario_look_up (scenario, series));
  cw_json_writer_end_object (json);
}

static void
write_json_scenario (CwJsonWriter *json, const Report *report, const CwScenario *scenario)
{
  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "id", scenario->id);
  cw_json_writer_add_text (json, "name", cw_scenario_get_name (scenario));
  cw_json_writer_add_text (json, "from", scenario->from);
  cw_json_writer_add_text (json, "to", scenario->to);
  cw_json_writer_add_number (json, "market_change", scenario->market_return);
  cw_json_writer_begin_object (json, "symbols");
  for (gsize i = 0; i < report->data->n_symbols; i++)
    write_json_symbol (json, report, scenario, i);
  cw_json_writer_end_object (json);
  cw_json_writer_add_number (json, "portfolio",
                             report->data->n_symbols > 0 ? get_portfolio_change (report, scenario)
                                                         : (double) NAN);
  cw_json_writer_end_object (json);
}

static void
print_json (const Report *report)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_object (json, NULL);
  cw_json_writer_add_text (json, "benchmark", report->data->benchmark);
  cw_json_writer_begin_row (json, "weights");
  for (gsize i = 0; i < report->data->n_symbols; i++)
    cw_json_writer_add_number (json, report->data->names[i], report->data->basket->weights[i]);
  cw_json_writer_end_object (json);
  cw_json_writer_begin_array (json, "scenarios");
  for (guint i = 0; i < report->scenarios->len; i++)
    write_json_scenario (json, report, &g_array_index (report->scenarios, CwScenario, i));
  cw_json_writer_end_array (json);
  cw_batch_write_errors (report->data->batch, json);
  cw_json_writer_end_object (json);
}

static void
write_csv_row (
    const CwScenario *scenario, const char *symbol, double beta, double change, double actual)
{
  fprintf (stdout, "%s,", scenario->id);
  cw_csv_write_number (stdout, scenario->market_return);
  fputc (',', stdout);
  cw_csv_write_text (stdout, symbol);
  fputc (',', stdout);
  cw_csv_write_number (stdout, beta);
  fputc (',', stdout);
  cw_csv_write_number (stdout, change);
  fputc (',', stdout);
  cw_csv_write_number (stdout, actual);
  fputc ('\n', stdout);
}

static void
print_csv (const Report *report)
{
  const CwPortfolioData *data = report->data;

  fputs ("scenario,market_change,symbol,beta,change,actual\n", stdout);
  for (guint i = 0; i < report->scenarios->len && data->n_symbols > 0; i++)
    {
      const CwScenario *scenario = &g_array_index (report->scenarios, CwScenario, i);

      for (gsize j = 0; j < data->n_symbols; j++)
        write_csv_row (scenario, data->names[j], report->betas[j],
                       cw_scenario_apply (scenario->market_return, report->betas[j]).change,
                       cw_scenario_look_up (scenario, data->series[j]));
      write_csv_row (scenario, "portfolio", (double) NAN, get_portfolio_change (report, scenario),
                     (double) NAN);
    }
}

static void
add_change (CwTable *table, double change)
{
  cw_table_take (table, cw_format_signed_share (change, PERCENT_DECIMALS),
                 change < 0 ? CW_TONE_DOWN : CW_TONE_PLAIN);
}

/* Hypothetical changes stand first; what really happened stands in brackets behind. */
static void
add_symbol (CwTable *table, const Report *report, const CwScenario *scenario, gsize i)
{
  double actual = cw_scenario_look_up (scenario, report->data->series[i]);
  g_autofree char *shown = cw_format_signed_share (actual, PERCENT_DECIMALS);

  add_change (table, cw_scenario_apply (scenario->market_return, report->betas[i]).change);
  cw_table_take (table, isnan (actual) ? g_strdup ("") : g_strdup_printf ("(%s)", shown),
                 CW_TONE_DIM);
}

static void
add_heads (CwTable *table, const CwPortfolioData *data)
{
  cw_table_add_toned (table, _ ("Hypothetical change"), CW_TONE_STRONG);
  cw_table_add_toned (table, _ ("Market"), CW_TONE_STRONG);
  for (gsize i = 0; i < data->n_symbols; i++)
    {
      cw_table_add_toned (table, data->names[i], CW_TONE_STRONG);
      cw_table_add (table, "");
    }
  cw_table_add_toned (table, _ ("Portfolio"), CW_TONE_STRONG);
}

static void
add_betas (CwTable *table, const Report *report)
{
  cw_table_add (table, _ ("Beta"));
  cw_table_add (table, "");
  for (gsize i = 0; i < report->data->n_symbols; i++)
    {
      cw_table_take (table, cw_format_number (report->betas[i], RATIO_DECIMALS), CW_TONE_PLAIN);
      cw_table_add (table, "");
    }
  cw_table_add (table, "");
}

static void
print_text (const Report *report)
{
  const CwPortfolioData *data = report->data;
  g_autofree char *alignment = g_strnfill (3 + 2 * data->n_symbols, 'r');
  g_autoptr (CwTable) table = NULL;

  if (data->n_symbols == 0)
    return;
  alignment[0] = 'l';
  table = cw_table_new (alignment);
  add_heads (table, data);
  add_betas (table, report);
  for (guint i = 0; i < report->scenarios->len; i++)
    {
      const CwScenario *scenario = &g_array_index (report->scenarios, CwScenario, i);

      cw_table_add (table, cw_scenario_get_name (scenario));
      add_change (table, scenario->market_return);
      for (gsize j = 0; j < data->n_symbols; j++)
        add_symbol (table, report, scenario, j);
      add_change (table, get_portfolio_change (report, scenario));
    }
  cw_table_print (table, stdout, report->context->colour);
  /* Translators: %s is the market’s symbol */
  fprintf (
      stdout,
      _ ("\nEach change is the market’s times the symbol’s beta against %s; a symbol without a "
         "beta is taken to move as the market does. In brackets is what really happened.\n"),
      data->benchmark);
}

/**
 * cw_scenarios_print:
 * @context: the context
 * @data: the returns of the symbols
 * @shock: (nullable): a change of the market that somebody thought out
 *
 * Prints what the named falls of the market, and a shock of one's own, would do.
 */
void
cw_scenarios_print (CwCliContext *context, const CwPortfolioData *data, const double *shock)
{
  g_autoptr (GArray) scenarios = collect_scenarios (shock);
  g_autofree double *betas = data->basket != NULL ? cw_basket_measure_betas (data->basket) : NULL;
  Report report = { context, data, scenarios, betas };

  g_assert (data->basket != NULL || data->n_symbols == 0);
  if (context->mode == CW_OUTPUT_JSON)
    print_json (&report);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (&report);
  else
    print_text (&report);
}
