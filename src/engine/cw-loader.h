/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clock.h"
#include "cw-long-term.h"
#include "cw-loop-thread.h"
#include "cw-order.h"
#include "cw-router.h"
#include "cw-store.h"
#include "cw-workers.h"

G_BEGIN_DECLS

/**
 * CwLoader:
 *
 * The network thread's side of the engine: recalls what is stored, decides which symbol is fetched
 * next, hands what came to the workers and posts what they found. All of its state belongs to the
 * network thread; the functions below may be called from any.
 */
typedef struct _CwLoader CwLoader;

/** CwLoaderParts: what a loader works with. Everything here must outlive it. */
typedef struct
{
  CwLoopThread *network;
  CwWorkers *workers;
  CwRouter *router;
  CwStore *store; /* nullable */
  const char *benchmark;
  CwClock clock;
  CwThresholds thresholds; /* what a company must reach in usual times */
  guint window;            /* how many symbols may be fetched at once */
} CwLoaderParts;

CwLoader *cw_loader_new (const CwLoaderParts *parts);
void cw_loader_stop (CwLoader *loader);
void cw_loader_free (CwLoader *loader);

void cw_loader_add (CwLoader *loader, CwOrder *order);
void cw_loader_cancel (CwLoader *loader, CwOrder *order);
void cw_loader_prefer (CwLoader *loader, CwOrder *order, const char *symbol);
void cw_loader_set_thresholds (CwLoader *loader, const CwThresholds *thresholds);
void cw_loader_tell_shown (CwLoader *loader, CwOrder *order);
GError *cw_loader_dup_store_error (CwLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
