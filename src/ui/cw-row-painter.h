/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row-look.h"
#include "cw-row-texts.h"

G_BEGIN_DECLS

/**
 * CwRowPainter:
 *
 * Paints what a row says. A row of labels would be ten widgets, each with a style, a size and a
 * place of its own to be worked out whenever one of them changes; a list view keeps two hundred
 * rows. This is one widget whose size never changes, with texts that are set once each.
 */
typedef struct _CwRowPainter CwRowPainter;

CwRowPainter *cw_row_painter_new (CwRowLook *look) G_GNUC_WARN_UNUSED_RESULT;
void cw_row_painter_free (CwRowPainter *painter);

gboolean cw_row_painter_take (CwRowPainter *painter, const CwRowTexts *texts, CwAnalysis *analysis);
int cw_row_painter_find_middle (CwRowPainter *painter);
void cw_row_painter_paint (
    CwRowPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, int reserved, gboolean chosen);

G_END_DECLS
