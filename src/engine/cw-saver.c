/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-saver.h"

#include "cw-store-quotes.h"
#include "cw-store-symbols.h"

/* Each write waits for the disk, so prices are not written one by one. */
#define QUOTES_AT_ONCE 100

struct _CwSaver
{
  CwStore *store;    /* nullable, as when it is stopped */
  GPtrArray *quotes; /* of CwSymbolQuote, not handed over yet */
  gint64 quotes_fetched_at;

  GMutex mutex;
  GError *error; /* nullable, under @mutex */
};

/* Who is to be told of a write's end. */
typedef struct
{
  CwSaver *saver;
  CwSavedFunc saved; /* nullable */
  gpointer data;
} Wait;

/**
 * cw_saver_new:
 * @store: (nullable): where to; it must outlive the saver's use, not the saver
 *
 * Returns: (transfer full): a saver
 */
CwSaver *
cw_saver_new (CwStore *store)
{
  CwSaver *self = g_new0 (CwSaver, 1);

  self->store = store;
  self->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_quote_unref);
  g_mutex_init (&self->mutex);
  return self;
}

/** cw_saver_free: @self: (transfer full) (nullable): a saver whose writes have all ended */
void
cw_saver_free (CwSaver *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->quotes);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** cw_saver_has_store: Returns: whether anything is saved at all */
gboolean
cw_saver_has_store (CwSaver *self)
{
  return self->store != NULL;
}

/** cw_saver_is_lasting: Returns: whether what was saved outlives the program */
gboolean
cw_saver_is_lasting (CwSaver *self)
{
  return self->store != NULL && cw_store_is_lasting (self->store);
}

/** cw_saver_note_error: @error: a failure of the store's; the first one is remembered */
void
cw_saver_note_error (CwSaver *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_mutex_lock (&self->mutex);
  if (self->error == NULL)
    self->error = g_error_copy (error);
  g_mutex_unlock (&self->mutex);
}

/** cw_saver_dup_error: Returns: (transfer full) (nullable): the store's first failure */
GError *
cw_saver_dup_error (CwSaver *self)
{
  GError *error;

  g_mutex_lock (&self->mutex);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);
  return error;
}

static Wait *
wait_new (CwSaver *self, CwSavedFunc saved, gpointer data)
{
  Wait *wait = g_new (Wait, 1);

  *wait = (Wait){ self, saved, data };
  return wait;
}

static void
end_wait (Wait *wait, const GError *error)
{
  if (error != NULL)
    cw_saver_note_error (wait->saver, error);
  if (wait->saved != NULL)
    wait->saved (error, wait->data);
  g_free (wait);
}

static void
series_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_store_save_series_finish (result, &error);
  end_wait (data, error);
}

/**
 * cw_saver_save_series:
 * @self: a saver that has a store
 * @series: bars that will not change any more
 * @fetched_at: when they came from the provider
 * @saved: (nullable): told of the end, in the network thread
 * @data: what to hand to @saved
 */
void
cw_saver_save_series (
    CwSaver *self, const CwSeries *series, gint64 fetched_at, CwSavedFunc saved, gpointer data)
{
  cw_store_save_series_async (self->store, series, fetched_at, series_saved_cb,
                              wait_new (self, saved, data));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_store_forget_finish (result, &error);
  end_wait (data, error);
}

/** cw_saver_forget: forgets what is stored of @symbol, before what is saved of it from now on */
void
cw_saver_forget (CwSaver *self, const char *symbol)
{
  cw_store_forget_async (self->store, symbol, forgotten_cb, wait_new (self, NULL, NULL));
}

static void
figures_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_store_save_fundamentals_finish (result, &error);
  end_wait (data, error);
}

/**
 * cw_saver_save_figures:
 * @self: a saver that has a store
 * @fundamentals: a company's figures
 * @fetched_at: when they came from the provider
 * @saved: (nullable): told of the end, in the network thread
 * @data: what to hand to @saved
 */
void
cw_saver_save_figures (CwSaver *self,
                       const CwFundamentals *fundamentals,
                       gint64 fetched_at,
                       CwSavedFunc saved,
                       gpointer data)
{
  cw_store_save_fundamentals_async (self->store, fundamentals, fetched_at, figures_saved_cb,
                                    wait_new (self, saved, data));
}

static void
quotes_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_store_save_quotes_finish (result, &error);
  end_wait (data, error);
}

/** cw_saver_flush: hands over the prices that wait for others */
void
cw_saver_flush (CwSaver *self)
{
  if (self->quotes->len == 0)
    return;
  cw_store_save_quotes_async (self->store, self->quotes, self->quotes_fetched_at, quotes_saved_cb,
                              wait_new (self, NULL, NULL));
  g_ptr_array_set_size (self->quotes, 0);
}

/** cw_saver_stop: hands over what waits, and leaves the store alone from now on */
void
cw_saver_stop (CwSaver *self)
{
  cw_saver_flush (self);
  self->store = NULL;
}

/**
 * cw_saver_save_quote:
 * @self: a saver that has a store
 * @quote: (transfer full): a price
 * @fetched_at: when it came from the provider
 *
 * Saves it together with others, at the latest by cw_saver_flush().
 */
void
cw_saver_save_quote (CwSaver *self, CwSymbolQuote *quote, gint64 fetched_at)
{
  if (self->quotes->len > 0 && self->quotes_fetched_at != fetched_at)
    cw_saver_flush (self);
  self->quotes_fetched_at = fetched_at;
  g_ptr_array_add (self->quotes, quote);
  if (self->quotes->len >= QUOTES_AT_ONCE)
    cw_saver_flush (self);
}
