/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-cli-error.h"
#include "cw-cli-values.h"
#include "cw-environment.h"
#include "cw-key-store.h"
#include "cw-route.h"

#define FOLDER_PREFIX "csv:"

/** cw_cli_options_init: @options: options of which none is given */
void
cw_cli_options_init (CwCliOptions *options)
{
  *options = (CwCliOptions){ .from = CW_NO_DAY,
                             .to = CW_NO_DAY,
                             .concurrency = CW_NO_COUNT,
                             .timeout = CW_NO_COUNT,
                             .retries = CW_NO_COUNT };
}

/** cw_cli_options_clear: frees what the options hold */
void
cw_cli_options_clear (CwCliOptions *options)
{
  g_free (options->provider);
  g_free (options->yahoo_url);
  g_free (options->finnhub_url);
  g_free (options->producer_url);
  cw_key_free (options->finnhub_key);
  g_free (options->data_dir);
  g_free (options->lists_dir);
  g_free (options->trace_path);
  cw_cli_options_init (options);
}

static const struct
{
  const char *name;
  gsize offset;
} text_options[] = {
  { "--provider", G_STRUCT_OFFSET (CwCliOptions, provider) },
  { "--yahoo-url", G_STRUCT_OFFSET (CwCliOptions, yahoo_url) },
  { "--finnhub-url", G_STRUCT_OFFSET (CwCliOptions, finnhub_url) },
  { "--producer-url", G_STRUCT_OFFSET (CwCliOptions, producer_url) },
  { "--data-dir", G_STRUCT_OFFSET (CwCliOptions, data_dir) },
  { "--trace", G_STRUCT_OFFSET (CwCliOptions, trace_path) },
};

static const struct
{
  const char *name;
  gsize offset;
  int lowest, highest;
} count_options[] = {
  { "--concurrency", G_STRUCT_OFFSET (CwCliOptions, concurrency), 1, 256 },
  { "--timeout", G_STRUCT_OFFSET (CwCliOptions, timeout), 1, 600 },
  { "--retries", G_STRUCT_OFFSET (CwCliOptions, retries), 0, 10 },
};

/* The same options are parsed twice, before and after the command's name. Callbacks own the strings
 * they replace, which GOption's own string options would leak. */
static gboolean
set_text_cb (const char *name, const char *value, gpointer data, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_options); i++)
    if (g_str_equal (name, text_options[i].name))
      {
        char **field = G_STRUCT_MEMBER_P (data, text_options[i].offset);

        g_free (*field);
        *field = g_strdup (value);
      }
  return TRUE;
}

static gboolean
set_count_cb (const char *name, const char *value, gpointer data, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (count_options); i++)
    if (g_str_equal (name, count_options[i].name))
      return cw_cli_parse_int (name, value, count_options[i].lowest, count_options[i].highest,
                               G_STRUCT_MEMBER_P (data, count_options[i].offset), error);
  return TRUE;
}

static gboolean
set_day_cb (const char *name, const char *value, gpointer data, GError **error)
{
  CwCliOptions *options = data;

  return cw_cli_parse_day (name, value,
                           g_str_equal (name, "--from") ? &options->from : &options->to, error);
}

/**
 * cw_cli_options_make_group:
 * @options: where the options go
 *
 * Returns: (transfer full): the group that parses them, to be a context's main group
 */
GOptionGroup *
cw_cli_options_make_group (CwCliOptions *options)
{
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, options, NULL);
  const GOptionEntry entries[] = {
    { "provider", 0, 0, G_OPTION_ARG_CALLBACK, set_text_cb,
      N_ ("Who is asked: yahoo (the default), finnhub, producer, csv:DIR or demo"), N_ ("NAME") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options->demo,
      N_ ("Use the demo market, which needs no network; short for “--provider demo”"), NULL },
    { "yahoo-url", 0, 0, G_OPTION_ARG_CALLBACK, set_text_cb, N_ ("Base address of Yahoo’s service"),
      N_ ("URL") },
    { "finnhub-url", 0, 0, G_OPTION_ARG_CALLBACK, set_text_cb,
      N_ ("Base address of Finnhub’s service"), N_ ("URL") },
    { "producer-url", 0, 0, G_OPTION_ARG_CALLBACK, set_text_cb,
      N_ ("Base address of the risk service"), N_ ("URL") },
    { "data-dir", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, set_text_cb,
      N_ ("Where lists and what was fetched are stored; see also the manual page"), N_ ("DIR") },
    { "no-store", 0, 0, G_OPTION_ARG_NONE, &options->no_store,
      N_ ("Store nothing, and do not look at what is stored"), NULL },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &options->offline,
      N_ ("Use what is stored, and never the network"), NULL },
    { "from", 0, 0, G_OPTION_ARG_CALLBACK, set_day_cb,
      N_ ("First day of history, as YYYY-MM-DD; instead of “--range”"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_CALLBACK, set_day_cb,
      N_ ("Last day of history, as YYYY-MM-DD; instead of “--range”"), N_ ("DATE") },
    { "concurrency", 0, 0, G_OPTION_ARG_CALLBACK, set_count_cb,
      N_ ("How many requests may be under way at once"), N_ ("N") },
    { "timeout", 0, 0, G_OPTION_ARG_CALLBACK, set_count_cb,
      N_ ("How long a server may stay silent"), N_ ("SECONDS") },
    { "retries", 0, 0, G_OPTION_ARG_CALLBACK, set_count_cb,
      N_ ("How often a request that failed in passing is tried again"), N_ ("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options->csv, N_ ("Print CSV"), NULL },
    { "trace", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, set_text_cb,
      N_ ("Write down what ran when, for Perfetto or chrome://tracing"), N_ ("FILE") },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->quiet, N_ ("No progress and no notes"), NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options->verbose,
      N_ ("Progress also where errors do not go to a terminal"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, N_ ("Print this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}

static void
take_from_environment (char **field, const char *variable)
{
  if (*field == NULL)
    *field = cw_environment_dup (variable);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
has_folder (const CwCliOptions *options)
{
  return g_str_has_prefix (options->provider, FOLDER_PREFIX);
}

static gboolean
check_folder (const CwCliOptions *options, GError **error)
{
  if (!has_folder (options)
      || g_file_test (options->provider + strlen (FOLDER_PREFIX), G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE, _ ("%s: “%s” is not %s"), "--provider",
               options->provider + strlen (FOLDER_PREFIX),
               /* Translators: completes “--data: “nowhere” is not …” */
               _ ("a directory"));
  return FALSE;
}

static gboolean
settle_provider (CwCliOptions *options, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (options->provider == NULL)
    options->provider = g_strdup (options->demo ? "demo" : "yahoo");
  else if (options->demo && !g_str_equal (options->provider, "demo"))
    return fail (error, _ ("“--demo” and another “--provider” cannot go together"));
  options->demo = g_str_equal (options->provider, "demo");
  if (options->demo || cw_route_check_setting (options->provider, &cause))
    return check_folder (options, error);
  g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
               /* Translators: %s says which providers there are */
               _ ("--provider: %s; and demo, the demo market"), cause->message);
  return FALSE;
}

static const struct
{
  const char *option, *variable;
  gsize offset;
} addresses[] = {
  { "--yahoo-url", "CANDLEWICK_YAHOO_URL", G_STRUCT_OFFSET (CwCliOptions, yahoo_url) },
  { "--finnhub-url", "CANDLEWICK_FINNHUB_URL", G_STRUCT_OFFSET (CwCliOptions, finnhub_url) },
  { "--producer-url", "CANDLEWICK_PRODUCER_URL", G_STRUCT_OFFSET (CwCliOptions, producer_url) },
};

/* An option counts more than the environment; a message names the one that counted. */
static gboolean
settle_address (char **url, const char *option, const char *variable, GError **error)
{
  const char *origin = *url != NULL ? option : variable;

  take_from_environment (url, variable);
  return cw_cli_check_url (origin, *url, error);
}

static gboolean
settle_addresses (CwCliOptions *options, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      char **url = G_STRUCT_MEMBER_P (options, addresses[i].offset);

      if (!options->demo
          && !settle_address (url, addresses[i].option, addresses[i].variable, error))
        return FALSE;
      if (!options->demo || *url == NULL)
        continue;
      /* Translators: %s is an option */
      g_set_error (error, CW_CLI_ERROR, CW_CLI_ERROR_USAGE,
                   _ ("The demo market has an address of its own; leave “%s” away"),
                   addresses[i].option);
      return FALSE;
    }
  return TRUE;
}

/* What comes from elsewhere does not get among the user's own copies of what providers have. */
static gboolean
comes_from_elsewhere (const CwCliOptions *options)
{
  return options->yahoo_url != NULL || options->finnhub_url != NULL || options->producer_url != NULL
         || has_folder (options);
}

static gboolean
check_store (const CwCliOptions *options, GError **error)
{
  if (options->no_store && options->offline && !has_folder (options))
    return fail (error, _ ("“--offline” uses nothing but the store, so “--no-store” cannot go "
                           "together with it"));
  if (options->no_store && options->data_dir != NULL)
    return fail (error, _ ("“--data-dir” and “--no-store” cannot go together"));
  if (options->data_dir != NULL && options->data_dir[0] == '\0')
    return fail (error, _ ("“--data-dir” needs a directory"));
  return TRUE;
}

static gboolean
settle_store (CwCliOptions *options, GError **error)
{
  if (!check_store (options, error))
    return FALSE;
  if (options->no_store)
    return TRUE;
  options->lists_dir = options->data_dir != NULL
                           ? g_strdup (options->data_dir)
                           : cw_environment_dup_data_dir (options->demo, FALSE);
  if (options->data_dir == NULL)
    options->data_dir = cw_environment_dup_data_dir (options->demo, comes_from_elsewhere (options));
  if (options->offline && options->data_dir == NULL && !has_folder (options))
    return fail (error, _ ("What comes from an address by hand is stored only where “--data-dir” "
                           "says; without it there is nothing to use “--offline”"));
  return TRUE;
}

static gboolean
settle_key (CwCliOptions *options, GError **error)
{
  g_autoptr (GError) cause = NULL;

  return cw_environment_read_finnhub_key (&options->finnhub_key, &cause)
         || fail (error, cause->message);
}

/**
 * cw_cli_options_settle:
 * @options: options as they were given
 * @error: return location for a `CW_CLI_ERROR_USAGE`
 *
 * Fills in from the environment what was not given, and checks that the options agree with each
 * other.
 *
 * Returns: whether they do
 */
gboolean
cw_cli_options_settle (CwCliOptions *options, GError **error)
{
  if (options->json && options->csv)
    return fail (error, _ ("“--json” and “--csv” cannot go together"));
  if (options->from != CW_NO_DAY && options->to != CW_NO_DAY && options->from > options->to)
    return fail (error, _ ("“--from” names a later day than “--to”"));
  take_from_environment (&options->trace_path, "CANDLEWICK_TRACE");
  return settle_provider (options, error) && settle_addresses (options, error)
         && settle_store (options, error) && settle_key (options, error);
}

/** cw_cli_options_get_mode: Returns: whom to print for */
CwOutputMode
cw_cli_options_get_mode (const CwCliOptions *options)
{
  if (options->json)
    return CW_OUTPUT_JSON;
  return options->csv ? CW_OUTPUT_CSV : CW_OUTPUT_TEXT;
}
