/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-answer.h"
#include "cw-faults.h"

G_BEGIN_DECLS

/** CwRoute: a path that the server knows. */
typedef struct
{
  const char *path; /* one that ends in a slash is followed by one more part */
  CwAnswerFunc answer;
  gboolean finnhub; /* speaks as Finnhub does when something is wrong, and wants a key */
  gboolean keep;    /* the body depends on the request's text alone and is dear enough to keep */
  gboolean waits;   /* the client says how long the answer takes */
} CwRoute;

const CwRoute *cw_routes_find (const char *path, char **rest);
guint cw_routes_get_delay (const CwRoute *route, GHashTable *query);
CwAnswer cw_routes_refuse (const CwRoute *route, CwRefusal refusal);
CwAnswer cw_routes_refuse_key (void);

G_END_DECLS
