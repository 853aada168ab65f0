/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-lane.h"
#include "cw-loader.h"
#include "cw-market-watch.h"
#include "cw-saver.h"
#include "cw-ticket.h"

G_BEGIN_DECLS

/* A symbol's bars go before anybody's figures, and what is on the screen before both. */
#define CW_PRIORITY_PREFERRED G_PRIORITY_DEFAULT
#define CW_PRIORITY_SERIES (G_PRIORITY_DEFAULT + 100)
#define CW_PRIORITY_FIGURES (G_PRIORITY_DEFAULT + 150)

/*
 * How a symbol comes in, step by step, each in a file of its own:
 *
 *   cw-loader.c           takes orders, and says when something may be asked for
 *   cw-loader-recall.c    what is stored, and whether that is enough
 *   cw-loader-prices.c    the stored prices, which are seen before anything else happens
 *   cw-loader-bars.c      its bars
 *   cw-loader-quotes.c    its price, together with others or in the place of bars that do not come
 *   cw-loader-figures.c   its company's figures
 *   cw-loader-results.c   what is found in all that, and the end
 */
struct _CwLoader
{
  CwLoaderParts parts;
  CwMarketWatch *market;
  CwSaver *saver;
  GPtrArray *tickets; /* of CwTicket, every one that has not ended */
  GPtrArray *recalls; /* of prices from the store: nothing is asked for before they can be seen */
  gboolean asks_market;
  CwLane *bars;         /* the tickets whose bars are to be fetched */
  CwLane *figures;      /* and those whose company's figures are */
  GQueue rounds;        /* of prices that are asked for together, as soon as anything is */
  gint64 live_saved_at; /* when prices that are asked for by a schedule were last saved */
  gboolean stopped;
};

/* What every callback about a ticket is given. */
typedef struct
{
  CwLoader *loader;
  CwTicket *ticket; /* owned */
} CwStep;

CwStep *cw_step_new (CwLoader *loader, CwTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;
void cw_step_free (CwStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStep, cw_step_free)

/* cw-loader.c */
void cw_loader_pump (CwLoader *self);
int cw_loader_get_priority (CwTicket *ticket, int otherwise);

/* cw-loader-recall.c */
void cw_loader_recall (CwLoader *self, CwOrder *order, GPtrArray *tickets);
gboolean cw_loader_has_memory (CwLoader *self, CwTicket *ticket);
gboolean cw_loader_is_fresh (CwLoader *self, CwTicket *ticket);
void cw_loader_settle_from_store (CwLoader *self, CwTicket *ticket);

/* cw-loader-prices.c */
void cw_loader_recall_prices (CwLoader *self, CwOrder *order, GPtrArray *tickets);
void cw_loader_note_shown (CwLoader *self, CwOrder *order);
void cw_loader_stop_waiting (CwLoader *self);

/* cw-loader-bars.c */
void cw_loader_begin_bars (CwLoader *self, CwTicket *ticket);
void cw_loader_settle_offline (CwLoader *self, CwTicket *ticket);
void cw_loader_take_failure (CwLoader *self, CwTicket *ticket, GError *error);

/* cw-loader-quotes.c */
typedef struct _CwRound CwRound;

void cw_loader_add_rounds (CwLoader *self, GPtrArray *tickets);
void cw_round_begin (CwRound *round);
void cw_round_free (CwRound *round);
void cw_loader_ask_others (CwLoader *self, CwTicket *ticket, GError *error);

/* cw-loader-figures.c */
void cw_loader_want_figures (CwLoader *self, CwTicket *ticket);
void cw_loader_begin_figures (CwLoader *self, CwTicket *ticket);

/* cw-loader-results.c */
void cw_loader_advance (CwLoader *self, CwTicket *ticket);
void cw_loader_fail (CwLoader *self, CwTicket *ticket, GError *error);
void cw_loader_end (CwLoader *self, CwTicket *ticket, CwStage stage, const GError *error);
void cw_loader_end_if_complete (CwLoader *self, CwTicket *ticket);
CwStep *cw_loader_begin_save (CwLoader *self, CwTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;
void cw_loader_saved_cb (const GError *error, gpointer step);

G_END_DECLS
