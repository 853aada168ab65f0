/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-question.h"

G_BEGIN_DECLS

/** CwYahooHost: whom all questions of one Yahoo provider are put to, and by what means. */
typedef struct
{
  CwHttpClient *client;
  CwWorkers *workers;
  char *base_url; /* without a slash at its end */
  char *name;     /* for people */
  CwClock clock;
} CwYahooHost;

/* What time it is in the market, as far as is known from earlier answers. */
static inline gint64
cw_yahoo_host_now (const CwYahooHost *host)
{
  gint64 skew = cw_clock_is_standing (host->clock) ? 0 : cw_http_client_get_skew (host->client);

  return cw_clock_now (host->clock) + skew;
}

/* The time that answers are measured by: the demo market's, or the provider's own clock. */
static inline gint64
cw_yahoo_host_date (CwClock clock, const CwReply *reply)
{
  return cw_clock_is_standing (clock) ? cw_clock_now (clock) : reply->date;
}

G_END_DECLS
