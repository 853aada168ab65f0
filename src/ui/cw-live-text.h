/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-live.h"

G_BEGIN_DECLS

/* How it stands with live prices, in words. */

char *cw_live_text_of_time (gint64 time, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *cw_live_text_of_status (const CwLiveStatus *status,
                              const char *refusing) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_live_text_of_host (const char *host);
char *cw_live_text_find_refusing (const GPtrArray *hosts) G_GNUC_WARN_UNUSED_RESULT;
char *cw_live_text_of_details (const CwLiveStatus *status,
                               const GPtrArray *hosts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
