/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-row-selection.h"

G_BEGIN_DECLS

/**
 * CwChoiceFrame:
 *
 * What frames a list while rows of it are being chosen: above how many there are, below what can be
 * done with them. Made when that happens first.
 */
typedef struct _CwChoiceFrame CwChoiceFrame;

CwChoiceFrame *cw_choice_frame_new (GtkStack *headers,
                                    GtkBox *box,
                                    CwRowSelection *selection) G_GNUC_WARN_UNUSED_RESULT;
void cw_choice_frame_free (CwChoiceFrame *frame);

void cw_choice_frame_set_lists (CwChoiceFrame *frame, GMenuModel *lists);
void cw_choice_frame_set_rows (CwChoiceFrame *frame, GListModel *rows);
void cw_choice_frame_update (CwChoiceFrame *frame);

G_END_DECLS
