/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-trace.h"

G_BEGIN_DECLS

void cw_loop_watch_start (CwTrace *trace);
void cw_loop_watch_begin_frame (void);
void cw_loop_watch_end_frame (void);
void cw_loop_watch_stop (void);

G_END_DECLS
