/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-report-private.h"

#include <glib/gi18n-lib.h>

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

/**
 * cw_report_add_decision:
 * @to: a page
 * @title: what kind of decision it is
 * @decision: (nullable): the decision
 *
 * Adds a decision as a sentence, and below it each rule with its evidence.
 */
void
cw_report_add_decision (GString *to, const char *title, const CwDecision *decision)
{
  g_string_append (to, "<div class=\"card\">\n");
  cw_html_add_element (to, "h3", NULL, title);
  if (decision == NULL)
    cw_html_add_element (to, "p", "dim", cw_action_get_name (CW_ACTION_NOT_ENOUGH_DATA));
  else
    {
      cw_html_add_element (to, "p", "summary", decision->summary);
      g_string_append (to, "<table class=\"rules\">\n");
      for (gsize i = 0; i < decision->n_rules; i++)
        add_rule (to, &decision->rules[i]);
      g_string_append (to, "</table>\n");
    }
  g_string_append (to, "</div>\n");
}
