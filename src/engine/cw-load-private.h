/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"
#include "cw-loader.h"

G_BEGIN_DECLS

CwLoad *cw_load_new (CwEngine *engine,
                     const char *const *symbols,
                     const CwLoadOptions *options) G_GNUC_WARN_UNUSED_RESULT;

CwLoader *cw_engine_get_loader (CwEngine *self);
CwLoopThread *cw_engine_get_network (CwEngine *self);
CwRouter *cw_engine_get_router (CwEngine *self);
void cw_engine_send_offline (CwEngine *self, gboolean offline);
CwTrace *cw_engine_get_trace (CwEngine *self);
void cw_engine_publish (CwEngine *self, GPtrArray *outcomes);
void cw_engine_count (CwEngine *self, guint requested, guint ready, guint failed);

G_END_DECLS
