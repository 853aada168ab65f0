/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include "chart-palette.h"
#include "chart-pictures.h"
#include "plot-cases.h"

/*
 * Draws the reference pictures anew, after the look was changed on purpose:
 *
 *   FONTCONFIG_FILE=$PWD/build/tests/chart/fonts.conf \
 *     build/tests/chart/render-references tests/chart/reference
 *
 * Look at each of them before keeping it.
 */

static gboolean
save (GBytes *bytes, const char *path)
{
  cairo_surface_t *picture = chart_read_png (bytes);
  gboolean saved = chart_save_with_palette (picture, path);

  cairo_surface_destroy (picture);
  if (!saved)
    g_printerr ("%s could not be written\n", path);
  return saved;
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      g_printerr ("Usage: %s DIRECTORY\n", argv[0]);
      return 2;
    }
  for (gsize i = 0; i < chart_n_cases; i++)
    {
      g_autoptr (GBytes) bytes = chart_render_case (&chart_cases[i]);
      g_autofree char *path = chart_dup_reference_path (argv[1], &chart_cases[i]);

      if (!save (bytes, path))
        return 1;
    }
  for (gsize i = 0; i < plot_n_cases; i++)
    {
      g_autoptr (GBytes) bytes = plot_render_case (&plot_cases[i]);
      g_autofree char *path = g_strdup_printf ("%s/%s.png", argv[1], plot_cases[i].name);

      if (!save (bytes, path))
        return 1;
    }
  return 0;
}
