/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-provider.h"
#include "cw-yahoo-host.h"

G_BEGIN_DECLS

void cw_yahoo_history_fetch_async (const CwYahooHost *host,
                                   gpointer source,
                                   const CwSeriesQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
CwSeries *cw_yahoo_history_fetch_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
