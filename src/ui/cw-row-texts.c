/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-texts.h"

#include <glib/gi18n-lib.h>

/* --- states --- */

static const char *
describe_stage (CwRow *row)
{
  const GError *error = cw_row_get_error (row);

  switch (cw_row_get_stage (row))
    {
    case CW_STAGE_QUEUED:
      return _ ("Waiting…");
    case CW_STAGE_LOADING:
      return _ ("Loading…");
    case CW_STAGE_COMPUTING:
      return _ ("Computing…");
    case CW_STAGE_FAILED:
      return error != NULL ? error->message : cw_row_get_name (row);
    case CW_STAGE_CANCELLED:
    case CW_STAGE_READY:
    default:
      return cw_row_get_name (row);
    }
}

/* The word beside the symbol: what went wrong, or else what the rules say. */
static void
take_tag (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);
  const CwDecision *decision = analysis != NULL ? analysis->short_term : NULL;
  CwStage stage = cw_row_get_stage (row);

  texts->tag = NULL;
  texts->tag_direction = CW_DIRECTION_NONE;
  if (stage == CW_STAGE_FAILED)
    {
      texts->tag = _ ("Failed");
      texts->tag_direction = CW_DIRECTION_DOWN;
    }
  else if (stage == CW_STAGE_CANCELLED)
    texts->tag = _ ("Cancelled");
  else if (decision != NULL && cw_arrangement_shows (arrangement, CW_COLUMN_DECISION))
    {
      texts->tag = cw_action_get_name (decision->action);
      texts->tag_direction = cw_direction_of_action (decision->action);
    }
}

/* What is known stays in sight while newer data is on its way, and when it does not come. */
static void
take_detail (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement)
{
  if (texts->given_up || !texts->known)
    texts->detail = g_strdup (describe_stage (row));
  else if (cw_arrangement_shows (arrangement, CW_COLUMN_NAME))
    texts->detail = g_strdup (cw_row_get_name (row));
}

/* --- values --- */

static void
take_price (CwRowTexts *texts, const CwAnalysis *analysis, const CwArrangement *arrangement)
{
  g_autofree char *percent = NULL;

  if (cw_arrangement_shows (arrangement, CW_COLUMN_PRICE))
    texts->price =
        cw_format_number (analysis->quote.price, cw_format_find_decimals (analysis->series));
  if (!cw_arrangement_shows (arrangement, CW_COLUMN_CHANGE))
    return;
  percent = cw_format_percent (analysis->quote.change_percent);
  texts->change_direction = cw_direction_of (analysis->quote.change_percent, 2);
  texts->change = cw_direction_add_arrow (texts->change_direction, percent);
}

/* The line tells of a longer time than the change beside it, so its colour is its own. */
static void
take_line (CwRowTexts *texts, const CwAnalysis *analysis)
{
  double change = 0;

  if (analysis->n_sparkline > 1)
    change = analysis->sparkline[analysis->n_sparkline - 1] - analysis->sparkline[0];
  texts->line_direction = cw_direction_of (change, 2);
}

static void
take_age (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement)
{
  gint64 age = cw_row_get_price_age (row);

  if (age >= 0 && cw_arrangement_shows (arrangement, CW_COLUMN_AGE))
    texts->age = cw_figure_of_age (age);
}

static void
take_figures (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement)
{
  GString *line = g_string_new (NULL);

  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    {
      g_autofree char *figure = NULL;

      if (!cw_column_is_figure (i) || !cw_arrangement_shows (arrangement, i))
        continue;
      figure = cw_column_dup_figure (i, row);
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", figure);
    }
  texts->figures = g_string_free (line, FALSE);
}

/** cw_row_texts_clear: forgets what the row said */
void
cw_row_texts_clear (CwRowTexts *texts)
{
  g_free (texts->detail);
  g_free (texts->figures);
  g_free (texts->age);
  g_free (texts->price);
  g_free (texts->change);
  *texts = (CwRowTexts){ 0 };
}

/**
 * cw_row_texts_take:
 * @texts: what the row said before, or nothing
 * @row: a row, which is to live longer than the texts
 * @arrangement: what of it is shown
 *
 * Takes down what the row says now.
 */
void
cw_row_texts_take (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);
  CwStage stage = cw_row_get_stage (row);

  cw_row_texts_clear (texts);
  texts->symbol = cw_row_get_symbol (row);
  texts->known = analysis != NULL;
  texts->failed = stage == CW_STAGE_FAILED;
  texts->given_up = texts->failed || stage == CW_STAGE_CANCELLED;
  take_tag (texts, row, arrangement);
  take_detail (texts, row, arrangement);
  if (analysis == NULL)
    return;
  take_price (texts, analysis, arrangement);
  take_line (texts, analysis);
  take_age (texts, row, arrangement);
  if (cw_arrangement_has_figures (arrangement))
    take_figures (texts, row, arrangement);
}

static void
append (GString *label, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_string_append_printf (label, ", %s", text);
}

/**
 * cw_row_texts_describe:
 * @texts: what the row says
 * @row: the row
 *
 * Returns: (transfer full): all of it in one line, for those who do not see it
 */
char *
cw_row_texts_describe (const CwRowTexts *texts, CwRow *row)
{
  GString *label = g_string_new (texts->symbol);
  gint64 age = cw_row_get_price_age (row);
  g_autofree char *in_words = texts->age != NULL ? cw_figure_of_age_in_words (age) : NULL;

  append (label, describe_stage (row));
  append (label, texts->price);
  append (label, texts->change);
  append (label, texts->tag);
  append (label, texts->figures);
  append (label, in_words);
  return g_string_free (label, FALSE);
}
