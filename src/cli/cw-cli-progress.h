/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/*
 * How far the work has come, on standard error: to those who watch, in one line that is always the
 * newest; to others, where it is wanted, in a line for each step.
 */

gboolean cw_cli_progress_is_shown (const CwCliContext *context);
void cw_cli_progress_show (CwCliContext *context, const char *format, ...) G_GNUC_PRINTF (2, 3);
void cw_cli_progress_show_bar (CwCliContext *context, guint done, guint total, const char *text);
void cw_cli_progress_clear (CwCliContext *context);

G_END_DECLS
