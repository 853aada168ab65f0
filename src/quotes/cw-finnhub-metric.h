/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-fundamentals.h"

G_BEGIN_DECLS

CwFundamentals *cw_finnhub_metric_parse (const char *body,
                                         gsize length,
                                         const char *symbol,
                                         const char *source,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
