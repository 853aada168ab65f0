/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-indicator-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-cli-error.h"
#include "cw-machine-text.h"
#include "cw-symbol.h"

#define SHOWN_CHARS 40

static gboolean
has_spec (const CwIndicatorOptions *options, const CwIndicatorSpec *spec)
{
  for (guint i = 0; i < options->specs->len; i++)
    if (cw_indicator_spec_equal (&g_array_index (options->specs, CwIndicatorSpec, i), spec))
      return TRUE;
  return FALSE;
}

static void
add_spec (CwIndicatorOptions *options, const CwIndicatorSpec *spec)
{
  if (!has_spec (options, spec))
    g_array_append_val (options->specs, *spec);
}

static void
describe_param (GString *text, const CwIndicatorParam *param)
{
  char from[CW_NUMBER_SIZE], to[CW_NUMBER_SIZE];

  cw_print_number (param->min, from);
  cw_print_number (param->max, to);
  /* Translators: a parameter's name and the values it may take: “Period from 1 to 2000” */
  g_string_append_printf (text, _ ("%s from %s to %s"), _ (param->name), from, to);
}

static char *
describe_params (const CwIndicator *indicator)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < indicator->n_params; i++)
    {
      if (i > 0)
        g_string_append (text, C_ ("names", ", "));
      describe_param (text, &indicator->params[i]);
    }
  if (indicator->n_params == 0)
    g_string_append (text, _ ("no values"));
  return g_string_free (text, FALSE);
}

/**
 * cw_cli_parse_indicator:
 * @option: the option's name, for the message
 * @text: an indicator such as `sma:20`
 * @spec: (out): where it goes
 * @error: return location for a `CW_CLI_ERROR_USAGE` that says what the indicator takes
 *
 * Returns: whether there is such an indicator
 */
gboolean
cw_cli_parse_indicator (const char *option, const char *text, CwIndicatorSpec *spec, GError **error)
{
  g_autofree char *id = g_strndup (text, strcspn (text, ":"));
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);
  const CwIndicator *indicator = cw_indicator_find (id);
  g_autofree char *params = NULL;

  if (cw_indicator_spec_parse (text, spec))
    return TRUE;
  if (indicator == NULL)
    {
      /* Translators: an option and what was given as its value */
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: there is no indicator “%s”"),
                   option, shown);
      return FALSE;
    }
  params = describe_params (indicator);
  /* Translators: an option, what was given as its value, an indicator, what it takes */
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” cannot be; “%s” takes %s"),
               option, shown, id, params);
  return FALSE;
}

static gboolean
choose_cb (const char *name, const char *value, gpointer data, GError **error)
{
  const char *id = name + strlen ("--");
  g_autofree char *text =
      value != NULL && value[0] != '\0' ? g_strconcat (id, ":", value, NULL) : g_strdup (id);
  CwIndicatorSpec spec;

  if (!cw_cli_parse_indicator (name, text, &spec, error))
    return FALSE;
  add_spec (data, &spec);
  return TRUE;
}

static const char *
keep (CwIndicatorOptions *options, char *string)
{
  g_ptr_array_add (options->strings, string);
  return string;
}

/* The first word of each parameter's name, for example FAST,SLOW,SIGNAL. */
static const char *
name_params (CwIndicatorOptions *options, const CwIndicator *indicator)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (indicator->n_params == 0)
    return NULL;
  for (gsize i = 0; i < indicator->n_params; i++)
    {
      const char *name = _ (indicator->params[i].name);
      g_autofree char *word = g_utf8_strup (name, (gssize) strcspn (name, " "));

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", word);
    }
  return keep (options, g_strdup (names->str));
}

static const char *
describe (CwIndicatorOptions *options, const CwIndicator *indicator)
{
  GString *text = g_string_new (_ (indicator->name));
  char initial[CW_NUMBER_SIZE];

  for (gsize i = 0; i < indicator->n_params; i++)
    {
      cw_print_number (indicator->params[i].initial, initial);
      g_string_append_printf (text, "%s%s", i == 0 ? _ (", by default ") : ",", initial);
    }
  return keep (options, g_string_free (text, FALSE));
}

static void
add_indicator (CwIndicatorOptions *options, const CwIndicator *indicator)
{
  const GOptionEntry entry = {
    .long_name = indicator->id,
    .flags = G_OPTION_FLAG_OPTIONAL_ARG,
    .arg = G_OPTION_ARG_CALLBACK,
    .arg_data = choose_cb,
    .description = describe (options, indicator),
    .arg_description = name_params (options, indicator),
  };

  g_array_append_val (options->entries, entry);
}

/** cw_indicator_options_init: @options: (out): an option for each indicator, none asked for yet */
void
cw_indicator_options_init (CwIndicatorOptions *options)
{
  options->specs = g_array_new (FALSE, FALSE, sizeof (CwIndicatorSpec));
  options->entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  options->strings = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < cw_indicator_count (); i++)
    add_indicator (options, cw_indicator_get (i));
}

/** cw_indicator_options_clear: frees what the options hold */
void
cw_indicator_options_clear (CwIndicatorOptions *options)
{
  g_clear_pointer (&options->specs, g_array_unref);
  g_clear_pointer (&options->entries, g_array_unref);
  g_clear_pointer (&options->strings, g_ptr_array_unref);
}

/** cw_indicator_options_add_entry: adds an option of the command's own */
void
cw_indicator_options_add_entry (CwIndicatorOptions *options, const GOptionEntry *entry)
{
  g_array_append_val (options->entries, *entry);
}

/** cw_indicator_options_choose_all: asks for every indicator with its usual parameters */
void
cw_indicator_options_choose_all (CwIndicatorOptions *options)
{
  for (gsize i = 0; i < cw_indicator_count (); i++)
    {
      CwIndicatorSpec spec;

      if (cw_indicator_spec_parse (cw_indicator_get (i)->id, &spec))
        add_spec (options, &spec);
    }
}

static gboolean
is_value (const char *word)
{
  return word != NULL && word[0] != '\0' && strspn (word, "0123456789.,") == strlen (word);
}

/**
 * cw_indicator_options_join_values:
 * @words: (array zero-terminated=1): words of a command line
 *
 * GOption takes whatever follows an option with an optional value for its value, so that
 * `--macd AAPL` would lose its symbol. This joins to an indicator's option what looks like its
 * value, and says of the others that they have none.
 *
 * Returns: (transfer full) (array zero-terminated=1): the words that GOption understands
 */
char **
cw_indicator_options_join_values (char **words)
{
  g_autoptr (GStrvBuilder) joined = g_strv_builder_new ();
  gboolean only_arguments = FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const CwIndicator *indicator =
          g_str_has_prefix (words[i], "--") ? cw_indicator_find (words[i] + strlen ("--")) : NULL;
      g_autofree char *word = NULL;

      only_arguments = only_arguments || g_str_equal (words[i], "--");
      if (indicator == NULL || only_arguments)
        word = g_strdup (words[i]);
      else if (indicator->n_params > 0 && is_value (words[i + 1]))
        {
          word = g_strconcat (words[i], "=", words[i + 1], NULL);
          i++;
        }
      else
        word = g_strconcat (words[i], "=", NULL);
      g_strv_builder_add (joined, word);
    }
  return g_strv_builder_end (joined);
}
