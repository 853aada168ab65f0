/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwRowPace:
 *
 * Rows that come back into a list, a few a frame: to make and lay out the widgets of all that a
 * list view keeps takes longer than a frame may.
 */
typedef struct _CwRowPace CwRowPace;

CwRowPace *cw_row_pace_new (GListModel *rows) G_GNUC_WARN_UNUSED_RESULT;
void cw_row_pace_free (CwRowPace *pace);

GListModel *cw_row_pace_get_model (CwRowPace *pace);
void cw_row_pace_begin (CwRowPace *pace);
gboolean cw_row_pace_is_over (CwRowPace *pace);

G_END_DECLS
