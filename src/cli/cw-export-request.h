/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-chart-image.h"
#include "cw-cli-context.h"

G_BEGIN_DECLS

/** CwExportTexts: the options of an export as they were given. */
typedef struct
{
  char *output, *format, *size, *scale, *title;
  char *range, *interval, *type, *theme, *palette, *cost;
  char **overlays, **panes, **compared, **targets;
  gboolean log_scale, percent, markers, no_volume, contrast, transparent;
} CwExportTexts;

void cw_export_texts_clear (CwExportTexts *texts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwExportTexts, cw_export_texts_clear)

/** CwExportRequest: which pictures are wanted. */
typedef struct
{
  const char *output;
  gboolean to_directory; /* @output is a directory, which may not be there yet */
  CwInterval interval;
  CwRange range;
  CwSceneOptions scene;
  gsize n_levels;
  CwLevel levels[CW_SCENE_MAX_LEVELS];
  char **compared; /* nullable: symbols as they were given */
  CwImageOptions image;
} CwExportRequest;

gboolean cw_export_request_read (CwExportRequest *request,
                                 const CwExportTexts *texts,
                                 guint n_symbols,
                                 GError **error);
CwLoadOptions cw_export_request_get_window (const CwExportRequest *request,
                                            const CwCliContext *context);
gboolean cw_export_request_get_view (const CwExportRequest *request,
                                     const CwCliOptions *options,
                                     const CwSeries *series,
                                     CwView *view,
                                     GError **error);

G_END_DECLS
