/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-image.h"
#include "cw-workers.h"

G_BEGIN_DECLS

void cw_chart_render_async (CwWorkers *workers,
                            CwScene *scene,
                            CwView view,
                            const CwImageOptions *options,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GBytes *cw_chart_render_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_chart_export_async (CwWorkers *workers,
                            CwScene *scene,
                            CwView view,
                            const CwImageOptions *options,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean cw_chart_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
