/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-exchange.h"

G_BEGIN_DECLS

#define CW_ANSWER_JSON_TYPE "application/json;charset=utf-8"

/** CwAnswer: what a request is answered with. */
typedef struct
{
  guint status;
  const char *type; /* the body's, static */
  GBytes *body;
} CwAnswer;

/**
 * CwAnswerFunc:
 * @exchange: what is quoted
 * @rest: the path behind the part that chose this function, decoded
 * @query: (nullable): the query's names and values, decoded
 *
 * Knows nothing of HTTP but the status.
 */
typedef CwAnswer (*CwAnswerFunc) (CwExchange *exchange, const char *rest, GHashTable *query);

CwAnswer cw_answer_new (guint status, const char *type, const char *text);
CwAnswer cw_answer_json (GString *text);
CwAnswer
cw_answer_yahoo_error (const char *root, guint status, const char *code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
CwAnswer cw_answer_not_found (void);

const char *cw_query_get (GHashTable *query, const char *name);

CwAnswer cw_chart_body_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_spark_body_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_search_body_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_finnhub_metric_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_finnhub_quote_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_finnhub_profile_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_risk_returns_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_risk_portfolio_answer (CwExchange *exchange, const char *rest, GHashTable *query);
CwAnswer cw_risk_var_answer (CwExchange *exchange, const char *rest, GHashTable *query);
double cw_lab_get_delay (GHashTable *query);
CwAnswer cw_lab_body_answer (CwExchange *exchange, const char *rest, GHashTable *query);

G_END_DECLS
