/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwParagraph:
 *
 * A text that takes the width it is given and is as high as it becomes there. Unlike a #GtkLabel,
 * which lays itself out anew for each of the many questions that its parents ask, it asks for no
 * width and keeps its one layout: where many texts change at once, that is most of a frame.
 */
#define CW_TYPE_PARAGRAPH (cw_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (CwParagraph, cw_paragraph, CW, PARAGRAPH, GtkWidget)

GtkWidget *cw_paragraph_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_paragraph_set_text (CwParagraph *self, const char *text);
const char *cw_paragraph_get_text (CwParagraph *self);

G_END_DECLS
