/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwStudyMaker:
 *
 * Has studies of one symbol after another made on the engine's workers, from when somebody first
 * wants to see one. What the market did and what happened before the analysis begins is loaded only
 * when somebody wants to see that too, and then the study is made once more.
 *
 * Signals: `changed`: there is another study, or none any more
 */
#define CW_TYPE_STUDY_MAKER (cw_study_maker_get_type ())
G_DECLARE_FINAL_TYPE (CwStudyMaker, cw_study_maker, CW, STUDY_MAKER, GObject)

CwStudyMaker *cw_study_maker_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cw_study_maker_set_engine (CwStudyMaker *self, CwEngine *engine);
void cw_study_maker_show_series (CwStudyMaker *self, CwSeries *series);
void cw_study_maker_begin (CwStudyMaker *self);
void cw_study_maker_look_further (CwStudyMaker *self);
CwSymbolStudy *cw_study_maker_get_study (CwStudyMaker *self);
const char *cw_study_maker_get_benchmark (CwStudyMaker *self);
gboolean cw_study_maker_is_busy (CwStudyMaker *self);

G_END_DECLS
