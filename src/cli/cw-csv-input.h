/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-series.h"

G_BEGIN_DECLS

CwSeries *cw_csv_input_read (const char *path,
                             const CwInterval *interval,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_series_has_plain_days (const CwSeries *series);

G_END_DECLS
