/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-client.h"
#include "cw-provider.h"
#include "cw-workers.h"

G_BEGIN_DECLS

#define CW_FINNHUB_URL "https://finnhub.io"

#define CW_TYPE_FINNHUB_PROVIDER (cw_finnhub_provider_get_type ())
G_DECLARE_FINAL_TYPE (CwFinnhubProvider, cw_finnhub_provider, CW, FINNHUB_PROVIDER, GObject)

CwProvider *cw_finnhub_provider_new (CwHttpClient *client,
                                     CwWorkers *workers,
                                     const char *base_url,
                                     const char *name,
                                     const char *key) G_GNUC_WARN_UNUSED_RESULT;
void cw_finnhub_provider_set_key (CwFinnhubProvider *self, const char *key);

G_END_DECLS
