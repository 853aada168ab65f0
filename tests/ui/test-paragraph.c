/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "cw-paragraph.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

#define SENTENCE "The 50-day average, 126.44, is above the 200-day average, 120.11"

static CwParagraph *
new_paragraph (const char *text)
{
  CwParagraph *paragraph = CW_PARAGRAPH (g_object_ref_sink (cw_paragraph_new ()));

  cw_paragraph_set_text (paragraph, text);
  return paragraph;
}

static int
measure (CwParagraph *paragraph, GtkOrientation orientation, int for_size)
{
  int minimum, natural;

  gtk_widget_measure (GTK_WIDGET (paragraph), orientation, for_size, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, ==, natural);
  return natural;
}

static void
test_grows_as_it_narrows (void)
{
  CwParagraph *paragraph = new_paragraph (SENTENCE);
  int one_line = measure (paragraph, GTK_ORIENTATION_VERTICAL, 2000);
  int narrow = measure (paragraph, GTK_ORIENTATION_VERTICAL, 120);

  g_assert_cmpint (one_line, >, 0);
  g_assert_cmpint (measure (paragraph, GTK_ORIENTATION_VERTICAL, -1), ==, one_line);
  g_assert_cmpint (narrow, >=, 3 * one_line);
  g_assert_cmpint (measure (paragraph, GTK_ORIENTATION_VERTICAL, 240), <, narrow);
  g_assert_cmpint (measure (paragraph, GTK_ORIENTATION_VERTICAL, 120), ==, narrow);
  g_object_unref (paragraph);
}

/* Whatever it says, it asks for the same width. */
static void
test_asks_for_no_width (void)
{
  CwParagraph *paragraph = new_paragraph ("");
  int least = measure (paragraph, GTK_ORIENTATION_HORIZONTAL, -1);

  g_assert_cmpint (least, >, 0);
  cw_paragraph_set_text (paragraph, SENTENCE);
  g_assert_cmpint (measure (paragraph, GTK_ORIENTATION_HORIZONTAL, -1), ==, least);
  g_object_unref (paragraph);
}

static void
test_another_text (void)
{
  CwParagraph *paragraph = new_paragraph (SENTENCE);
  int before = measure (paragraph, GTK_ORIENTATION_VERTICAL, 120);

  cw_paragraph_set_text (paragraph, SENTENCE "; " SENTENCE);
  g_assert_cmpint (measure (paragraph, GTK_ORIENTATION_VERTICAL, 120), >, before);
  g_assert_cmpstr (cw_paragraph_get_text (paragraph), ==, SENTENCE "; " SENTENCE);
  gtk_test_accessible_assert_property (paragraph, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       SENTENCE "; " SENTENCE);
  gtk_test_accessible_assert_role (paragraph, GTK_ACCESSIBLE_ROLE_LABEL);
  g_object_unref (paragraph);
}

/* A widget learns of its style only in a window that is drawn. */
static void
test_larger_font (void)
{
  CwParagraph *paragraph = new_paragraph (SENTENCE);
  GtkWidget *window = cw_window_new_around (GTK_WIDGET (paragraph), 240, 120);
  int width;

  gtk_window_present (GTK_WINDOW (window));
  width = measure (paragraph, GTK_ORIENTATION_HORIZONTAL, -1);
  gtk_widget_add_css_class (GTK_WIDGET (paragraph), "title-1");
  CW_UNTIL (measure (paragraph, GTK_ORIENTATION_HORIZONTAL, -1) > width);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (paragraph);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/paragraph/grows-as-it-narrows", test_grows_as_it_narrows);
  g_test_add_func ("/ui/paragraph/asks-for-no-width", test_asks_for_no_width);
  g_test_add_func ("/ui/paragraph/another-text", test_another_text);
  g_test_add_func ("/ui/paragraph/larger-font", test_larger_font);
  return g_test_run ();
}
