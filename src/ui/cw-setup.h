/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

/**
 * CwSetup:
 *
 * What a person has set, and the Finnhub key, on their way into the program's window: when it opens
 * a source of data, and whenever something changes.
 */
typedef struct _CwSetup CwSetup;

CwSetup *cw_setup_new (gboolean offline, CwTrace *trace) G_GNUC_WARN_UNUSED_RESULT;
void cw_setup_free (CwSetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSetup, cw_setup_free)

void cw_setup_follow (CwSetup *setup, CwWindow *window);
void cw_setup_open (CwSetup *setup, const GPtrArray *entries);
gboolean cw_setup_open_demo (CwSetup *setup, const GPtrArray *entries, GError **error);
void cw_setup_show_preferences (CwSetup *setup, GtkWindow *parent);

G_END_DECLS
