/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/** CwServiceRequest: what the risk service is asked about each symbol and about all of them. */
typedef struct
{
  char **symbols;        /* as they were given */
  const GArray *weights; /* of double, nullable: then all weigh the same */
  double confidence;     /* 0 for what the service usually takes */
  CwRange range;
} CwServiceRequest;

/** CwServiceItem: a symbol, or the portfolio, and what the service says of it. */
typedef struct
{
  char *symbol; /* what was given, made safe to show, if that is no symbol */
  double weight;
  CwServiceRisk *risk; /* nullable */
  GError *error;       /* nullable: why there is none */
} CwServiceItem;

/** CwServiceData: what the service says of all that it was asked about. */
typedef struct
{
  CwCliContext *context;
  CwServiceRequest request;
  CwServiceRiskQuery window; /* what all questions have in common */
  GPtrArray *items;          /* of CwServiceItem, in the order in which they were given */
  CwServiceItem portfolio;   /* of the symbols that came; neither answer nor error if none did */
  guint n_pending, n_arrived;
} CwServiceData;

void cw_service_data_clear (CwServiceData *data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwServiceData, cw_service_data_clear)

gboolean cw_service_data_load (CwServiceData *data,
                               CwCliContext *context,
                               const CwServiceRequest *request,
                               GError **error);

G_END_DECLS
