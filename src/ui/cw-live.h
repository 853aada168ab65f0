/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-schedule.h"
#include "cw-watchlist.h"

G_BEGIN_DECLS

/** CwLiveStatus: how it stands with the prices; times are in seconds since 1970. */
typedef struct
{
  CwSchedulePlan plan;
  gint64 now;
  gint64 updated_at; /* when the newest price came; 0 for never */
  gsize n_markets;
  guint interval;      /* how often somebody wants prices, in seconds; 0 for never */
  gboolean asking;     /* they are on their way */
  const GError *error; /* nullable: why the last ones did not come */
} CwLiveStatus;

/**
 * CwLive:
 *
 * Keeps the prices of a watchlist's rows as new as somebody wants them, as long as they are seen
 * and their markets are open. One refresh is under way at a time. The rows' stages, which tell of
 * loads, are left alone: a price that does not come this time will come the next.
 *
 * Signals:
 * - `changed ()`: cw_live_get_status() says something else
 * - `priced (GPtrArray *rows)`: the rows of which a newer price has come; at most once a frame
 */
#define CW_TYPE_LIVE (cw_live_get_type ())
G_DECLARE_FINAL_TYPE (CwLive, cw_live, CW, LIVE, GObject)

CwLive *cw_live_new (CwWatchlist *watchlist) G_GNUC_WARN_UNUSED_RESULT;
void cw_live_shut_down (CwLive *self);

void cw_live_set_interval (CwLive *self, guint seconds);
void cw_live_set_hidden (CwLive *self, gboolean hidden);
void cw_live_set_others (CwLive *self, const char *const *symbols);
CwRow *cw_live_find_other (CwLive *self, const char *symbol);
void cw_live_show_row (CwLive *self, CwRow *row);
void cw_live_look (CwLive *self);

CwLiveStatus cw_live_get_status (CwLive *self);
CwEngine *cw_live_get_engine (CwLive *self);

G_END_DECLS
