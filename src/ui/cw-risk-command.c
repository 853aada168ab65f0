/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-command.h"

#include <string.h>

/* What no shell reads anything into. */
#define PLAIN                                            \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" \
  "0123456789-_=+.,:/@%"

static void
add (GString *to, const char *word)
{
  g_autofree char *quoted = NULL;

  if (to->len > 0)
    g_string_append_c (to, ' ');
  if (word[0] != '\0' && word[strspn (word, PLAIN)] == '\0')
    {
      g_string_append (to, word);
      return;
    }
  quoted = g_shell_quote (word);
  g_string_append (to, quoted);
}

static void
add_option (GString *to, const char *option, const char *value)
{
  if (value == NULL)
    return;
  add (to, option);
  add (to, value);
}

static void
add_source (GString *to, const CwRiskCommand *command)
{
  if (command->demo)
    add (to, "--demo");
  if (command->offline)
    add (to, "--offline");
  add_option (to, "--data-dir", command->data_dir);
  add_option (to, "--provider", command->provider);
}

/* What is held is held of a symbol, whoever is asked about it. */
static void
add_symbols (GString *to, const CwRiskQuestion *question)
{
  for (guint i = 0; i < question->parts->len; i++)
    {
      const CwRiskPart *part = g_ptr_array_index (question->parts, i);

      if (part->reason == NULL)
        add (to, part->holding != NULL ? part->name : part->request);
    }
}

/* A list is named where all of it counts; else its symbols are, without those that were left out.
 */
static void
add_portfolio (GString *to, const CwRiskCommand *command, const CwRiskStudy *study)
{
  gboolean whole = cw_risk_study_count_left_out (study) == 0;

  if (study->question->portfolio == CW_RISK_HOLDINGS)
    {
      add (to, "--holdings");
      add_option (to, "--list", command->list);
      if (whole)
        return;
    }
  else if (study->question->portfolio == CW_RISK_EQUAL && whole && command->list != NULL)
    {
      add_option (to, "--list", command->list);
      return;
    }
  add_symbols (to, study->question);
}

/**
 * cw_risk_command_make:
 * @command: where the data comes from
 * @study: what was computed
 * @choice: what was asked for
 *
 * Returns: (transfer full) (nullable): a command that prints the same figures; %NULL if there can
 * be none, because the holdings are those of a list that is not kept
 */
char *
cw_risk_command_make (const CwRiskCommand *command, const CwRiskStudy *study, CwRiskChoice *choice)
{
  static const char *const options[] = { "range", "confidence", "horizon", "price" };
  GString *to = g_string_new (NULL);

  if (study->question->portfolio == CW_RISK_HOLDINGS && command->list == NULL)
    {
      g_string_free (to, TRUE);
      return NULL;
    }
  add (to, "candlewick-cli");
  add_source (to, command);
  add (to, "risk");
  add_portfolio (to, command, study);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *option = g_strconcat ("--", options[i], NULL);

      add_option (to, option, cw_risk_choice_get_word (choice, options[i]));
    }
  add_option (to, "--benchmark", command->benchmark);
  return g_string_free (to, FALSE);
}
