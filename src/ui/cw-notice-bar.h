/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwNoticeBar:
 *
 * A calm line that stays while something is not as it should be: what, and what can be done. The
 * curious find the details behind a button, and can copy them.
 */
#define CW_TYPE_NOTICE_BAR (cw_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwNoticeBar, cw_notice_bar, CW, NOTICE_BAR, GtkWidget)

void cw_notice_bar_say (CwNoticeBar *self, const char *text, const char *details);
void cw_notice_bar_offer (CwNoticeBar *self, const char *label, const char *action);

G_END_DECLS
