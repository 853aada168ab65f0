/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-export-request.h"

G_BEGIN_DECLS

gboolean cw_export_run (CwCliContext *context,
                        const CwExportRequest *request,
                        char **symbols,
                        GError **error);

G_END_DECLS
