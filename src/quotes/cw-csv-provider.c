/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-csv-bars.h"
#include "cw-csv-folder.h"
#include "cw-symbol.h"

#define MAX_MATCHES 20
#define SEARCH_PRIORITY (-1) /* somebody is typing */

struct _CwCsvProvider
{
  GObject parent;

  CwWorkers *workers;
  char *directory;
  char *name;
};

static void cw_csv_provider_init_interface (CwProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwCsvProvider,
                               cw_csv_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CW_TYPE_PROVIDER,
                                                      cw_csv_provider_init_interface))

/* What a worker is given, which knows nothing of the provider itself. */
typedef struct
{
  CwSeriesQuery query; /* its symbol is owned; for a search it is the text */
  char *directory;
  char *source;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free ((char *) task->query.symbol);
  g_free (task->directory);
  g_free (task->source);
  g_free (task);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gpointer
read_series (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) content =
      cw_csv_folder_read (task->directory, task->query.symbol, &path, cancellable, error);
  CwSeries *series;
  const char *text;
  gsize length;

  if (content == NULL)
    return NULL;
  text = g_bytes_get_data (content, &length);
  series = cw_csv_bars_parse (text, length, &task->query, task->source, now (), error);
  if (series == NULL)
    g_prefix_error (error, "%s: ", path);
  return series;
}

static gpointer
read_quote (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) content =
      cw_csv_folder_read (task->directory, task->query.symbol, &path, cancellable, error);
  CwSymbolQuote *quote;
  const char *text;
  gsize length;

  if (content == NULL)
    return NULL;
  text = g_bytes_get_data (content, &length);
  quote = cw_csv_bars_parse_quote (text, length, task->query.symbol, task->source, now (), error);
  if (quote == NULL)
    g_prefix_error (error, "%s: ", path);
  return quote;
}

static CwSearchMatch *
make_match (const char *symbol)
{
  CwSearchMatch *match = g_new (CwSearchMatch, 1);

  match->symbol = g_strdup (symbol);
  match->name = g_strconcat (symbol, ".csv", NULL);
  match->exchange = g_strdup ("");
  /* Translators: what kind of thing a search has found */
  match->type = g_strdup (_ ("File"));
  return match;
}

static gpointer
search (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  g_autofree char *beginning = g_strstrip (g_ascii_strup (task->query.symbol, -1));
  g_auto (GStrv) symbols = cw_csv_folder_list (task->directory, cancellable, error);
  GPtrArray *matches;

  if (symbols == NULL)
    return NULL;
  matches = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_search_match_free);
  /* In the order of the alphabet a symbol stands before those that it begins. */
  for (gsize i = 0; symbols[i] != NULL && matches->len < MAX_MATCHES; i++)
    if (g_str_has_prefix (symbols[i], beginning))
      g_ptr_array_add (matches, make_match (symbols[i]));
  return matches;
}

/* Completes @job and begins it. */
static void
run (CwProvider *provider,
     const CwSeriesQuery *query,
     CwJob *job,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  CwCsvProvider *self = CW_CSV_PROVIDER (provider);
  Task *task = g_new0 (Task, 1);

  task->query = *query;
  task->query.symbol = g_strdup (query->symbol);
  task->directory = g_strdup (self->directory);
  task->source = g_strdup (self->name);
  job->priority = query->priority;
  job->data = task;
  job->free_data = task_free;
  cw_workers_run_job_async (self->workers, self, job, cancellable, callback, user_data);
}

static void
cw_csv_provider_fetch_series_async (CwProvider *provider,
                                    const CwSeriesQuery *query,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  run (provider, query,
       &(CwJob){ .stage = "read-file",
                 .symbol = query->symbol,
                 .func = read_series,
                 .free_result = (GDestroyNotify) cw_series_unref },
       cancellable, callback, user_data);
}

static CwSeries *
cw_csv_provider_fetch_series_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_workers_run_job_finish (provider, result, error);
}

static void
cw_csv_provider_fetch_quote_async (CwProvider *provider,
                                   const char *symbol,
                                   int priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  run (provider, &(CwSeriesQuery){ .symbol = symbol, .priority = priority },
       &(CwJob){ .stage = "read-file",
                 .symbol = symbol,
                 .func = read_quote,
                 .free_result = (GDestroyNotify) cw_symbol_quote_unref },
       cancellable, callback, user_data);
}

static CwSymbolQuote *
cw_csv_provider_fetch_quote_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_workers_run_job_finish (provider, result, error);
}

static void
cw_csv_provider_search_async (CwProvider *provider,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  run (provider, &(CwSeriesQuery){ .symbol = text, .priority = SEARCH_PRIORITY },
       &(CwJob){ .stage = "list-files",
                 .func = search,
                 .free_result = (GDestroyNotify) g_ptr_array_unref },
       cancellable, callback, user_data);
}

static GPtrArray *
cw_csv_provider_search_finish (CwProvider *provider, GAsyncResult *result, GError **error)
{
  return cw_workers_run_job_finish (provider, result, error);
}

static const char *
cw_csv_provider_get_name (CwProvider *provider)
{
  return CW_CSV_PROVIDER (provider)->name;
}

static void
cw_csv_provider_init_interface (CwProviderInterface *iface)
{
  iface->get_name = cw_csv_provider_get_name;
  iface->fetch_series_async = cw_csv_provider_fetch_series_async;
  iface->fetch_series_finish = cw_csv_provider_fetch_series_finish;
  iface->fetch_quote_async = cw_csv_provider_fetch_quote_async;
  iface->fetch_quote_finish = cw_csv_provider_fetch_quote_finish;
  iface->search_async = cw_csv_provider_search_async;
  iface->search_finish = cw_csv_provider_search_finish;
}

static void
cw_csv_provider_finalize (GObject *object)
{
  CwCsvProvider *self = CW_CSV_PROVIDER (object);

  g_free (self->directory);
  g_free (self->name);
  G_OBJECT_CLASS (cw_csv_provider_parent_class)->finalize (object);
}

static void
cw_csv_provider_class_init (CwCsvProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_csv_provider_finalize;
}

static void
cw_csv_provider_init (CwCsvProvider *self)
{
}

/**
 * cw_csv_provider_new:
 * @directory: where the files are; looked at only when something is asked for
 * @workers: who reads; it must outlive every query, the provider itself may live longer
 *
 * Returns: (transfer full): the folder as a provider of bars, prices and symbols
 */
CwProvider *
cw_csv_provider_new (const char *directory, CwWorkers *workers)
{
  g_autofree char *shown = NULL;
  CwCsvProvider *self;

  g_return_val_if_fail (directory != NULL && workers != NULL, NULL);

  shown = g_filename_display_name (directory);
  self = g_object_new (CW_TYPE_CSV_PROVIDER, NULL);
  self->workers = workers;
  self->directory = g_strdup (directory);
  /* Translators: the name of a source of data; %s is a folder */
  self->name = g_strdup_printf (_ ("CSV folder %s"), shown);
  return CW_PROVIDER (self);
}
