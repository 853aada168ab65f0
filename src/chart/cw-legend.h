/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pane.h"

G_BEGIN_DECLS

/** CwLegendSource: what a legend's item says of a bar. */
typedef enum
{
  CW_LEGEND_HEADING, /* a name without a value */
  CW_LEGEND_OPEN,
  CW_LEGEND_HIGH,
  CW_LEGEND_LOW,
  CW_LEGEND_CLOSE,
  CW_LEGEND_CHANGE,
  CW_LEGEND_VOLUME,
  CW_LEGEND_LINE,
  CW_LEGEND_SINCE,  /* in percent of the first close in sight */
  CW_LEGEND_OTHER,  /* the same of a symbol beside it */
  CW_LEGEND_EVENTS, /* what happened at the bar */
} CwLegendSource;

/** CwLegendItem: a name and the place where a bar's value stands. */
typedef struct
{
  CwLegendSource source;
  gsize line; /* of CW_LEGEND_LINE; of CW_LEGEND_OTHER the number of the other */
  gsize pane;
  CwColor color;      /* of the name */
  PangoLayout *name;  /* owned */
  PangoLayout *value; /* owned; kept from one bar to the next */
  double x, y, value_x;
  gboolean mirrored; /* @value_x is where the value ends */
} CwLegendItem;

CwColor cw_legend_get_line_color (const CwScene *scene, const CwTheme *theme, gsize line);
CwColor cw_legend_get_other_color (const CwScene *scene, const CwTheme *theme, gsize other);
void cw_legend_fill (GArray *items,
                     const CwScene *scene,
                     CwPane *pane,
                     gsize number,
                     double width,
                     gboolean mirrored,
                     const CwTheme *theme,
                     CwTexts *texts);
char *cw_legend_format (const CwLegendItem *item,
                        const CwScene *scene,
                        const CwPane *pane,
                        gsize bar) G_GNUC_WARN_UNUSED_RESULT;
void cw_legend_item_clear (gpointer item);

G_END_DECLS
