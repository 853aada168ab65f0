/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-palette.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Reference pictures are kept with a palette, which makes them a quarter as large: the colours that
 * most of the pixels have, and for the rest, shades at the edges of letters and lines, the nearest
 * of them.
 */

#define MOST_COLORS 256

typedef struct
{
  guint32 color;
  guint count;
} Entry;

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
              + 4 * x,
          sizeof pixel);
  return pixel & 0xffffff;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return first->color < second->color ? -1 : first->color > second->color;
}

static GArray *
count_colors (cairo_surface_t *surface)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GHashTableIter iter;
  gpointer color, count;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        gpointer key = GUINT_TO_POINTER (get_pixel (surface, x, y));

        count = g_hash_table_lookup (counts, key);
        g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &color, &count))
    {
      Entry entry = { GPOINTER_TO_UINT (color), GPOINTER_TO_UINT (count) };

      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare);
  return entries;
}

static int
distance (guint32 a, guint32 b)
{
  int sum = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      int difference = (int) ((a >> shift) & 0xff) - (int) ((b >> shift) & 0xff);

      sum += difference * difference;
    }
  return sum;
}

static guint8
find_nearest (const GArray *entries, guint n, guint32 color)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    if (distance (g_array_index (entries, Entry, i).color, color)
        < distance (g_array_index (entries, Entry, best).color, color))
      best = i;
  return (guint8) best;
}

static void
write_rows (png_structp png, cairo_surface_t *surface, const GArray *entries, guint n)
{
  int width = cairo_image_surface_get_width (surface);
  g_autofree guint8 *row = g_malloc ((gsize) width);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      for (int x = 0; x < width; x++)
        row[x] = find_nearest (entries, n, get_pixel (surface, x, y));
      png_write_row (png, row);
    }
}

static void
write_palette (png_structp png, png_infop info, const GArray *entries, guint n)
{
  png_color colors[MOST_COLORS];

  for (guint i = 0; i < n; i++)
    {
      guint32 color = g_array_index (entries, Entry, i).color;

      colors[i] = (png_color){ (guint8) (color >> 16), (guint8) (color >> 8), (guint8) color };
    }
  png_set_PLTE (png, info, colors, (int) n);
}

/** chart_save_with_palette: Returns: whether @surface, opaque, could be saved as @path */
gboolean
chart_save_with_palette (cairo_surface_t *surface, const char *path)
{
  g_autoptr (GArray) entries = count_colors (surface);
  guint n = MIN (entries->len, MOST_COLORS);
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  FILE *file = fopen (path, "wb");

  if (file == NULL)
    return FALSE;
  png_init_io (png, file);
  png_set_compression_level (png, 9);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR (png, info, (guint32) cairo_image_surface_get_width (surface),
                (guint32) cairo_image_surface_get_height (surface), 8, PNG_COLOR_TYPE_PALETTE,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  write_palette (png, info, entries, n);
  png_write_info (png, info);
  write_rows (png, surface, entries, n);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  return fclose (file) == 0;
}
