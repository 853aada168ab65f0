/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>

#include "cw-format.h"

/* A verdict never speaks by colour alone: it has a mark and a word. */
static const struct
{
  const char *mark, *word, *class;
} verdicts[] = {
  /* Translators: how a rule came out: nobody knows */
  [CW_VERDICT_UNKNOWN] = { "?", N_ ("unknown"), "dim" },
  /* Translators: how a rule came out: it says nothing about such a company */
  [CW_VERDICT_NOT_APPLICABLE] = { "·", N_ ("not applicable"), "dim" },
  /* Translators: how a rule came out: it speaks for buying */
  [CW_VERDICT_PASS] = { "✓", N_ ("for"), "up" },
  /* Translators: how a rule came out: it speaks neither way */
  [CW_VERDICT_NEUTRAL] = { "–", N_ ("neutral"), "plain" },
  /* Translators: how a rule came out: it speaks against buying */
  [CW_VERDICT_FAIL] = { "✗", N_ ("against"), "down" },
};

static void
add_rule (GString *to, const CwRule *rule)
{
  const char *class = verdicts[rule->verdict].class;

  g_string_append_printf (to, "<tr><td class=\"%s\"><span aria-hidden=\"true\">%s</span> ", class,
                          verdicts[rule->verdict].mark);
  cw_html_add_text (to, _ (verdicts[rule->verdict].word));
  g_string_append (to, "</td>\n");
  cw_html_add_element (to, "th", NULL, rule->name);
  cw_html_add_element (to, "td", NULL, rule->text);
  g_string_append (to, "</tr>\n");
}

/* The reasons are the rules below, so the heading has none. */
static void
add_action (GString *to, const CwDecision *decision, gboolean both_ways)
{
  g_autofree char *score =
      both_ways ? cw_format_signed (decision->score, 0) : cw_format_number (decision->score, 0);
  g_autofree char *line = NULL;

  if (decision->action == CW_ACTION_NOT_ENOUGH_DATA)
    line = g_strdup (decision->summary);
  else
    /* Translators: an action, its score and the highest that could be, for example Buy, +3 of 5 */
    line = g_strdup_printf (_ ("%s, %s of %d"), cw_action_get_name (decision->action), score,
                            decision->max_score);
  cw_html_add_element (to, "p", "summary", line);
}

/**
 * cw_report_add_decision:
 * @to: a page
 * @title: what kind of decision it is
 * @decision: (nullable): the decision
 * @both_ways: whether its rules speak for and against, so that a score has a sign
 * @record: (nullable): what following it would have brought
 *
 * Adds a decision, and below it each rule with its evidence.
 */
void
cw_report_add_decision (GString *to,
                        const char *title,
                        const CwDecision *decision,
                        gboolean both_ways,
                        const char *record)
{
  g_string_append (to, "<div class=\"card\">\n");
  cw_html_add_element (to, "h3", NULL, title);
  if (decision == NULL)
    cw_html_add_element (to, "p", "dim", cw_action_get_name (CW_ACTION_NOT_ENOUGH_DATA));
  else
    {
      add_action (to, decision, both_ways);
      g_string_append (to, "<table class=\"rules\">\n");
      for (gsize i = 0; i < decision->n_rules; i++)
        add_rule (to, &decision->rules[i]);
      g_string_append (to, "</table>\n");
    }
  if (record != NULL)
    cw_html_add_element (to, "p", "dim", record);
  g_string_append (to, "</div>\n");
}
