/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-analyze-text.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"
#include "cw-people-text.h"

#define PRICE_DECIMALS 2

/* A verdict never speaks by colour alone: it has a mark and a word. */
static const struct
{
  const char *mark, *word;
  CwTone tone;
} verdicts[] = {
  /* Translators: how a rule came out: nobody knows */
  [CW_VERDICT_UNKNOWN] = { "?", N_ ("unknown"), CW_TONE_DIM },
  /* Translators: how a rule came out: it says nothing about such a company */
  [CW_VERDICT_NOT_APPLICABLE] = { "·", N_ ("not applicable"), CW_TONE_DIM },
  /* Translators: how a rule came out: it speaks for buying */
  [CW_VERDICT_PASS] = { "✓", N_ ("for"), CW_TONE_UP },
  /* Translators: how a rule came out: it speaks neither way */
  [CW_VERDICT_NEUTRAL] = { "–", N_ ("neutral"), CW_TONE_PLAIN },
  /* Translators: how a rule came out: it speaks against buying */
  [CW_VERDICT_FAIL] = { "✗", N_ ("against"), CW_TONE_DOWN },
};

static void
add_rule (CwTable *table, const CwRule *rule)
{
  CwVerdict verdict = rule->verdict;

  cw_table_add (table, " ");
  cw_table_add_toned (table, verdicts[verdict].mark, verdicts[verdict].tone);
  cw_table_add_toned (table, _ (verdicts[verdict].word), verdicts[verdict].tone);
  cw_table_add (table, rule->name);
  cw_table_add (table, rule->text);
}

static void
print_decision (CwCliContext *context, const char *title, const CwDecision *decision)
{
  g_autoptr (CwTable) table = cw_table_new ("lllll");

  if (decision == NULL)
    return;
  fprintf (stdout, "\n%s", title);
  cw_print_toned (stdout, decision->summary, CW_TONE_STRONG, context->colour);
  fputc ('\n', stdout);
  for (gsize i = 0; i < decision->n_rules; i++)
    add_rule (table, &decision->rules[i]);
  cw_table_print (table, stdout, context->colour);
}

static void
print_title (CwCliContext *context, const CwAnalysis *analysis)
{
  const CwSeriesInfo *info = &analysis->series->info;
  g_autofree char *price = cw_format_number (analysis->quote.price, PRICE_DECIMALS);
  g_autofree char *change = cw_format_change (analysis->quote.change, PRICE_DECIMALS);
  g_autofree char *percent = cw_format_percent (analysis->quote.change_percent);
  CwTone tone = analysis->quote.change > 0   ? CW_TONE_UP
                : analysis->quote.change < 0 ? CW_TONE_DOWN
                                             : CW_TONE_PLAIN;

  cw_print_toned (stdout, info->symbol, CW_TONE_STRONG, context->colour);
  fprintf (stdout, "  %s  %s %s  ", info->name, price, info->currency);
  cw_print_toned (stdout, change, tone, context->colour);
  fputs ("  ", stdout);
  cw_print_toned (stdout, percent, tone, context->colour);
  fputc ('\n', stdout);
}

static void
print_source (CwCliContext *context, const CwAnalysis *analysis)
{
  g_autofree char *age =
      cw_describe_time (cw_engine_get_clock (context->engine), analysis->quote.time);
  g_autofree char *text = g_strdup_printf ("%s, %s", analysis->series->info.source, age);

  cw_print_toned (stdout, text, CW_TONE_DIM, context->colour);
  fputc ('\n', stdout);
}

/* A rule does not come without how it did. */
static void
print_track_record (CwCliContext *context, const CwAnalysis *analysis)
{
  g_autofree char *text = NULL;

  if (analysis->track_record == NULL)
    return;
  text = g_strdup_printf ("\n%s.\n", analysis->track_record);
  cw_print_toned (stdout, text, CW_TONE_DIM, context->colour);
}

static void
print_analysis (CwCliContext *context, const CwAnalysis *analysis)
{
  print_title (context, analysis);
  print_source (context, analysis);
  print_decision (context, _ ("Short term: "), analysis->short_term);
  print_decision (context, _ ("Long term: "), analysis->long_term);
  print_track_record (context, analysis);
}

/** cw_analyze_print_text: prints the decisions of a batch, and how the rule did, for people */
void
cw_analyze_print_text (CwCliContext *context, CwBatch *batch)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < cw_batch_get_size (batch); i++)
    {
      CwAnalysis *analysis = cw_batch_item_get_analysis (cw_batch_get (batch, i));

      if (analysis == NULL)
        continue;
      if (!is_first)
        fputs ("\n\n", stdout);
      is_first = FALSE;
      print_analysis (context, analysis);
    }
}
