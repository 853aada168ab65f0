/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CwPicture: what a test wants to know of a PNG file. */
typedef struct
{
  int width, height;
  guint n_colors; /* at most CW_PICTURE_MANY */
} CwPicture;

#define CW_PICTURE_MANY 1000

CwPicture cw_picture_read (const char *path);

G_END_DECLS
