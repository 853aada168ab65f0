/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScriptedMarket:
 *
 * A provider of whatever a test wants it to say, in the shapes of the real ones, over real HTTP.
 * Every symbol has the same bars: one a day, the last one in a session of the test's choice.
 */
typedef struct _ScriptedMarket ScriptedMarket;

/** ScriptedTruth: what the provider says. A text that is %NULL is left out. */
typedef struct
{
  gint64 session_start; /* also the last bar's time */
  gint64 session_end;
  gint64 market_time;
  guint n_bars;
  gint64 first_trade; /* 0: left out */
  const char *name, *exchange, *currency;
  double factor;     /* on every price */
  double adj_factor; /* on every adjusted close but the last three */
  guint status;      /* of every answer to questions for bars and prices; 0 for 200 */
  guint retry_after; /* seconds, with such a status */
  gboolean no_batches;
  const char *gone;    /* nullable: a symbol that is not quoted */
  const char *skipped; /* nullable: a symbol that batches leave out */
  guint latency_ms;
} ScriptedTruth;

ScriptedTruth
scripted_truth_of_session (guint n_bars, gint64 begun_for, gint64 ends_in, gint64 age);

ScriptedMarket *scripted_market_new (const ScriptedTruth *truth);
void scripted_market_free (ScriptedMarket *market);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedMarket, scripted_market_free)

const char *scripted_market_get_url (ScriptedMarket *market);
void scripted_market_set_truth (ScriptedMarket *market, const ScriptedTruth *truth);
double scripted_market_get_close (const ScriptedTruth *truth, guint bar);

void scripted_market_forget_asked (ScriptedMarket *market);
guint scripted_market_count_asked (ScriptedMarket *market, const char *part);
char *scripted_market_dup_asked (ScriptedMarket *market, const char *part);
gint64 scripted_market_get_asked_number (ScriptedMarket *market, const char *part, const char *key);
gint64 scripted_market_get_first_asked_at (ScriptedMarket *market);

G_END_DECLS
