/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"
#include "cw-provider.h"
#include "cw-service-risk.h"
#include "cw-workers.h"

G_BEGIN_DECLS

#define CW_PRODUCER_URL "http://127.0.0.1:8003"

/**
 * CwServiceRiskQuery:
 *
 * What a risk service is asked. With a @symbol and no @portfolio it is about the symbol alone; with
 * a @portfolio and no @symbol, about the portfolio as a whole, and there are no daily returns.
 */
typedef struct
{
  const char *symbol;           /* nullable: normalized */
  const char *const *portfolio; /* nullable: normalized symbols, %NULL at the end */
  const double *weights;        /* nullable: one for each of @portfolio; all the same without */
  double confidence;            /* of the value at risk; 0 for what the service usually takes */
  CwRange range;
  gint64 from, to; /* both 0: the range counts; otherwise these do, both included */
  int priority;    /* lower goes first */
} CwServiceRiskQuery;

#define CW_TYPE_PRODUCER_PROVIDER (cw_producer_provider_get_type ())
G_DECLARE_FINAL_TYPE (CwProducerProvider, cw_producer_provider, CW, PRODUCER_PROVIDER, GObject)

CwProvider *cw_producer_provider_new (CwHttpClient *client,
                                      CwWorkers *workers,
                                      const char *base_url,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;

void cw_producer_provider_fetch_risk_async (CwProducerProvider *self,
                                            const CwServiceRiskQuery *query,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
CwServiceRisk *cw_producer_provider_fetch_risk_finish (CwProducerProvider *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
