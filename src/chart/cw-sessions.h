/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

CwSeries *cw_sessions_append (const CwSeries *series, gsize n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
