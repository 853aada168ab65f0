/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-cases.h"
#include "cw-frame-private.h"

static CwFrame *
make_frame (const ChartCase *of, gboolean mirrored, const CwPaneHeights *heights)
{
  g_autoptr (CwScene) scene = chart_make_scene (of);
  PangoContext *text = cw_text_context_new ();
  g_autoptr (CwTexts) texts = NULL;
  CwTheme theme;
  CwFrame *frame;

  cw_theme_init_light (&theme);
  pango_context_set_base_dir (text, mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  texts = cw_texts_new (text);
  frame = cw_frame_new_with_heights (scene, chart_make_view (of, scene), 600, 500, &theme, texts,
                                     heights);
  g_object_unref (text);
  return frame;
}

/* The marks of a percent axis say round percents of the first close in sight. */
static void
test_percent_marks (void)
{
  for (int log = FALSE; log <= TRUE; log++)
    {
      ChartCase of = {
        .name = "percent", .walk = { 400, 50, 0.03 }, .percent = TRUE, .log_scale = log
      };
      g_autoptr (CwFrame) frame = make_frame (&of, FALSE, NULL);
      const CwPane *pane = &frame->panes[0];
      double base = frame->scene->series->close[frame->first];
      guint n_labels = 0;

      g_assert_cmpfloat (pane->base, ==, base);
      for (gsize i = 0; i < pane->n_ticks; i++)
        {
          double percent = 100 * (cw_scale_get_value (&pane->scale, pane->ticks[i].y) / base - 1);

          g_assert_cmpfloat_with_epsilon (percent, round (percent), 1e-6);
          if (pane->ticks[i].label == NULL)
            continue;
          g_assert_true (g_str_has_suffix (pango_layout_get_text (pane->ticks[i].label), "%"));
          n_labels++;
        }
      g_assert_cmpuint (n_labels, >=, 2);
      g_assert_true (g_str_has_suffix (pango_layout_get_text (frame->last_label), "%"));
    }
}

/* Everybody begins at nought: another symbol's base lies where the first one's does. */
static void
test_others_begin_together (void)
{
  for (int log = FALSE; log <= TRUE; log++)
    {
      ChartCase of = {
        .name = "compare", .walk = { 200, 120, 0.02 }, .n_others = 3, .log_scale = log
      };
      g_autoptr (CwFrame) frame = make_frame (&of, FALSE, NULL);
      const CwPane *pane = &frame->panes[0];
      double y = cw_scale_get_y (&pane->scale, pane->base);

      for (gsize i = 0; i < 3; i++)
        {
          CwScale scale = cw_pane_get_other_scale (pane, i);

          g_assert_cmpfloat_with_epsilon (cw_scale_get_y (&scale, pane->other_bases[i]), y, 1e-6);
          /* Twice its price is as high as twice the first one's. */
          g_assert_cmpfloat_with_epsilon (cw_scale_get_y (&scale, 1.1 * pane->other_bases[i]),
                                          cw_scale_get_y (&pane->scale, 1.1 * pane->base), 1e-6);
        }
    }
}

static void
test_mirrored (void)
{
  ChartCase of = { .name = "rtl", .walk = { 200, 120, 0.02 }, .indicators = { "sma:20", "macd" } };
  g_autoptr (CwFrame) plain = make_frame (&of, FALSE, NULL);
  g_autoptr (CwFrame) frame = make_frame (&of, TRUE, NULL);
  double x = cw_frame_get_x_of_bar (frame, 100);

  g_assert_false (plain->mirrored);
  g_assert_true (frame->mirrored);
  g_assert_cmpfloat (frame->plot_left, ==, frame->axis_width);
  g_assert_cmpfloat (plain->plot_left, ==, 0);
  /* Time still runs from left to right. */
  g_assert_cmpfloat (cw_frame_get_x_of_bar (frame, 101), >, x);
  g_assert_cmpint (cw_frame_get_bar_at (frame, x, 100), ==, 100);
  g_assert_cmpint (cw_frame_get_bar_at (frame, frame->plot_left - 2, 100), ==, -1);
  g_assert_cmpint (cw_frame_get_bar_at (frame, 599, 100), >=, 198);
  /* Numbers are not turned around. */
  g_assert_cmpint (pango_context_get_base_dir (pango_layout_get_context (frame->date_tag)), ==,
                   PANGO_DIRECTION_LTR);
  /* The same items, begun at the other side, none outside of the plot. */
  g_assert_cmpuint (frame->legend->len, ==, plain->legend->len);
  for (guint i = 0; i < frame->legend->len; i++)
    {
      const CwLegendItem *item = &g_array_index (frame->legend, CwLegendItem, i);
      double width;

      cw_text_get_size (item->name, &width, NULL);
      g_assert_true (item->mirrored);
      g_assert_cmpfloat (item->x + width, <=, frame->plot_width);
      g_assert_cmpfloat (item->value_x, <=, item->x);
      g_assert_cmpfloat (item->value_x, >, 0);
    }
}

static void
test_separators (void)
{
  ChartCase of = { .name = "panes",
                   .walk = { 200, 120, 0.02 },
                   .indicators = { "macd", "rsi:14" } };
  g_autoptr (CwFrame) before = make_frame (&of, FALSE, NULL);
  CwPaneHeights heights = { { 0 } };
  gsize n = cw_frame_get_n_panes (before);

  g_assert_cmpuint (n, ==, 4);
  for (gsize i = 0; i + 1 < n; i++)
    {
      double y = cw_frame_get_separator_y (before, i);
      g_autoptr (CwFrame) after = NULL;

      g_assert_cmpint (cw_frame_get_separator_at (before, y), ==, (gssize) i);
      g_assert_cmpint (cw_frame_get_separator_at (before, y + 3), ==, (gssize) i);
      g_assert_cmpint (cw_frame_get_separator_at (before, y + 9), ==, -1);
      cw_frame_move_separator (before, i, y - 8, &heights);
      after = make_frame (&of, FALSE, &heights);
      g_assert_cmpfloat_with_epsilon (cw_frame_get_separator_y (after, i), y - 8, 1.01);
      for (gsize j = 0; j + 1 < n; j++)
        if (j != i)
          g_assert_cmpfloat_with_epsilon (cw_frame_get_separator_y (after, j),
                                          cw_frame_get_separator_y (before, j), 1.01);
    }
  g_assert_cmpint (cw_frame_get_separator_at (before, before->plot_height), ==, -1);
}

/* However far somebody drags, each pane stays high enough to be read. */
static void
test_separators_stop (void)
{
  static const double far[] = { -1e6, 0, 1e6 };
  ChartCase of = { .name = "panes",
                   .walk = { 200, 120, 0.02 },
                   .indicators = { "macd", "rsi:14" } };
  guint n_checked = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (far); k++)
    for (gsize i = 0; i < 3; i++)
      {
        g_autoptr (CwFrame) before = make_frame (&of, FALSE, NULL);
        CwPaneHeights heights = { { 0 } };
        g_autoptr (CwFrame) after = NULL;

        cw_frame_move_separator (before, i, far[k], &heights);
        after = make_frame (&of, FALSE, &heights);
        g_assert_cmpuint (cw_frame_get_n_panes (after), ==, 4);
        for (gsize j = 0; j < 4; j++)
          {
            double height = after->panes[j].bottom - after->panes[j].top;

            g_assert_cmpfloat (height, >=, cw_frame_get_least_height (after, j) - 1);
            n_checked++;
          }
      }
  g_assert_cmpuint (n_checked, ==, 36);
}

static void
test_palettes (void)
{
  CwTheme light, dark, strong;
  CwPalette palette;
  guint n = 0;

  for (int i = 0; i < CW_N_PALETTES; i++)
    {
      g_assert_true (cw_palette_parse (cw_palette_to_string ((CwPalette) i), &palette));
      g_assert_cmpint (palette, ==, i);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (cw_palette_parse ("pink", &palette));
  cw_theme_init_light (&light);
  strong = dark = light;
  cw_theme_set_palette (&strong, CW_PALETTE_RED_GREEN);
  g_assert_cmpfloat (strong.up.red, ==, light.down.red);
  g_assert_cmpfloat (strong.down.green, ==, light.up.green);
  cw_theme_init_dark (&dark);
  cw_theme_strengthen (&light);
  cw_theme_strengthen (&dark);
  g_assert_cmpfloat (light.text.red, ==, 0);
  g_assert_cmpfloat (dark.text.red, ==, 1);
  g_assert_cmpfloat (light.dim_text.green, ==, 0);
}

/* What the layout before said is there without being measured again; what it did not say is gone,
 * and so is all in another font. */
static void
test_texts_are_kept (void)
{
  PangoContext *given = cw_text_context_new ();
  g_autoptr (CwTexts) texts = cw_texts_new (given);
  g_autoptr (PangoLayout) kept = cw_texts_get (texts, CW_TEXT_LABEL, "120");
  g_autoptr (PangoLayout) bold = cw_texts_get (texts, CW_TEXT_STRONG, "120");
  PangoLayout *gone = cw_texts_get (texts, CW_TEXT_LABEL, "130");
  PangoFontDescription *large = pango_font_description_from_string ("Sans 22");
  g_autoptr (PangoLayout) again = NULL;

  g_assert_true (kept != bold);
  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  g_object_unref (gone);
  g_assert_nonnull (gone);
  cw_texts_begin (texts);
  again = cw_texts_get (texts, CW_TEXT_LABEL, "120");
  g_assert_true (again == kept);
  cw_texts_begin (texts);
  g_assert_null (gone);

  g_assert_true (cw_texts_are_of (texts, given));
  pango_context_set_font_description (given, large);
  g_assert_false (cw_texts_are_of (texts, given));
  pango_font_description_free (large);
  g_object_unref (given);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/axes/percent-marks", test_percent_marks);
  g_test_add_func ("/chart/axes/others-begin-together", test_others_begin_together);
  g_test_add_func ("/chart/axes/mirrored", test_mirrored);
  g_test_add_func ("/chart/axes/separators", test_separators);
  g_test_add_func ("/chart/axes/separators-stop", test_separators_stop);
  g_test_add_func ("/chart/axes/texts-are-kept", test_texts_are_kept);
  g_test_add_func ("/chart/axes/palettes", test_palettes);
  return g_test_run ();
}
