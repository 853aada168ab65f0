/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"

G_BEGIN_DECLS

/** EngineRun: an engine, and all that one load after another says. */
typedef struct
{
  CwEngine *engine;
  CwLoad *load;
  GPtrArray *all; /* of CwOutcome, as they came */
  gboolean finished;
} EngineRun;

void engine_run_begin (EngineRun *run, const CwEngineConfig *config);
void engine_run_start (EngineRun *run, const char *const *symbols, const CwLoadOptions *options);
void engine_run_wait (EngineRun *run);
void engine_run_load (EngineRun *run, const char *const *symbols, const CwLoadOptions *options);
void engine_run_load_one (EngineRun *run, const char *symbol, const CwLoadOptions *options);
void engine_run_end (EngineRun *run);

const CwOutcome *engine_run_find (EngineRun *run, const char *symbol);
const CwOutcome *engine_run_find_ready (EngineRun *run, const char *symbol);

char *engine_run_make_data_dir (void);

G_END_DECLS
