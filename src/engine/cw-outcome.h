/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-analysis.h"

G_BEGIN_DECLS

/** CwStage: how far a symbol has come. */
typedef enum
{
  CW_STAGE_QUEUED,
  CW_STAGE_LOADING,
  CW_STAGE_COMPUTING,
  CW_STAGE_READY,
  CW_STAGE_FAILED,
  CW_STAGE_CANCELLED,
} CwStage;

/**
 * CwOutcome:
 *
 * What a load has to say about one symbol at one moment. Immutable and reference-counted. An
 * @analysis may come before the symbol is ready: what is known so far, to be shown at once. That of
 * a symbol that failed is what is stored of it.
 */
typedef struct
{
  guint index; /* the symbol's place in the list that was asked for */
  char *symbol;
  CwStage stage;
  CwAnalysis *analysis; /* nullable */
  GError *error;        /* set if and only if the stage is failed */
  CwSeries *found;      /* nullable: for `CW_ENGINE_ERROR_OTHER_COMPANY`, what the symbol stands for
                           now; @analysis is of what it stood for, which has been kept */
  guint n_new_bars;     /* that the provider had and the store had not */
  gboolean from_store;  /* what is stored was new enough, so nobody was asked */
} CwOutcome;

CwOutcome *cw_outcome_ref (CwOutcome *outcome);
void cw_outcome_unref (CwOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwOutcome, cw_outcome_unref)

G_END_DECLS
