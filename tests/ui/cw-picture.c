/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-picture.h"

#include <cairo.h>

static guint
count_colors (cairo_surface_t *surface, int width, int height)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width && g_hash_table_size (colors) < CW_PICTURE_MANY; x++)
      {
        const guint32 *row =
            (const guint32 *) (gconstpointer) (pixels + (gsize) y * (gsize) stride);

        g_hash_table_add (colors, GUINT_TO_POINTER (row[x]));
      }
  return g_hash_table_size (colors);
}

/** cw_picture_read: Returns: what there is to know of the PNG file @path, which must be one */
CwPicture
cw_picture_read (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  CwPicture picture = { 0 };

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  picture.width = cairo_image_surface_get_width (surface);
  picture.height = cairo_image_surface_get_height (surface);
  picture.n_colors = count_colors (surface, picture.width, picture.height);
  cairo_surface_destroy (surface);
  return picture;
}
