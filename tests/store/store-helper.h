/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series-builder.h"
#include "cw-store.h"
#include "cw-workers.h"

/* Sets its argument, a GAsyncResult *, to a reference to the result. */
void keep_result_cb (GObject *source, GAsyncResult *result, gpointer kept);
GAsyncResult *wait_for_result (GAsyncResult **kept);

CwStoredSeries *
load_series (CwStore *store, const char *symbol, CwInterval interval, GError **error);
void save_series (CwStore *store, const CwSeries *series, gint64 fetched_at);

/* Daily bars, @n of them from day @first_day on, whose numbers depend on nothing but the day and
 * the @seed. */
CwSeriesBuilder *
walk_builder (const char *symbol, CwInterval interval, gint64 first_day, gsize n, guint32 seed);
CwSeries *walk_new (const char *symbol, gint64 first_day, gsize n, guint32 seed);
#define WALK_TIME(day) ((gint64) (day) *86400 + 14 * 3600 + 30 * 60)

void assert_same_number (double one, double other);
void assert_same_series (const CwSeries *one, const CwSeries *other);

char *make_directory (void);
void remove_directory (char *path);
char *database_path (const char *directory);
