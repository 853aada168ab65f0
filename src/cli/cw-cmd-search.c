/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-command.h"

#include <glib/gi18n-lib.h>

#include "cw-json-writer.h"
#include "cw-machine-text.h"

/** Search: a search that is under way. */
typedef struct
{
  CwCliContext *context;
  GPtrArray *matches; /* of CwSearchMatch, NULL if it failed */
  GError *error;
} Search;

static void
print_json (const GPtrArray *matches)
{
  g_autoptr (CwJsonWriter) json = cw_json_writer_new (stdout);

  cw_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (matches, i);

      cw_json_writer_begin_row (json, NULL);
      cw_json_writer_add_text (json, "symbol", match->symbol);
      cw_json_writer_add_text (json, "name", match->name);
      cw_json_writer_add_text (json, "exchange", match->exchange);
      cw_json_writer_add_text (json, "type", match->type);
      cw_json_writer_end_object (json);
    }
  cw_json_writer_end_array (json);
}

static void
print_csv (const GPtrArray *matches)
{
  fputs ("symbol,name,exchange,type\n", stdout);
  for (guint i = 0; i < matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (matches, i);
      const char *const cells[] = { match->symbol, match->name, match->exchange, match->type };

      for (gsize j = 0; j < G_N_ELEMENTS (cells); j++)
        {
          if (j > 0)
            fputc (',', stdout);
          cw_csv_write_text (stdout, cells[j]);
        }
      fputc ('\n', stdout);
    }
}

static void
print_text (CwCliContext *context, const GPtrArray *matches)
{
  g_autoptr (CwTable) table = cw_table_new ("llll");

  for (guint i = 0; i < matches->len; i++)
    {
      const CwSearchMatch *match = g_ptr_array_index (matches, i);

      cw_table_add_toned (table, match->symbol, CW_TONE_STRONG);
      cw_table_add (table, match->name);
      cw_table_add (table, match->exchange);
      cw_table_add_toned (table, match->type, CW_TONE_DIM);
    }
  cw_table_print (table, stdout, context->colour);
}

static void
print (CwCliContext *context, const GPtrArray *matches)
{
  if (context->mode == CW_OUTPUT_JSON)
    print_json (matches);
  else if (context->mode == CW_OUTPUT_CSV)
    print_csv (matches);
  else
    print_text (context, matches);
}

static void
found_cb (GObject *engine, GAsyncResult *result, gpointer data)
{
  Search *search = data;

  search->matches = cw_engine_search_finish (CW_ENGINE (engine), result, &search->error);
  cw_cli_context_release (search->context);
}

/* That nothing is found is an answer, not a failure. */
static gboolean
find (CwCliContext *context, const char *text, GError **error)
{
  Search search = { .context = context };
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GError) cause = NULL;

  if (!cw_cli_context_start_engine (context, NULL, error))
    return FALSE;
  cw_cli_context_hold (context);
  cw_engine_search_async (context->engine, text, context->cancellable, found_cb, &search);
  cw_cli_context_run (context, &cause);
  matches = search.matches;
  if (matches == NULL)
    {
      g_propagate_error (error, search.error);
      return FALSE;
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  print (context, matches);
  if (matches->len == 0)
    cw_cli_context_note (context, _ ("Nothing is known that is called “%s”"), text);
  return TRUE;
}

static gboolean
run (CwCliContext *context, char **words, GError **error)
{
  g_auto (GStrv) arguments =
      cw_command_parse (&cw_command_search, context, words, NULL, NULL, error);
  g_autofree char *text = NULL;

  if (arguments == NULL)
    return FALSE;
  text = g_strstrip (g_strjoinv (" ", arguments));
  if (text[0] != '\0')
    return find (context, text, error);
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("“%s” needs a text to look for"),
               "search");
  return FALSE;
}

const CwCommand cw_command_search = {
  .name = "search",
  .arguments = N_ ("TEXT"),
  .summary = N_ ("Find symbols by name"),
  .details =
      N_ ("Prints symbol, name, exchange and type of what the provider knows under that name "
          "or symbol, the best\nfirst. With “--offline” it looks through what is stored. "
          "That nothing is found is no failure.\n\n"
          "Examples:\n"
          "  candlewick-cli search apple\n"
          "  candlewick-cli search deutsche bank --json"),
  .traits = CW_COMMAND_PRINTS_JSON | CW_COMMAND_PRINTS_CSV,
  .run = run,
};
