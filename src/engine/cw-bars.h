/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-load.h"
#include "cw-router.h"

G_BEGIN_DECLS

/** CwBarsQuery: whose bars are wanted, and what is stored of them; copied. */
typedef struct
{
  const char *provider; /* nullable: whom to ask, if the symbol names somebody */
  const char *symbol;
  CwLoadOptions options;
  CwSeries *stored; /* nullable: all that is stored, days where longer bars are wanted */
  int priority;
  CwClock clock;
} CwBarsQuery;

/** CwBars: the bars that came. */
typedef struct
{
  CwSeries *series;   /* what was asked for; %NULL if @found is set */
  CwSeries *save;     /* nullable: what is to be stored, the running session left out */
  CwSeries *found;    /* nullable: what the symbol stands for now, if that is another company */
  gboolean stands_in; /* they are from another provider than should be asked */
  guint n_new;        /* bars that were not stored yet, the running one left out */
  gint64 fetched_at;
} CwBars;

void cw_bars_free (CwBars *bars);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBars, cw_bars_free)

void cw_bars_fetch_async (CwRouter *router,
                          CwWorkers *workers,
                          const CwBarsQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
CwBars *cw_bars_fetch_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
