/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-symbol-study.h"

G_BEGIN_DECLS

/**
 * CwTrackView:
 *
 * How a rule did: how often it said what, how often it was right, and what it brought against
 * holding. It is folded up at first, and made when it is unfolded.
 *
 * Signals: `wanted`: somebody wants to see it for the first time
 */
#define CW_TYPE_TRACK_VIEW (cw_track_view_get_type ())
G_DECLARE_FINAL_TYPE (CwTrackView, cw_track_view, CW, TRACK_VIEW, GtkWidget)

void cw_track_view_set_study (CwTrackView *self, CwSymbolStudy *study);

G_END_DECLS
