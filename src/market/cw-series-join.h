/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

CwSeries *cw_series_join (const CwSeries *const *parts, gsize n_parts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
