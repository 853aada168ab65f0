/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-run.h"
#include "scripted-market.h"

G_BEGIN_DECLS

#define ROUTING_FINNHUB_PRICE 777.5
#define ROUTING_FOLDER_PRICE 42.5

/** RoutingFixture: an engine with a Yahoo and a Finnhub of a test's own, and a folder. */
typedef struct
{
  ScriptedMarket *yahoo, *finnhub;
  ScriptedTruth truth;
  char *folder;
  EngineRun run;
} RoutingFixture;

/* Who is set up beside Yahoo. */
enum
{
  ROUTING_FINNHUB = 1 << 0,
  ROUTING_FOLDER = 1 << 1,
  ROUTING_STORE = 1 << 2,
};

extern const CwLoadOptions routing_price, routing_bars;

void routing_set_up (RoutingFixture *fixture, guint parts, const char *provider);
void routing_tear_down (RoutingFixture *fixture);
void routing_let_yahoo_answer (RoutingFixture *fixture, guint status);
double routing_get_yahoo_price (RoutingFixture *fixture);
void routing_assert_price (const CwOutcome *outcome, double expected, const char *source);
char *routing_make_folder (void);

G_END_DECLS
