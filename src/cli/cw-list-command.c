/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-list-command.h"

#include <glib/gi18n-lib.h>

/** Option: an option, and the mask that says to which actions it means something. */
typedef struct
{
  CwListOptionMask mask;
  GOptionEntry entry;
} Option;

static void
options_clear (CwListOptions *options)
{
  g_free (options->list);
  g_free (options->note);
  g_free (options->target_low);
  g_free (options->target_high);
  g_free (options->currency);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwListOptions, options_clear)

/* Returns the options that mean something to one of the actions at least. */
static GArray *
collect_entries (CwListOptions *options, CwListOptionMask wanted)
{
  const Option all[] = {
    { CW_LIST_OPTION_LIST,
      { "list", 0, 0, G_OPTION_ARG_STRING, &options->list,
        N_ ("Which list is meant, by default the first one"), N_ ("NAME") } },
    { CW_LIST_OPTION_NOTES,
      { "note", 0, 0, G_OPTION_ARG_STRING, &options->note,
        N_ ("add: what to remember beside the symbol"), N_ ("TEXT") } },
    { CW_LIST_OPTION_NOTES,
      { "target-low", 0, 0, G_OPTION_ARG_STRING, &options->target_low,
        N_ ("add: a low price to look out for"), N_ ("PRICE") } },
    { CW_LIST_OPTION_NOTES,
      { "target-high", 0, 0, G_OPTION_ARG_STRING, &options->target_high,
        N_ ("add: a high price to look out for"), N_ ("PRICE") } },
    { CW_LIST_OPTION_CURRENCY,
      { "currency", 0, 0, G_OPTION_ARG_STRING, &options->currency,
        N_ ("set: what the cost is in, by default what the symbol is quoted in"),
        N_ ("CURRENCY") } },
    { CW_LIST_OPTION_IMPORT,
      { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run,
        N_ ("import: show what would come, and change nothing"), NULL } },
    { CW_LIST_OPTION_IMPORT,
      { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &options->skip_bad,
        N_ ("import: leave out lines that cannot be read"), NULL } },
    { CW_LIST_OPTION_FORCE,
      { "force", 0, 0, G_OPTION_ARG_NONE, &options->force,
        N_ ("remove: also what is held of the symbol"), NULL } },
  };
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].mask & wanted)
      g_array_append_val (entries, all[i].entry);
  return entries;
}

static CwListOptionMask
collect_mask (const CwListAction *actions, gsize n_actions)
{
  guint mask = 0;

  for (gsize i = 0; i < n_actions; i++)
    mask |= actions[i].options;
  return (CwListOptionMask) mask;
}

static const CwListAction *
find_action (const CwCommand *command,
             const CwListAction *actions,
             gsize n_actions,
             const char *name,
             GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < n_actions; i++)
    {
      if (g_strcmp0 (actions[i].name, name) == 0)
        return &actions[i];
      g_string_append_printf (names, "%s%s", i > 0 ? C_ ("names", ", ") : "", actions[i].name);
    }
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               /* Translators: a command, and the words that may follow it */
               _ ("“%s” must be followed by one of %s"), command->name, names->str);
  return NULL;
}

/* Returns the first option that was given and means nothing to the action, or NULL. */
static const char *
find_stray_option (const CwListAction *action, const CwListTask *task)
{
  const CwListOptions *options = task->options;
  const struct
  {
    const char *name;
    gboolean given;
    gboolean wanted;
  } checks[] = {
    { "--list", options->list != NULL, action->options & CW_LIST_OPTION_LIST },
    { "--note", options->note != NULL, action->options & CW_LIST_OPTION_NOTES },
    { "--target-low", options->target_low != NULL, action->options & CW_LIST_OPTION_NOTES },
    { "--target-high", options->target_high != NULL, action->options & CW_LIST_OPTION_NOTES },
    { "--currency", options->currency != NULL, action->options & CW_LIST_OPTION_CURRENCY },
    { "--dry-run", options->dry_run, action->options & CW_LIST_OPTION_IMPORT },
    { "--skip-bad", options->skip_bad, action->options & CW_LIST_OPTION_IMPORT },
    { "--force", options->force, action->options & CW_LIST_OPTION_FORCE },
    { "--json", task->context->mode == CW_OUTPUT_JSON, action->prints & CW_COMMAND_PRINTS_JSON },
    { "--csv", task->context->mode == CW_OUTPUT_CSV, action->prints & CW_COMMAND_PRINTS_CSV },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].given && !checks[i].wanted)
      return checks[i].name;
  return NULL;
}

static gboolean
check_task (const CwCommand *command,
            const CwListAction *action,
            const CwListTask *task,
            GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s %s", command->name, action->name);
  guint n = g_strv_length (task->arguments);
  const char *stray =
      n > action->n_most ? task->arguments[action->n_most] : find_stray_option (action, task);

  if (n < action->n_least)
    g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                 /* Translators: %s is a command; what it needs stands in its help */
                 _ ("“%s” needs more arguments"), name);
  else if (stray != NULL)
    g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” takes no “%s”"), name, stray);
  else
    return cw_cli_check_list_name (task->options->list, error);
  return FALSE;
}

/**
 * cw_list_command_run:
 * @command: a command whose first argument names an action
 * @actions: (array length=n_actions): the actions that there are
 * @n_actions: how many
 * @context: what all commands share
 * @words: (array zero-terminated=1): what stands behind the command's name
 * @error: return location for an error
 *
 * Parses the command line, checks that its options go with the action, and does it.
 *
 * Returns: whether it came to its own end
 */
gboolean
cw_list_command_run (const CwCommand *command,
                     const CwListAction *actions,
                     gsize n_actions,
                     CwCliContext *context,
                     char **words,
                     GError **error)
{
  g_auto (CwListOptions) options = { 0 };
  g_autoptr (GArray) entries = collect_entries (&options, collect_mask (actions, n_actions));
  g_auto (GStrv) arguments =
      cw_command_parse (command, context, words, (const GOptionEntry *) (gpointer) entries->data,
                        NULL, error);
  const CwListAction *action;
  CwListTask task;

  if (arguments == NULL)
    return FALSE;
  action = find_action (command, actions, n_actions, arguments[0], error);
  if (action == NULL)
    return FALSE;
  task = (CwListTask){ context, &options, arguments + 1 };
  return check_task (command, action, &task, error) && action->run (&task, error);
}
