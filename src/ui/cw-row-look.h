/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-arrangement.h"
#include "cw-figures.h"

G_BEGIN_DECLS

/** CwRowFont: in which letters a part of a row is set. */
typedef enum
{
  CW_ROW_FONT_SYMBOL,
  CW_ROW_FONT_TAG,
  CW_ROW_FONT_PRICE,
  CW_ROW_FONT_CAPTION,
  CW_ROW_FONT_FIGURE, /* a caption whose digits are equally wide */
  CW_ROW_FONT_CHANGE, /* the same for a number alone */
} CwRowFont;

#define CW_N_ROW_FONTS (CW_ROW_FONT_CHANGE + 1)

/**
 * CwRowLook:
 *
 * What all rows of a list have in common: the letters, the measures that follow from them, what is
 * shown, and whether rows are being chosen. Asked for by each row and worked out once.
 */
typedef struct
{
  GtkWidget *list; /* whose letters and colours these are; outlives the look */
  CwArrangement arrangement;
  gboolean choosing;

  guint serial; /* goes up when all of the following may be other ones */
  guint context_serial;
  PangoContext *numbers; /* owned, nullable: where signs stand before numbers, in any language */
  PangoAttrList *attributes[CW_N_ROW_FONTS]; /* owned */
  int line_height[CW_N_ROW_FONTS];
  int price_width;  /* kept free for prices and changes, so that nothing jumps */
  int symbol_width; /* the least that a symbol is shown in */
} CwRowLook;

CwRowLook *cw_row_look_new (GtkWidget *list) G_GNUC_WARN_UNUSED_RESULT;
CwRowLook *cw_row_look_ref (CwRowLook *look);
void cw_row_look_unref (CwRowLook *look);

void cw_row_look_refresh (CwRowLook *look);
void cw_row_look_set_arrangement (CwRowLook *look, const CwArrangement *arrangement);
void cw_row_look_set_choosing (CwRowLook *look, gboolean choosing);

PangoLayout *cw_row_look_new_layout (CwRowLook *look, CwRowFont font) G_GNUC_WARN_UNUSED_RESULT;
int cw_row_look_get_height (CwRowLook *look);
int cw_row_look_get_width (CwRowLook *look);

G_END_DECLS
