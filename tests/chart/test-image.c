/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "chart-pictures.h"
#include "cw-png.h"

static const ChartCase picture = { .name = "picture",
                                   .walk = { 260, 120, 0.02 },
                                   .indicators = { "sma:20", "macd" } };

static CwImageOptions
make_options (CwImageFormat format, double width, double height, double scale)
{
  CwImageOptions options = { .format = format, .width = width, .height = height, .scale = scale };

  cw_theme_init_light (&options.theme);
  return options;
}

static GBytes *
render (const ChartCase *of, const CwImageOptions *options)
{
  g_autoptr (CwScene) scene = chart_make_scene (of);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = cw_chart_render (scene, chart_make_view (of, scene), options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static void
test_formats (void)
{
  CwImageFormat format;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (int i = CW_IMAGE_PNG; i <= CW_IMAGE_PDF; i++)
    {
      g_assert_true (
          cw_image_format_parse (cw_image_format_to_string ((CwImageFormat) i), &format));
      g_assert_cmpint (format, ==, i);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (cw_image_format_parse ("gif", &format));
  g_assert_true (cw_image_format_from_path ("/tmp/a.b/Chart.SVG", &format, &error));
  g_assert_cmpint (format, ==, CW_IMAGE_SVG);
  g_assert_false (cw_image_format_from_path ("/tmp/a.png/chart", &format, &error));
  g_assert_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_UNKNOWN_FORMAT);
  g_assert_nonnull (strstr (error->message, "chart"));
}

static void
test_limits (void)
{
  static const struct
  {
    CwImageFormat format;
    double width, height, scale;
    gboolean fine;
  } cases[] = {
    { CW_IMAGE_PNG, 1, 1, 1, TRUE },         { CW_IMAGE_PNG, 16384, 1, 1, TRUE },
    { CW_IMAGE_SVG, 16384, 16384, 4, TRUE }, { CW_IMAGE_PNG, 20, 20, 4, TRUE },
    { CW_IMAGE_PNG, 0.5, 100, 1, FALSE },    { CW_IMAGE_PNG, 100, 16385, 1, FALSE },
    { CW_IMAGE_PNG, NAN, 100, 1, FALSE },    { CW_IMAGE_PNG, 100, INFINITY, 1, FALSE },
    { CW_IMAGE_PNG, 100, 100, 0.9, FALSE },  { CW_IMAGE_PNG, 100, 100, 4.1, FALSE },
    { CW_IMAGE_PNG, 100, 100, NAN, FALSE },  { CW_IMAGE_PNG, 16384, 16384, 4, FALSE },
    { CW_IMAGE_PDF, -1, 100, 1, FALSE },
  };
  g_autoptr (CwScene) scene = chart_make_scene (&picture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwImageOptions options =
          make_options (cases[i].format, cases[i].width, cases[i].height, cases[i].scale);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
          cw_chart_render (scene, chart_make_view (&picture, scene), &options, &error);

      if (cases[i].fine)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (bytes), >, 50);
          continue;
        }
      g_assert_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_TOO_LARGE);
      g_assert_null (bytes);
    }
}

static void
test_png_size (void)
{
  CwImageOptions options = make_options (CW_IMAGE_PNG, 301, 201, 2);
  g_autoptr (GBytes) bytes = render (&picture, &options);
  cairo_surface_t *surface = chart_read_png (bytes);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 602);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 402);
  /* An opaque picture has no opacity to store. */
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_RGB24);
  cairo_surface_destroy (surface);
}

static cairo_surface_t *
paint_colours (cairo_format_t format)
{
  cairo_surface_t *surface = cairo_image_surface_create (format, 64, 32);
  cairo_t *cr = cairo_create (surface);

  for (int x = 0; x < 64; x++)
    for (int y = 0; y < 32; y++)
      {
        cairo_set_source_rgba (cr, x / 63.0, y / 31.0, (x * y % 17) / 16.0, (x + y) % 9 / 8.0);
        cairo_rectangle (cr, x, y, 1, 1);
        cairo_fill (cr);
      }
  cairo_destroy (cr);
  return surface;
}

/* Any reader sees what was drawn: cairo's own gives back the same pixels. */
static void
test_png_pixels (void)
{
  static const cairo_format_t formats[] = { CAIRO_FORMAT_RGB24, CAIRO_FORMAT_ARGB32 };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      cairo_surface_t *drawn = paint_colours (formats[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = cw_png_encode (drawn, 1, &error);
      cairo_surface_t *read;
      ChartDifference difference;

      g_assert_no_error (error);
      read = chart_read_png (bytes);
      g_assert_cmpint (cairo_image_surface_get_format (read), ==, formats[i]);
      difference = chart_compare_pictures (drawn, read);
      /* Multiplied colours come back through division, which rounds. */
      g_assert_cmpfloat (difference.mean, <=, formats[i] == CAIRO_FORMAT_RGB24 ? 0 : 0.5);
      g_assert_cmpfloat (difference.outside, ==, 0);
      cairo_surface_destroy (drawn);
      cairo_surface_destroy (read);
    }
}

/* The format has no picture without pixels. */
static void
test_png_nothing (void)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 0, 0);
  cairo_surface_t *flat = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 0);
  g_autoptr (GError) no_pixels = NULL, no_height = NULL;

  g_assert_null (cw_png_encode (nothing, 1, &no_pixels));
  g_assert_error (no_pixels, CW_IMAGE_ERROR, CW_IMAGE_ERROR_FAILED);
  g_assert_null (cw_png_encode (flat, 1, &no_height));
  g_assert_error (no_height, CW_IMAGE_ERROR, CW_IMAGE_ERROR_FAILED);
  cairo_surface_destroy (nothing);
  cairo_surface_destroy (flat);
}

static void
test_transparent (void)
{
  CwImageOptions options = make_options (CW_IMAGE_PNG, 300, 200, 1);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  const guint8 *data;

  options.theme.background.alpha = 0;
  bytes = render (&picture, &options);
  surface = chart_read_png (bytes);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  data = cairo_image_surface_get_data (surface);
  g_assert_cmpuint (data[0] | data[1] | data[2] | data[3], ==, 0);
  cairo_surface_destroy (surface);
}

static char *
write_file (GBytes *bytes, const char *name)
{
  g_autofree char *directory = g_dir_make_tmp ("chart-XXXXXX", NULL);
  char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static void
remove_file (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (directory);
}

static gboolean
has_program (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_test_message ("%s is not installed", program);
  return path != NULL;
}

static GBytes *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                         &error);
  g_autoptr (GBytes) err = NULL;
  GBytes *out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s failed: %.*s", argv[0], (int) g_bytes_get_size (err),
             (const char *) g_bytes_get_data (err, NULL));
  return out;
}

static ChartDifference
compare_with_png (const ChartCase *of, GBytes *rasterised)
{
  CwImageOptions options = make_options (CW_IMAGE_PNG, 600, 400, 1);
  g_autoptr (GBytes) bytes = render (of, &options);
  cairo_surface_t *a = chart_read_png (bytes), *b = chart_read_png (rasterised);
  ChartDifference difference = chart_compare_pictures (a, b);

  g_test_message ("mean %.2f, outside %.4f", difference.mean, difference.outside);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return difference;
}

/* A drawing that another program rasterises looks as ours does, but for the shades of edges, and is
 * far from a chart of bars on a logarithmic axis. */
static void
assert_looks_like_png (GBytes *rasterised)
{
  ChartCase other = picture;
  ChartDifference same, different;

  other.log_scale = TRUE;
  other.type = CW_CHART_BARS;
  same = compare_with_png (&picture, rasterised);
  different = compare_with_png (&other, rasterised);
  g_assert_cmpfloat (same.mean, <, 4);
  g_assert_cmpfloat (same.outside, <, 0.04);
  g_assert_cmpfloat (different.mean, >, same.mean * 1.4);
  g_assert_cmpfloat (different.outside, >, same.outside + 0.01);
}

static void
test_svg (void)
{
  CwImageOptions options = make_options (CW_IMAGE_SVG, 600, 400, 1);
  g_autoptr (GBytes) bytes = render (&picture, &options);
  g_autofree char *path = write_file (bytes, "chart.svg");
  const char *lint[] = { "xmllint", "--noout", "--nonet", path, NULL };
  const char *convert[] = { "rsvg-convert", "--format=png", path, NULL };
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "viewBox=\"0 0 600 400\""));
  g_assert_nonnull (strstr (text, "<title>Test &amp; Sons</title>"));
  g_assert_nonnull (strstr (text, "<desc>Chart of Test &amp; Sons (TEST) from "));
  g_assert_null (strstr (text, "href=\"http")); /* nothing from elsewhere */
  if (has_program ("xmllint"))
    g_bytes_unref (run (lint));
  if (has_program ("rsvg-convert"))
    {
      g_autoptr (GBytes) out = run (convert);

      assert_looks_like_png (out);
    }
  remove_file (path);
}

static void
test_pdf (void)
{
  CwImageOptions options = make_options (CW_IMAGE_PDF, 600, 400, 1);
  g_autoptr (GBytes) bytes = render (&picture, &options);
  g_autofree char *path = write_file (bytes, "chart.pdf");
  const char *info[] = { "pdfinfo", path, NULL };
  const char *convert[] = { "pdftoppm", "-png", "-r", "96", "-singlefile", path, NULL };

  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5), ==, 0);
  if (has_program ("pdfinfo"))
    {
      g_autoptr (GBytes) out = run (info);
      g_autofree char *text = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));

      g_assert_nonnull (strstr (text, "Test & Sons"));
      g_assert_nonnull (strstr (text, "450 x 300 pts"));
    }
  if (has_program ("pdftoppm"))
    {
      g_autoptr (GBytes) out = run (convert);

      assert_looks_like_png (out);
    }
  remove_file (path);
}

/* What is drawn is bounded by pixels: a hundred times the bars are not more boxes. */
static void
test_bounded (void)
{
  ChartCase few = { .name = "few",
                    .walk = { 1260, 40, 0.02 },
                    .indicators = { "sma:20", "ema:50", "macd", "rsi:14" } };
  ChartCase many = few;
  CwImageOptions options = make_options (CW_IMAGE_SVG, 1200, 800, 1);
  g_autoptr (GBytes) small = NULL;
  g_autoptr (GBytes) large = NULL;

  many.walk.n_bars = 126000;
  small = render (&few, &options);
  large = render (&many, &options);
  g_assert_cmpuint (g_bytes_get_size (large), <, 2 * g_bytes_get_size (small));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/image/formats", test_formats);
  g_test_add_func ("/chart/image/limits", test_limits);
  g_test_add_func ("/chart/image/png-size", test_png_size);
  g_test_add_func ("/chart/image/png-pixels", test_png_pixels);
  g_test_add_func ("/chart/image/png-nothing", test_png_nothing);
  g_test_add_func ("/chart/image/transparent", test_transparent);
  g_test_add_func ("/chart/image/svg", test_svg);
  g_test_add_func ("/chart/image/pdf", test_pdf);
  g_test_add_func ("/chart/image/bounded", test_bounded);
  return g_test_run ();
}
