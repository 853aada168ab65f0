/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-pictures.h"

#include <stdlib.h>
#include <string.h>

#define FAR_OFF 48

typedef struct
{
  const guint8 *at;
  gsize left;
} Source;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Source *source = closure;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->at, length);
  source->at += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/** chart_read_png: Returns: (transfer full): the picture of a PNG file, read by cairo */
cairo_surface_t *
chart_read_png (GBytes *bytes)
{
  Source source;
  cairo_surface_t *surface;

  source.at = g_bytes_get_data (bytes, &source.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &source);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
              + 4 * x,
          sizeof pixel);
  return pixel;
}

/** chart_compare_pictures: Returns: how much two pictures of the same size differ */
ChartDifference
chart_compare_pictures (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  double sum = 0, far_off = 0;

  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 p = get_pixel (a, x, y), q = get_pixel (b, x, y);
        int worst = 0;

        for (int shift = 0; shift < 24; shift += 8)
          {
            int difference = abs ((int) ((p >> shift) & 0xff) - (int) ((q >> shift) & 0xff));

            sum += difference;
            worst = MAX (worst, difference);
          }
        far_off += worst > FAR_OFF ? 1 : 0;
      }
  return (ChartDifference){ sum / (3.0 * width * height), far_off / (1.0 * width * height) };
}
