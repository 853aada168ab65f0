/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-service-risk.h"

G_BEGIN_DECLS

CwServiceReturns *cw_producer_parse_returns (const char *body,
                                             gsize length,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwServiceVar *
cw_producer_parse_var (const char *body, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *cw_producer_parse_error (guint status, const char *body, gsize length, const char *what)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
