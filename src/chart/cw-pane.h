/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-scale.h"
#include "cw-scene-private.h"
#include "cw-texts.h"

G_BEGIN_DECLS

/** CwPaneKind: what a pane shows. */
typedef enum
{
  CW_PANE_PRICE,
  CW_PANE_VOLUME,
  CW_PANE_INDICATOR,
} CwPaneKind;

/** CwValueTick: a mark on a pane's axis. */
typedef struct
{
  double y;
  double width, height;
  PangoLayout *label; /* owned; NULL where there is only a grid line */
} CwValueTick;

/** CwPane: one of the fields that lie above each other and share the time axis. */
typedef struct
{
  CwPaneKind kind;
  gsize indicator;    /* of CW_PANE_INDICATOR: its index in the options */
  double top, bottom; /* of the whole field */
  double base;        /* the price from which percents count; NaN where prices are told */
  double other_bases[CW_SCENE_MAX_OTHERS]; /* the same of those that are compared */
  double legend_height;                    /* kept free at the top */
  CwScale scale;
  int decimals;      /* of its values in the legend */
  int axis_decimals; /* and on its axis */
  int exponent;      /* the marks are multiples of ten to the power of this */
  gboolean compact;  /* its values are too large to be written out */
  gsize n_ticks;
  CwValueTick ticks[CW_SCALE_MAX_TICKS];
} CwPane;

void cw_pane_settle (CwPane *pane, const CwScene *scene, const CwSight *sight, CwTexts *texts);
void cw_pane_clear (CwPane *pane);
double cw_pane_find_base (const CwScene *scene, gsize first, gsize end);
CwScale cw_pane_get_other_scale (const CwPane *pane, gsize other);
double cw_pane_get_axis_width (const CwPane *pane);
char *cw_pane_format_value (const CwPane *pane, double value) G_GNUC_WARN_UNUSED_RESULT;
char *cw_pane_format_place (const CwPane *pane, double value) G_GNUC_WARN_UNUSED_RESULT;
char *cw_pane_format_axis_value (const CwPane *pane, double value) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_pane_has_band (const CwPane *pane, const CwScene *scene);
const CwIndicator *cw_pane_get_indicator (const CwPane *pane, const CwScene *scene);

G_END_DECLS
