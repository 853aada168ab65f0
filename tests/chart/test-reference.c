/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "chart-cases.h"

#include <pango/pangocairo.h>

#include "chart-pictures.h"

/*
 * Each case looks as its reference picture does. Between versions of freetype the edges of letters
 * differ by a shade, so a picture passes with a mean difference of 0.6 of 255 and with 4 pixels of
 * a thousand far off; a line that is missing, moved by a pixel or of another colour is more.
 */
#define MOST_MEAN 0.6
#define MOST_OUTSIDE 0.004

static GBytes *
load_reference (const ChartCase *of)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "chart", "reference", NULL);
  g_autofree char *path = chart_dup_reference_path (directory, of);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* What does not look right is kept, so that one can look at it. */
static void
keep_picture (const ChartCase *of, GBytes *bytes)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_BUILT, "chart", NULL);
  g_autofree char *path = chart_dup_reference_path (directory, of);

  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                           NULL))
    g_test_message ("The picture is in %s", path);
}

static void
test_case (gconstpointer data)
{
  const ChartCase *of = data;
  g_autoptr (GBytes) drawn = chart_render_case (of);
  g_autoptr (GBytes) expected = load_reference (of);
  cairo_surface_t *a = chart_read_png (drawn), *b = chart_read_png (expected);
  ChartDifference difference = chart_compare_pictures (a, b);

  g_test_message ("%s: mean %.3f, outside %.5f", of->name, difference.mean, difference.outside);
  if (difference.mean > MOST_MEAN || difference.outside > MOST_OUTSIDE)
    keep_picture (of, drawn);
  g_assert_cmpfloat (difference.mean, <=, MOST_MEAN);
  g_assert_cmpfloat (difference.outside, <=, MOST_OUTSIDE);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

static const ChartCase *
find_case (const char *name)
{
  for (gsize i = 0; i < chart_n_cases; i++)
    if (g_str_equal (chart_cases[i].name, name))
      return &chart_cases[i];
  g_assert_not_reached ();
}

/* The comparison is worth something only if it tells pictures apart that people tell apart. */
static void
test_tells_apart (void)
{
  ChartCase other = *find_case ("candles-light");
  g_autoptr (GBytes) expected = load_reference (&other);
  cairo_surface_t *b = chart_read_png (expected);
  guint n = 0;

  for (int change = 0; change < 5; change++)
    {
      ChartCase of = other;
      g_autoptr (GBytes) drawn = NULL;
      cairo_surface_t *a;
      ChartDifference difference;

      if (change == 0)
        of.dark = TRUE;
      else if (change == 1)
        of.type = CW_CHART_BARS;
      else if (change == 2)
        of.indicators[1] = NULL;
      else if (change == 3)
        of.last_bars = 179;
      else
        of.log_scale = TRUE;
      drawn = chart_render_case (&of);
      a = chart_read_png (drawn);
      difference = chart_compare_pictures (a, b);
      g_assert_true (difference.mean > MOST_MEAN || difference.outside > MOST_OUTSIDE);
      cairo_surface_destroy (a);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
  cairo_surface_destroy (b);
}

/* With another font every width would differ, and each picture would say so in its own way. */
static void
test_font (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  g_autofree PangoFontFamily **families = NULL;
  gboolean found = FALSE;
  int n;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    if (g_str_equal (pango_font_family_get_name (families[i]), "Cantarell"))
      found = TRUE;
  if (!found)
    g_error ("The font Cantarell is missing; on Debian it is in fonts-cantarell");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/reference/font", test_font);
  for (gsize i = 0; i < chart_n_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/chart/reference/", chart_cases[i].name, NULL);

      g_test_add_data_func (path, &chart_cases[i], test_case);
    }
  g_test_add_func ("/chart/reference/tells-apart", test_tells_apart);
  return g_test_run ();
}
