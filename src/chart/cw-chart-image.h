/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame.h"

G_BEGIN_DECLS

/** CwImageFormat: what kind of file a picture becomes. */
typedef enum
{
  CW_IMAGE_PNG,
  CW_IMAGE_SVG,
  CW_IMAGE_PDF,
  CW_IMAGE_CSV, /* no picture, but the numbers that it is drawn from */
} CwImageFormat;

/**
 * CwImageError:
 * @CW_IMAGE_ERROR_UNKNOWN_FORMAT: no such image format
 * @CW_IMAGE_ERROR_TOO_LARGE: more pixels than can be drawn
 * @CW_IMAGE_ERROR_FAILED: the picture could not be drawn
 */
typedef enum
{
  CW_IMAGE_ERROR_UNKNOWN_FORMAT,
  CW_IMAGE_ERROR_TOO_LARGE,
  CW_IMAGE_ERROR_FAILED,
} CwImageError;

#define CW_IMAGE_ERROR (cw_image_error_quark ())
GQuark cw_image_error_quark (void);

/** CwImageDirection: from where people read a picture. */
typedef enum
{
  CW_IMAGE_DIRECTION_OF_LANGUAGE, /* as the language goes that the program speaks */
  CW_IMAGE_LEFT_TO_RIGHT,
  CW_IMAGE_RIGHT_TO_LEFT,
} CwImageDirection;

/** CwImageOptions: how a chart becomes a picture file. */
typedef struct
{
  CwImageFormat format;
  double width, height; /* in CSS pixels; in PDF 96 of them are an inch */
  double scale;         /* of PNG: pixels for each of them */
  CwTheme theme;
  CwImageDirection direction;
  const CwPaneHeights *heights; /* nullable: of the panes, as somebody made them */
  const char *title;            /* nullable: else the company's name and symbol */
} CwImageOptions;

gboolean cw_image_format_parse (const char *text, CwImageFormat *format);
const char *cw_image_format_to_string (CwImageFormat format);
gboolean cw_image_format_from_path (const char *path, CwImageFormat *format, GError **error);
char *cw_image_safe_name (const char *symbol, CwImageFormat format) G_GNUC_WARN_UNUSED_RESULT;

GBytes *cw_chart_render (CwScene *scene, CwView view, const CwImageOptions *options, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
