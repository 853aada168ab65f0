/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/*
 * Which days a command reads: a range, or the days that --from and --to name.
 */

gboolean cw_cli_check_window (const CwCliContext *context, const char *range, GError **error);
gboolean cw_cli_has_days (const CwCliContext *context);
CwLoadOptions cw_cli_make_window (const CwCliContext *context, CwInterval interval, CwRange range);
CwSeries *cw_cli_cut_to_window (const CwCliContext *context,
                                const CwSeries *series) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
