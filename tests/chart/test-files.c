/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "chart-cases.h"
#include "chart-pictures.h"

/*
 * The vector files are what they say they are to programs that had no part in making them, and look
 * like the PNG of the same chart. A tool that is not installed is skipped.
 */

/* Other rasterizers draw the edges of letters and lines otherwise: so much of 255 they may differ
 * in the mean, and so many of the pixels by more than a shade. */
typedef struct
{
  double mean, outside;
} Limits;

static const Limits svg_limits = { 2, 0.018 }, pdf_limits = { 4.5, 0.045 };

static const char *const names[] = { "candles-light", "panes",    "compare", "markers",
                                     "levels-dark",   "ichimoku", "rtl" };

static char *
save (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static gboolean
has_tool (const char *tool)
{
  g_autofree char *path = g_find_program_in_path (tool);
  g_autofree char *message = g_strdup_printf ("%s is not installed", tool);

  if (path == NULL)
    g_test_skip (message);
  return path != NULL;
}

static void
run_tool (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_MERGE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                         &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process) || said[0] != '\0')
    g_test_message ("%s: %s", words[0], said);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_cmpstr (said, ==, "");
}

static const ChartCase *
find_case (const char *name)
{
  for (gsize i = 0; i < chart_n_cases; i++)
    if (g_str_equal (chart_cases[i].name, name))
      return &chart_cases[i];
  g_assert_not_reached ();
}

static void
compare (const ChartCase *of, const char *path, const Limits *most)
{
  g_autoptr (GBytes) expected = chart_render_case_as (of, CW_IMAGE_PNG);
  g_autoptr (GBytes) drawn = load (path);
  cairo_surface_t *a = chart_read_png (expected), *b = chart_read_png (drawn);
  ChartDifference difference = chart_compare_pictures (a, b);

  g_test_message ("%s: mean %.3f, outside %.5f", of->name, difference.mean, difference.outside);
  g_assert_cmpfloat (difference.mean, <=, most->mean);
  g_assert_cmpfloat (difference.outside, <=, most->outside);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

static void
test_svg_is_xml (void)
{
  gsize n = 0;

  if (!has_tool ("xmllint"))
    return;
  for (; n < chart_n_cases; n++)
    {
      g_autoptr (GBytes) svg = chart_render_case_as (&chart_cases[n], CW_IMAGE_SVG);
      g_autofree char *path = save (svg, "chart.svg");
      const char *const words[] = { "xmllint", "--noout", "--nonet", path, NULL };

      run_tool (words);
      g_assert_null (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg),
                                   "href=\"http"));
    }
  g_assert_cmpuint (n, >=, 50);
}

static void
test_svg_looks_alike (void)
{
  gsize n = 0;

  if (!has_tool ("rsvg-convert"))
    return;
  for (; n < G_N_ELEMENTS (names); n++)
    {
      const ChartCase *of = find_case (names[n]);
      g_autoptr (GBytes) svg = chart_render_case_as (of, CW_IMAGE_SVG);
      g_autofree char *path = save (svg, "alike.svg");
      g_autofree char *png = g_strconcat (path, ".png", NULL);
      const char *const words[] = { "rsvg-convert", path, "-o", png, NULL };

      run_tool (words);
      compare (of, png, &svg_limits);
    }
  g_assert_cmpuint (n, ==, 7);
}

static void
test_pdf_looks_alike (void)
{
  gsize n = 0;

  if (!has_tool ("pdftoppm"))
    return;
  for (; n < G_N_ELEMENTS (names); n++)
    {
      const ChartCase *of = find_case (names[n]);
      g_autoptr (GBytes) pdf = chart_render_case_as (of, CW_IMAGE_PDF);
      g_autofree char *path = save (pdf, "alike.pdf");
      g_autofree char *png = g_strconcat (path, ".png", NULL);
      const char *const words[] = {
        "pdftoppm", "-png", "-r", "96", "-singlefile", path, path, NULL
      };

      run_tool (words);
      compare (of, png, &pdf_limits);
    }
  g_assert_cmpuint (n, ==, 7);
}

/* The limits are worth something only if another chart of the same prices is beyond them. */
static void
test_limits_tell_apart (void)
{
  g_autoptr (GBytes) candles = chart_render_case_as (find_case ("candles-light"), CW_IMAGE_PNG);
  g_autoptr (GBytes) lines = chart_render_case_as (find_case ("compare"), CW_IMAGE_PNG);
  cairo_surface_t *a = chart_read_png (candles), *b = chart_read_png (lines);
  ChartDifference difference = chart_compare_pictures (a, b);

  g_assert_cmpfloat (difference.mean, >, pdf_limits.mean);
  g_assert_cmpfloat (difference.outside, >, pdf_limits.outside);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/files/svg-is-xml", test_svg_is_xml);
  g_test_add_func ("/chart/files/svg-looks-alike", test_svg_looks_alike);
  g_test_add_func ("/chart/files/pdf-looks-alike", test_pdf_looks_alike);
  g_test_add_func ("/chart/files/limits-tell-apart", test_limits_tell_apart);
  return g_test_run ();
}
