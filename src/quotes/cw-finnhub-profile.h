/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-profile.h"

G_BEGIN_DECLS

CwProfile *cw_finnhub_profile_parse (const char *body,
                                     gsize length,
                                     const char *symbol,
                                     const char *source,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
