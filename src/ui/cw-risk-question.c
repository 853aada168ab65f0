/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-study.h"

#include "cw-route.h"

static void
part_free (gpointer data)
{
  CwRiskPart *part = data;

  g_free (part->name);
  g_free (part->request);
  g_clear_pointer (&part->series, cw_series_unref);
  g_clear_pointer (&part->holding, cw_holding_unref);
  g_free (part->reason);
  g_free (part);
}

/** cw_risk_part_new: Returns: (transfer full): a symbol of which nothing is known, @provider
 * (nullable) being whom to ask about it
 */
CwRiskPart *
cw_risk_part_new (const char *name, const char *provider)
{
  CwRiskPart *part = g_new0 (CwRiskPart, 1);

  part->name = g_strdup (name);
  part->request = cw_route_format (provider, name);
  return part;
}

/** cw_risk_question_new: Returns: (transfer full): a question about nothing */
CwRiskQuestion *
cw_risk_question_new (void)
{
  CwRiskQuestion *question = g_new0 (CwRiskQuestion, 1);

  question->parts = g_ptr_array_new_with_free_func (part_free);
  return question;
}

static void
add_part (CwRiskQuestion *question, const CwListEntry *entry, const CwHolding *holding)
{
  CwRiskPart *part = cw_risk_part_new (entry->symbol, entry->provider);

  part->holding = holding != NULL ? cw_holding_ref (holding) : NULL;
  g_ptr_array_add (question->parts, part);
}

/* Holdings are in the order of their entries, each of which has one at the most. */
static void
add_holdings (CwRiskQuestion *question, const CwSymbolList *list)
{
  gsize n = 0;

  for (gsize i = 0; i < list->n_entries && n < list->n_holdings; i++)
    if (g_str_equal (list->entries[i]->symbol, list->holdings[n]->symbol))
      add_part (question, list->entries[i], list->holdings[n++]);
}

static void
add_entries (CwRiskQuestion *question, const CwSymbolList *list)
{
  for (gsize i = 0; i < list->n_entries; i++)
    add_part (question, list->entries[i], NULL);
}

/* Without a choice, or with one that is not in this list, the first symbol. */
static void
add_symbol (CwRiskQuestion *question, const CwSymbolList *list, const char *symbol)
{
  const CwListEntry *entry = symbol[0] != '\0' ? cw_symbol_list_find_entry (list, symbol) : NULL;

  if (entry == NULL && list->n_entries > 0)
    entry = list->entries[0];
  if (entry != NULL)
    add_part (question, entry, NULL);
}

/**
 * cw_risk_question_new_for_list:
 * @choice: what a person wants to know
 * @list: the open list
 *
 * Returns: (transfer full): a question about the list, whose parts have their names and no bars yet
 */
CwRiskQuestion *
cw_risk_question_new_for_list (CwRiskChoice *choice, const CwSymbolList *list)
{
  CwRiskQuestion *question = cw_risk_question_new ();

  question->portfolio = cw_risk_choice_get_portfolio (choice);
  question->range = cw_risk_choice_get_range (choice);
  question->price = cw_risk_choice_get_price (choice);
  question->measure = cw_risk_choice_get_measure (choice);
  if (question->portfolio == CW_RISK_HOLDINGS)
    add_holdings (question, list);
  else if (question->portfolio == CW_RISK_EQUAL)
    add_entries (question, list);
  else
    add_symbol (question, list, cw_risk_choice_get_symbol (choice));
  return question;
}

/** cw_risk_question_count_coming: Returns: how many parts are still on their way */
guint
cw_risk_question_count_coming (const CwRiskQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->parts->len; i++)
    n += ((CwRiskPart *) g_ptr_array_index (question->parts, i))->coming;
  return n;
}

/** cw_risk_question_knows_something: Returns: whether there is anything to compute with, or never
 * will be
 */
gboolean
cw_risk_question_knows_something (const CwRiskQuestion *question)
{
  for (guint i = 0; i < question->parts->len; i++)
    if (((CwRiskPart *) g_ptr_array_index (question->parts, i))->series != NULL)
      return TRUE;
  return cw_risk_question_count_coming (question) == 0;
}

/** cw_risk_question_free: @question: (transfer full) (nullable): a question */
void
cw_risk_question_free (CwRiskQuestion *question)
{
  if (question == NULL)
    return;
  g_ptr_array_unref (question->parts);
  g_clear_pointer (&question->benchmark, cw_series_unref);
  g_free (question->benchmark_name);
  g_free (question);
}

static gboolean
is_same_part (const CwRiskPart *a, const CwRiskPart *b)
{
  return g_str_equal (a->request, b->request) && a->series == b->series && a->holding == b->holding
         && a->coming == b->coming && (a->series != NULL || g_strcmp0 (a->reason, b->reason) == 0);
}

static gboolean
is_same_measure (const CwRiskMeasure *a, const CwRiskMeasure *b)
{
  return !(a->confidence < b->confidence || a->confidence > b->confidence)
         && a->horizon == b->horizon;
}

/**
 * cw_risk_question_is_same:
 * @a: a question
 * @b: another one; each may have been answered already
 *
 * Returns: whether the answers are the same, which they are if they are made from the same things
 */
gboolean
cw_risk_question_is_same (const CwRiskQuestion *a, const CwRiskQuestion *b)
{
  if (a->portfolio != b->portfolio || a->range != b->range || a->price != b->price
      || !is_same_measure (&a->measure, &b->measure) || a->benchmark != b->benchmark
      || g_strcmp0 (a->benchmark_name, b->benchmark_name) != 0 || a->parts->len != b->parts->len)
    return FALSE;
  for (guint i = 0; i < a->parts->len; i++)
    if (!is_same_part (g_ptr_array_index (a->parts, i), g_ptr_array_index (b->parts, i)))
      return FALSE;
  return TRUE;
}
