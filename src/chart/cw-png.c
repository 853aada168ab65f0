/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-png.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>
#include <zlib.h>

#include "cw-chart-image.h"

/* Charts are level lines and flat fields: most rows repeat the row above. The UP filter makes them
 * runs of zeros, and run lengths are all that deflate then has to look for. It takes a third of the
 * time that the default of filters and matches takes. */
#define FILTER PNG_FILTER_UP
#define STRATEGY Z_RLE

#define METRES_PER_INCH 0.0254
#define PIXELS_PER_INCH 96.0

typedef struct
{
  const guint8 *pixels;
  int stride;
  png_uint_32 width, height;
  gboolean opaque;
  png_uint_32 per_metre;

  GByteArray *to;
  guint8 *row;
} Encoding;

static void
write_cb (png_structp png, png_bytep data, size_t length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
flush_cb (png_structp png)
{
}

static void
error_cb (png_structp png, png_const_charp message)
{
  g_debug ("libpng: %s", message);
  png_longjmp (png, 1);
}

static void
warning_cb (png_structp png, png_const_charp message)
{
  g_debug ("libpng: %s", message);
}

static void
convert_opaque_row (guint8 *to, const guint8 *from, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 pixel;

      memcpy (&pixel, from + 4 * i, sizeof pixel);
      to[3 * i] = (guint8) (pixel >> 16);
      to[3 * i + 1] = (guint8) (pixel >> 8);
      to[3 * i + 2] = (guint8) pixel;
    }
}

static guint8
unmultiplied (guint32 channel, guint32 alpha)
{
  return alpha == 0 ? 0 : (guint8) MIN ((channel * 255 + alpha / 2) / alpha, 255);
}

/* Cairo's colours are multiplied by their opacity, PNG's are not. */
static void
convert_row (guint8 *to, const guint8 *from, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 pixel, alpha;

      memcpy (&pixel, from + 4 * i, sizeof pixel);
      alpha = pixel >> 24;
      to[4 * i] = unmultiplied ((pixel >> 16) & 0xff, alpha);
      to[4 * i + 1] = unmultiplied ((pixel >> 8) & 0xff, alpha);
      to[4 * i + 2] = unmultiplied (pixel & 0xff, alpha);
      to[4 * i + 3] = (guint8) alpha;
    }
}

static void
write_image (png_structp png, png_infop info, const Encoding *encoding)
{
  png_set_write_fn (png, encoding->to, write_cb, flush_cb);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, FILTER);
  png_set_compression_strategy (png, STRATEGY);
  png_set_IHDR (png, info, encoding->width, encoding->height, 8,
                encoding->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_pHYs (png, info, encoding->per_metre, encoding->per_metre, PNG_RESOLUTION_METER);
  png_write_info (png, info);
  for (png_uint_32 y = 0; y < encoding->height; y++)
    {
      const guint8 *from = encoding->pixels + (gsize) y * (gsize) encoding->stride;

      if (encoding->opaque)
        convert_opaque_row (encoding->row, from, encoding->width);
      else
        convert_row (encoding->row, from, encoding->width);
      png_write_row (png, encoding->row);
    }
  png_write_end (png, info);
}

/* libpng jumps out of its functions on errors, so nothing that needs freeing is made in here. */
static gboolean
try_to_write (png_structp png, png_infop info, const Encoding *encoding)
{
  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;
  write_image (png, info, encoding);
  return TRUE;
}

static gboolean
encode (const Encoding *encoding)
{
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, error_cb, warning_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean written = info != NULL && try_to_write (png, info, encoding);

  png_destroy_write_struct (&png, &info);
  return written;
}

/**
 * cw_png_encode:
 * @surface: an image surface, `CAIRO_FORMAT_RGB24` or `CAIRO_FORMAT_ARGB32`
 * @scale: how many of its pixels are one CSS pixel, for those who print it
 * @error: return location for a %CW_IMAGE_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): a PNG file, without opacity where @surface has none
 */
GBytes *
cw_png_encode (cairo_surface_t *surface, double scale, GError **error)
{
  g_autofree guint8 *row = NULL;
  Encoding encoding = { 0 };

  cairo_surface_flush (surface);
  encoding.pixels = cairo_image_surface_get_data (surface);
  encoding.stride = cairo_image_surface_get_stride (surface);
  encoding.width = (png_uint_32) cairo_image_surface_get_width (surface);
  encoding.height = (png_uint_32) cairo_image_surface_get_height (surface);
  encoding.opaque = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24;
  encoding.per_metre = (png_uint_32) (PIXELS_PER_INCH / METRES_PER_INCH * scale + 0.5);
  encoding.to = g_byte_array_sized_new (1 << 17);
  encoding.row = row = g_malloc ((gsize) encoding.width * 4);
  if (encoding.pixels == NULL || !encode (&encoding))
    {
      g_byte_array_unref (encoding.to);
      g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_FAILED,
                   _ ("The picture could not be written as PNG"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (encoding.to);
}
