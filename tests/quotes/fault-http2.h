/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-answer.h"

G_BEGIN_DECLS

void fault_http2_run (FaultAnswer *answer, const char *fault);

G_END_DECLS
