/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-http-client.h"
#include "cw-provider.h"
#include "cw-workers.h"

G_BEGIN_DECLS

#define CW_YAHOO_URL "https://query1.finance.yahoo.com"

#define CW_TYPE_YAHOO_PROVIDER (cw_yahoo_provider_get_type ())
G_DECLARE_FINAL_TYPE (CwYahooProvider, cw_yahoo_provider, CW, YAHOO_PROVIDER, GObject)

CwProvider *cw_yahoo_provider_new (CwHttpClient *client,
                                   CwWorkers *workers,
                                   const char *base_url,
                                   const char *name,
                                   CwClock clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
