/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-arrangement.h"
#include "cw-figures.h"

G_BEGIN_DECLS

/** CwRowTexts: what a row of the watchlist says at one moment. What is not shown is %NULL. */
typedef struct
{
  const char *symbol; /* the row's */
  const char *tag;    /* beside the symbol, for all time */
  CwDirection tag_direction;
  char *detail;  /* the second line */
  char *figures; /* the line after it, or the second one where there is no detail */
  char *age;
  char *price;
  char *change;
  CwDirection change_direction;
  CwDirection line_direction; /* of the line of the year */
  gboolean known;             /* otherwise a bar keeps the price's place */
  gboolean given_up;          /* and may be tried again */
  gboolean failed;
} CwRowTexts;

void cw_row_texts_take (CwRowTexts *texts, CwRow *row, const CwArrangement *arrangement);
void cw_row_texts_clear (CwRowTexts *texts);
char *cw_row_texts_describe (const CwRowTexts *texts, CwRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
