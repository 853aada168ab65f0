/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-choice.h"

#include <glib/gi18n-lib.h>

#include "cw-batch-report.h"
#include "cw-route.h"
#include "cw-symbol.h"

/** cw_portfolio_choice_clear: frees what the choice holds */
void
cw_portfolio_choice_clear (CwPortfolioChoice *choice)
{
  g_free (choice->list);
  g_strfreev (choice->symbols);
  g_clear_pointer (&choice->holdings, g_ptr_array_unref);
}

static void
take_entry (GStrvBuilder *symbols, const CwListEntry *entry)
{
  g_autofree char *route = cw_route_format (entry->provider, entry->symbol);

  g_strv_builder_add (symbols, route);
}

static void
take_holding (CwPortfolioChoice *choice,
              GStrvBuilder *symbols,
              const CwSymbolList *list,
              const CwHolding *holding)
{
  take_entry (symbols, cw_symbol_list_find_entry (list, holding->symbol));
  g_ptr_array_add (choice->holdings, cw_holding_ref (holding));
}

/* Of what is held, only what is named; who names what is not held has mistaken something. */
static gboolean
take_named (CwPortfolioChoice *choice,
            GStrvBuilder *symbols,
            const CwSymbolList *list,
            char **names,
            GError **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *symbol = cw_symbol_normalize (names[i], error);
      const CwHolding *holding = symbol != NULL ? cw_symbol_list_find_holding (list, symbol) : NULL;

      if (symbol == NULL)
        return FALSE;
      if (holding == NULL)
        {
          g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                       /* Translators: a symbol, and the name of a list */
                       _ ("%s: nothing of it is held in “%s”"), symbol, list->name);
          return FALSE;
        }
      if (!g_ptr_array_find (choice->holdings, holding, NULL))
        take_holding (choice, symbols, list, holding);
    }
  return TRUE;
}

static gboolean
take_list (CwPortfolioChoice *choice,
           GStrvBuilder *symbols,
           const CwSymbolList *list,
           char **names,
           GError **error)
{
  gsize n = choice->holds ? list->n_holdings : list->n_entries;

  if (n == 0)
    {
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_FAILED,
                   choice->holds ? _ ("There are no holdings in “%s”; “holdings set” enters one")
                                 : _ ("The list “%s” is empty"),
                   list->name);
      return FALSE;
    }
  if (choice->holds && names[0] != NULL)
    return take_named (choice, symbols, list, names, error);
  for (gsize i = 0; i < n; i++)
    if (choice->holds)
      take_holding (choice, symbols, list, list->holdings[i]);
    else
      take_entry (symbols, list->entries[i]);
  return TRUE;
}

static gboolean
read_list (CwPortfolioChoice *choice, CwCliContext *context, char **names, GError **error)
{
  g_auto (CwCliLists) lists = { 0 };
  g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();
  const CwSymbolList *list;

  if (!cw_cli_lists_open (&lists, context, error))
    return FALSE;
  list = cw_cli_lists_get (&lists, choice->list, error);
  if (list == NULL)
    return FALSE;
  if (choice->holds)
    choice->holdings = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  if (!take_list (choice, symbols, list, names, error))
    return FALSE;
  choice->symbols = g_strv_builder_end (symbols);
  return TRUE;
}

/**
 * cw_portfolio_choice_check:
 * @choice: how the portfolio is chosen
 * @stray: (nullable): an option that was given and that says what each symbol weighs
 * @error: return location for a usage error
 *
 * Returns: whether the two can go together
 */
gboolean
cw_portfolio_choice_check (const CwPortfolioChoice *choice, const char *stray, GError **error)
{
  if (!choice->holds || stray == NULL)
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               _ ("What is held has its weights, so “%s” cannot go together with “--holdings”"),
               stray);
  return FALSE;
}

/**
 * cw_portfolio_choice_make:
 * @choice: with the options that were given
 * @context: what all commands share
 * @command: the command's name
 * @arguments: (array zero-terminated=1): the symbols that were given
 * @error: return location for an error
 *
 * Finds out which symbols make the portfolio: those that were given, those of a list, or what is
 * held.
 *
 * Returns: whether there are any
 */
gboolean
cw_portfolio_choice_make (CwPortfolioChoice *choice,
                          CwCliContext *context,
                          const char *command,
                          char **arguments,
                          GError **error)
{
  if (!cw_cli_check_list_name (choice->list, error))
    return FALSE;
  if (choice->list == NULL && !choice->holds)
    {
      choice->symbols = g_strdupv (arguments);
      return cw_cli_require_symbols (command, arguments, error);
    }
  if (!choice->holds && arguments[0] != NULL)
    {
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                   _ ("“%s” takes symbols or “--list”, not both"), command);
      return FALSE;
    }
  return read_list (choice, context, arguments, error);
}
