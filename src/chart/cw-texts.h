/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

typedef struct _CwTexts CwTexts;

CwTexts *cw_texts_new (PangoContext *given) G_GNUC_WARN_UNUSED_RESULT;
CwTexts *cw_texts_ref (CwTexts *self);
void cw_texts_unref (CwTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTexts, cw_texts_unref)

gboolean cw_texts_are_of (const CwTexts *self, PangoContext *given);
void cw_texts_begin (CwTexts *self);
PangoLayout *
cw_texts_get (CwTexts *self, CwTextStyle style, const char *text) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout *cw_texts_make_empty (CwTexts *self, CwTextStyle style) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_texts_read_from_right (const CwTexts *self);

G_END_DECLS
