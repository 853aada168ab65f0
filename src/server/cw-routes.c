/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-routes.h"

#include <string.h>

#define HTML_TYPE "text/html"

static const CwRoute routes[] = {
  { "/v8/finance/chart/", cw_chart_body_answer, .keep = TRUE },
  { "/v7/finance/spark", cw_spark_body_answer, .keep = TRUE },
  { "/v1/finance/search", cw_search_body_answer },
  { "/api/v1/quote", cw_finnhub_quote_answer, .finnhub = TRUE },
  { "/api/v1/stock/metric", cw_finnhub_metric_answer, .finnhub = TRUE },
  { "/api/v1/stock/profile2", cw_finnhub_profile_answer, .finnhub = TRUE },
  { "/quotes_producer/daily-returns/", cw_risk_returns_answer },
  { "/quotes_producer/portfolio-returns", cw_risk_portfolio_answer },
  { "/quotes_producer/var", cw_risk_var_answer },
  { "/lab/", cw_lab_body_answer, .waits = TRUE },
};

/* Whether @path is the route's; then what follows in it, without a slash at the end. */
static char *
match (const CwRoute *route, const char *path)
{
  gsize length = strlen (route->path);
  gboolean open = g_str_has_suffix (route->path, "/");
  g_autofree char *rest = NULL;

  if (strncmp (path, route->path, length) != 0)
    return NULL;
  rest = g_strdup (path + length);
  if (g_str_has_suffix (rest, "/"))
    rest[strlen (rest) - 1] = '\0';
  if (strchr (rest, '/') != NULL || open == (rest[0] == '\0'))
    return NULL;
  return g_steal_pointer (&rest);
}

/**
 * cw_routes_find:
 * @path: a request's path, decoded
 * @rest: (out) (transfer full): what follows the route's own path
 *
 * Returns: (transfer none) (nullable): the route
 */
const CwRoute *
cw_routes_find (const char *path, char **rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      *rest = match (&routes[i], path);
      if (*rest != NULL)
        return &routes[i];
    }
  return NULL;
}

/** cw_routes_get_delay: Returns: how many milliseconds the client wants to wait */
guint
cw_routes_get_delay (const CwRoute *route, GHashTable *query)
{
  if (route == NULL || !route->waits)
    return 0;
  return (guint) (cw_lab_get_delay (query) * 1000 + 0.5);
}

/**
 * cw_routes_refuse:
 * @route: (nullable): what was asked for
 * @refusal: why it is not given
 *
 * Returns: what the real provider would say
 */
CwAnswer
cw_routes_refuse (const CwRoute *route, CwRefusal refusal)
{
  if (refusal == CW_REFUSAL_FAILURE)
    return cw_answer_new (503, HTML_TYPE,
                          "<html><head><title>503 Service Temporarily Unavailable</title></head>"
                          "<body><h1>Service Temporarily Unavailable</h1></body></html>\n");
  if (route != NULL && route->finnhub)
    return cw_answer_new (429, CW_ANSWER_JSON_TYPE,
                          "{\"error\":\"API limit reached. Please try again later. "
                          "Remaining Limit: 0\"}");
  return cw_answer_new (429, HTML_TYPE, "Edge: Too Many Requests");
}

/** cw_routes_refuse_key: Returns: what Finnhub says to a request without a key */
CwAnswer
cw_routes_refuse_key (void)
{
  return cw_answer_new (401, CW_ANSWER_JSON_TYPE, "{\"error\":\"Invalid API key.\"}");
}
