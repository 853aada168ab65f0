/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-indicator.h"
#include "cw-range.h"
#include "cw-series.h"

G_BEGIN_DECLS

/** CwChartType: how prices are drawn. */
typedef enum
{
  CW_CHART_CANDLES,
  CW_CHART_BARS,
  CW_CHART_LINE,
  CW_CHART_AREA,
  CW_CHART_HEIKIN_ASHI, /* candles of averages, which run smoother than prices do */
} CwChartType;

#define CW_N_CHART_TYPES (CW_CHART_HEIKIN_ASHI + 1)

#define CW_SCENE_MAX_INDICATORS 12

/** CwSceneOptions: what a chart shows. Overlays and panes are drawn in their order here. */
typedef struct
{
  CwChartType type;
  gboolean log_scale;
  gboolean percent; /* the axis counts from the first close in sight; so do others beside it */
  gboolean markers; /* dividends, splits, and where the short-term decision changed */
  gboolean volume;
  gsize n_indicators;
  CwIndicatorSpec indicators[CW_SCENE_MAX_INDICATORS];
} CwSceneOptions;

/**
 * CwScene:
 *
 * A series with everything computed that is drawn of it. Immutable and reference-counted: made on a
 * worker, painted anywhere.
 */
typedef struct _CwScene CwScene;

gboolean cw_chart_type_parse (const char *text, CwChartType *type);
const char *cw_chart_type_to_string (CwChartType type);

void cw_scene_options_init (CwSceneOptions *options);
gboolean cw_scene_options_add (CwSceneOptions *options, const CwIndicatorSpec *spec);
gboolean cw_scene_options_remove (CwSceneOptions *options, const CwIndicatorSpec *spec);
gboolean cw_scene_options_has (const CwSceneOptions *options, const CwIndicatorSpec *spec);

#define CW_SCENE_MAX_OTHERS 6
#define CW_SCENE_MAX_LEVELS 8

/** CwLevelKind: why somebody cares about a price. */
typedef enum
{
  CW_LEVEL_TARGET, /* where to look again */
  CW_LEVEL_COST,   /* what a share of a holding cost on average */
} CwLevelKind;

/** CwLevel: a price that is drawn as a line across the chart. */
typedef struct
{
  CwLevelKind kind;
  double price;
} CwLevel;

/** CwSceneExtras: what is drawn beside a series' own bars. */
typedef struct
{
  gsize n_others;
  const CwSeries *others[CW_SCENE_MAX_OTHERS]; /* compared in percent, joined by date */
  gsize n_levels;
  CwLevel levels[CW_SCENE_MAX_LEVELS];
} CwSceneExtras;

CwScene *cw_scene_new (const CwSeries *series,
                       const CwSceneOptions *options) G_GNUC_WARN_UNUSED_RESULT;
CwScene *cw_scene_new_with_extras (const CwSeries *series,
                                   const CwSceneOptions *options,
                                   const CwSceneExtras *extras) G_GNUC_WARN_UNUSED_RESULT;
CwScene *cw_scene_ref (CwScene *scene);
void cw_scene_unref (CwScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwScene, cw_scene_unref)

const CwSeries *cw_scene_get_series (const CwScene *scene);
const CwSceneOptions *cw_scene_get_options (const CwScene *scene);

/**
 * CwView:
 *
 * Which bars are in sight: from @first to @last in bar numbers, fractions allowed; a bar i occupies
 * i - 0.5 … i + 0.5. The numbers go on behind the last bar where a scene has places there.
 */
typedef struct
{
  double first, last;
} CwView;

CwView cw_view_for_range (const CwSeries *series, CwRange range);
CwView cw_view_zoom (CwView view, gsize n_bars, double factor, double around);
CwView cw_view_pan (CwView view, gsize n_bars, double bars);

gsize cw_scene_get_n_places (const CwScene *scene);
CwView cw_scene_get_view (const CwScene *scene, CwRange range);
CwView cw_scene_extend_view (const CwScene *scene, CwView view);

char *cw_scene_describe (const CwScene *scene, CwView view) G_GNUC_WARN_UNUSED_RESULT;
char *cw_scene_describe_bar (const CwScene *scene, gsize bar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
