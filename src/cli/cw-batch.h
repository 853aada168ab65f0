/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/** CwBatchItem: one symbol of a batch and what came of it. */
typedef struct
{
  char *symbol;        /* normalized, behind its provider where another provider's is in the batch
                          too; what was given, made safe to show, if that is no symbol */
  char *route;         /* what the engine is asked for: the symbol, perhaps behind a provider */
  CwOutcome *outcome;  /* the newest, NULL before the first one */
  GError *no_symbol;   /* set if what was given cannot be a symbol; then there is no outcome */
  gboolean by_default; /* nobody named it, so that it may well not exist */
} CwBatchItem;

/**
 * CwBatch:
 *
 * The symbols that a command was given, each once and in their order, on their way in. A text that
 * cannot be a symbol fails alone; the rest goes on.
 */
typedef struct _CwBatch CwBatch;

/** CwBatchFunc: called in the order of arrival, with a symbol that is ready or has failed. */
typedef void (*CwBatchFunc) (CwBatch *batch, CwBatchItem *item, gpointer data);

CwBatch *cw_batch_new (CwCliContext *context, char **texts);
void cw_batch_free (CwBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBatch, cw_batch_free)

void
cw_batch_start (CwBatch *batch, const CwLoadOptions *options, CwBatchFunc arrived, gpointer data);

guint cw_batch_get_size (CwBatch *batch);
CwBatchItem *cw_batch_get (CwBatch *batch, guint index);
guint cw_batch_get_n_arrived (CwBatch *batch);
const GError *cw_batch_get_market_error (CwBatch *batch);

void cw_batch_mark_default (CwBatch *batch, const char *symbol);
const GError *cw_batch_item_get_failure (const CwBatchItem *item);
CwAnalysis *cw_batch_item_get_analysis (const CwBatchItem *item);
const GError *cw_batch_item_get_error (const CwBatchItem *item);

G_END_DECLS
