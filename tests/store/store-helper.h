/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-series-builder.h"
#include "cw-store-lists.h"
#include "cw-store.h"
#include "cw-workers.h"

/* Sets its argument, a GAsyncResult *, to a reference to the result. */
void keep_result_cb (GObject *source, GAsyncResult *result, gpointer kept);
GAsyncResult *wait_for_result (GAsyncResult **kept);

CwStoredSeries *
load_series (CwStore *store, const char *symbol, CwInterval interval, GError **error);
void save_series (CwStore *store, const CwSeries *series, gint64 fetched_at);

/* The same without a store, in a transaction of its own. */
gboolean
write_series (CwDatabase *database, const CwSeries *series, gint64 fetched_at, GError **error);
gboolean read_series (CwDatabase *database,
                      const char *symbol,
                      GCancellable *cancellable,
                      CwStoredSeries **stored,
                      GError **error);
/* Ends the transaction: by committing if @done, and whatever may fail of that. */
gboolean end_transaction (CwDatabase *database, gboolean done, GError **error);

/* Daily bars, @n of them from day @first_day on, whose numbers depend on nothing but the day and
 * the @seed. */
CwSeriesBuilder *
walk_builder (const char *symbol, CwInterval interval, gint64 first_day, gsize n, guint32 seed);
CwSeries *walk_new (const char *symbol, gint64 first_day, gsize n, guint32 seed);
#define WALK_TIME(day) ((gint64) (day) *86400 + 14 * 3600 + 30 * 60)

void assert_same_number (double one, double other);
void assert_same_series (const CwSeries *one, const CwSeries *other);

GPtrArray *load_lists (CwStore *store);
/* The entries of a list as one text, for example “AAPL MSFT”. */
char *list_symbols (const CwSymbolList *list);
char *store_symbols (CwStore *store, guint list);
gint64 store_list_id (CwStore *store, guint list);
/* Adds an entry for each symbol, at the end. */
void add_symbols (CwStore *store, gint64 list, const char *const *symbols);

/* Waits for an edit and asserts that it was done, or that it failed with @code. */
#define DONE (-1)
void assert_edit (GAsyncResult **result, int code);
gint64 create_list (CwStore *store, const char *name, int code);
void assert_symbols (CwStore *store, guint list, const char *expected);
void assert_names (CwStore *store, const char *expected);
/* What the first list says is held. */
void assert_holding (CwStore *store,
                     const char *symbol,
                     double shares,
                     double cost,
                     const char *currency,
                     const char *date);

char *make_directory (void);
void remove_directory (char *path);
char *database_path (const char *directory);

/* A store in a directory of its own, which goes with it. */
typedef struct
{
  char *directory;
  CwStore *store;
  gint64 first; /* the list that is there from the start, once it has been looked at */
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_set_up_list (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
void store_fixture_reopen (StoreFixture *fixture);
