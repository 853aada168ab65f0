/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_SERVICE_NO_DAY: what stands for a day that a risk service did not tell. */
#define CW_SERVICE_NO_DAY G_MININT32

/**
 * CwServiceReturns:
 *
 * Simple daily returns as a risk service tells them, oldest first, the days strictly ascending,
 * every return finite.
 */
typedef struct
{
  gsize n;
  gint32 *day;      /* days since 1970 that the returns end on, by the exchange's calendar */
  double *value;    /* fractions: 0.01 is a gain of 1 % */
  guint n_rejected; /* returns that the service sent and that could not be believed */
} CwServiceReturns;

/** CwServiceVar: a value at risk as a risk service tells it. */
typedef struct
{
  double value;      /* a loss is positive; a fraction */
  double confidence; /* 0.95 is 95 %; NaN if not told */
  int horizon;       /* in days; 0 if not told */
  gint64 observations;
  gint32 from, to; /* the days of the first and the last return, or %CW_SERVICE_NO_DAY */
  char *method;    /* the service's word, for example historical; cleaned, empty if not told */
} CwServiceVar;

/** CwServiceRiskPart: the questions that a risk service answers one by one. */
typedef enum
{
  CW_SERVICE_RISK_DAILY_RETURNS,
  CW_SERVICE_RISK_PORTFOLIO_RETURNS,
  CW_SERVICE_RISK_VAR,
} CwServiceRiskPart;

#define CW_N_SERVICE_RISK_PARTS (CW_SERVICE_RISK_VAR + 1)

/**
 * CwServiceRisk:
 *
 * What a risk service says of a symbol, or of a portfolio as a whole. A part that failed has its
 * error in its place; one that was not asked for has neither. Immutable and reference-counted.
 */
typedef struct
{
  char *symbol; /* whose daily returns these are; empty for a portfolio as a whole */
  char *source; /* for people: who gave these numbers */
  CwServiceReturns *daily_returns;         /* nullable */
  CwServiceReturns *portfolio_returns;     /* nullable */
  CwServiceVar *var;                       /* nullable: of the portfolio */
  GError *errors[CW_N_SERVICE_RISK_PARTS]; /* nullable each: why that part is missing */
} CwServiceRisk;

CwServiceRisk *cw_service_risk_new (const char *symbol,
                                    const char *source) G_GNUC_WARN_UNUSED_RESULT;
CwServiceRisk *cw_service_risk_ref (const CwServiceRisk *risk);
void cw_service_risk_unref (CwServiceRisk *risk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwServiceRisk, cw_service_risk_unref)

CwServiceReturns *cw_service_returns_new (gsize capacity) G_GNUC_WARN_UNUSED_RESULT;
void cw_service_returns_free (CwServiceReturns *returns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwServiceReturns, cw_service_returns_free)

void cw_service_var_free (CwServiceVar *var);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwServiceVar, cw_service_var_free)

G_END_DECLS
