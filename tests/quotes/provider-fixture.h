/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"
#include "cw-workers.h"
#include "http-call.h"

G_BEGIN_DECLS

/** ProviderFixture: a provider and what its last answer was; each question is waited for. */
typedef struct
{
  HttpFixture http;
  CwWorkers *workers;
  CwProvider *provider; /* owned; set by the test */
  GCancellable *cancellable;
  GAsyncQueue *ends;

  CwSeriesQuery series_query; /* what to ask next */
  CwQuotesQuery quotes_query;
  const char *symbol;

  CwSeries *series;
  CwFundamentals *fundamentals;
  CwSymbolQuote *quote;
  GPtrArray *quotes; /* of CwQuoteResult */
  CwProfile *profile;
  GError *error;
} ProviderFixture;

void provider_fixture_open (ProviderFixture *fixture, const CwHttpLimits *limits);
void provider_fixture_close (ProviderFixture *fixture);
void provider_fixture_clear (ProviderFixture *fixture);

void provider_fixture_start (ProviderFixture *fixture, GSourceFunc start);
void provider_fixture_wait (ProviderFixture *fixture);
void provider_fixture_ask (ProviderFixture *fixture, GSourceFunc start);

gboolean provider_fixture_series (gpointer fixture);
gboolean provider_fixture_fundamentals (gpointer fixture);
gboolean provider_fixture_quote (gpointer fixture);
gboolean provider_fixture_quotes (gpointer fixture);
gboolean provider_fixture_profile (gpointer fixture);

G_END_DECLS
