/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cw-painter.h"

G_BEGIN_DECLS

/** CwTextStyle: the few kinds of text that a chart has. */
typedef enum
{
  CW_TEXT_LABEL,
  CW_TEXT_SMALL,
  CW_TEXT_STRONG, /* as large as a label, bold */
  CW_TEXT_TITLE,
  CW_TEXT_PRICE,
} CwTextStyle;

PangoContext *cw_text_context_new (void) G_GNUC_WARN_UNUSED_RESULT;
PangoContext *cw_text_context_for_numbers (PangoContext *context) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout *
cw_text_new (PangoContext *context, CwTextStyle style, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void cw_text_set (PangoLayout *layout, const char *text);
void cw_text_get_size (PangoLayout *layout, double *width, double *height);
void cw_text_paint (const CwPainter *painter, PangoLayout *layout, double x, double y);

G_END_DECLS
