/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-plot.h"
#include "cw-risk-choice.h"
#include "cw-symbol-list.h"

G_BEGIN_DECLS

/** CW_RISK_LEAST_RETURNS: from fewer daily returns nothing is said. */
#define CW_RISK_LEAST_RETURNS 30

/** CwRiskPart: a symbol of the portfolio. */
typedef struct
{
  char *name;
  char *request;      /* as an engine and the command line are asked for it */
  CwSeries *series;   /* nullable: then there is a reason */
  CwHolding *holding; /* nullable: what is held of it */
  char *reason;       /* nullable: why it is left out */
  gboolean coming;    /* it is left out only because it is still on its way */
} CwRiskPart;

/** CwRiskQuestion: all that a study is made from; references and values, so a job may own it. */
typedef struct
{
  GPtrArray *parts; /* owned, of CwRiskPart */
  CwRiskPortfolio portfolio;
  CwRange range;
  CwReturnsPrice price;
  CwRiskMeasure measure;
  CwSeries *benchmark; /* nullable */
  char *benchmark_name;
} CwRiskQuestion;

/**
 * CwRiskStudy:
 *
 * What was found out about the risk of a portfolio, ready to be shown. Belongs to one thread at a
 * time.
 */
typedef struct
{
  CwRiskQuestion *question; /* owned; its parts that were left out have their reasons */
  CwBasket *basket;         /* nullable: then @problem says why */
  char *problem;            /* nullable, in a sentence */
  char *remedy;             /* nullable: what can be done about it */
  CwRiskFigures figures;
  double day_var, day_shortfall; /* historical, of one day: those that the histogram marks */
  double *betas;                 /* of each of the basket's symbols */
  double *actuals; /* what really happened: symbol by symbol in each of the named scenarios */
  CwPlot *histogram, *drawdown;
  CwPlot *correlation;  /* nullable: one symbol alone goes with nobody */
  gsize n_correlated;   /* how many of the symbols are in it */
  const char *shortest; /* nullable: the symbol that keeps the others from reaching further back */
} CwRiskStudy;

CwRiskPart *cw_risk_part_new (const char *name, const char *provider) G_GNUC_WARN_UNUSED_RESULT;

CwRiskQuestion *cw_risk_question_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwRiskQuestion *cw_risk_question_new_for_list (CwRiskChoice *choice,
                                               const CwSymbolList *list) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_question_free (CwRiskQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRiskQuestion, cw_risk_question_free)
guint cw_risk_question_count_coming (const CwRiskQuestion *question);
gboolean cw_risk_question_knows_something (const CwRiskQuestion *question);
gboolean cw_risk_question_is_same (const CwRiskQuestion *a, const CwRiskQuestion *b);

void cw_risk_study_free (CwRiskStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRiskStudy, cw_risk_study_free)

double cw_risk_study_get_actual (const CwRiskStudy *study, gsize scenario, gsize symbol);
guint cw_risk_study_count_left_out (const CwRiskStudy *study);

CwRiskStudy *cw_risk_study_make (CwRiskQuestion *question,
                                 GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void cw_risk_study_make_async (CwEngine *engine,
                               CwRiskQuestion *question,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
CwRiskStudy *cw_risk_study_make_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
