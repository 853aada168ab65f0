/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "cw-wrap-box.h"

typedef struct
{
  GtkWidget *box, *first, *second;
} Fixture;

static GtkWidget *
new_child (int width, int height, gpointer box)
{
  GtkWidget *child = gtk_drawing_area_new ();

  gtk_widget_set_size_request (child, width, height);
  gtk_widget_set_parent (child, box);
  return child;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->box = g_object_ref_sink (g_object_new (CW_TYPE_WRAP_BOX, "spacing", 10, NULL));
  fixture->first = new_child (200, 50, fixture->box);
  fixture->second = new_child (100, 80, fixture->box);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->box);
}

static int
measure_height (Fixture *fixture, int width)
{
  int minimum, natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, natural);
  return natural;
}

static void
assert_place (GtkWidget *child, int x, int y, int width, int height)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (bounds.origin.y, y, 0.01);
  g_assert_cmpfloat_with_epsilon (bounds.size.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (bounds.size.height, height, 0.01);
}

static void
allocate (Fixture *fixture, int width, int height)
{
  gtk_widget_size_allocate (fixture->box, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  int minimum, natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 200);
  g_assert_cmpint (natural, ==, 310);
}

static void
test_side_by_side (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (measure_height (fixture, 310), ==, 80);
  allocate (fixture, 400, 90);
  assert_place (fixture->first, 0, 0, 290, 90);
  assert_place (fixture->second, 300, 0, 100, 90);
}

static void
test_below_each_other (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (measure_height (fixture, 309), ==, 140);
  allocate (fixture, 250, 160);
  assert_place (fixture->first, 0, 0, 250, 70);
  assert_place (fixture->second, 0, 80, 250, 80);
}

static void
test_wrap_width (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->box, "wrap-width", 500, NULL);
  g_assert_cmpint (measure_height (fixture, 499), ==, 140);
  g_assert_cmpint (measure_height (fixture, 500), ==, 80);
}

static void
test_even (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->box, "even", TRUE, NULL);
  measure_height (fixture, 510);
  allocate (fixture, 510, 90);
  assert_place (fixture->first, 0, 0, 250, 90);
  assert_place (fixture->second, 260, 0, 250, 90);
  allocate (fixture, 250, 160);
  assert_place (fixture->second, 0, 80, 250, 80);
}

static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (fixture->box, GTK_TEXT_DIR_RTL);
  measure_height (fixture, 400);
  allocate (fixture, 400, 90);
  assert_place (fixture->first, 110, 0, 290, 90);
  assert_place (fixture->second, 0, 0, 100, 90);
}

static void
test_hidden_child_takes_no_room (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->second, FALSE);
  g_assert_cmpint (measure_height (fixture, 400), ==, 50);
}

#define ADD(name, function) \
  g_test_add ("/ui/wrap-box/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("width", test_width);
  ADD ("side-by-side", test_side_by_side);
  ADD ("below-each-other", test_below_each_other);
  ADD ("wrap-width", test_wrap_width);
  ADD ("even", test_even);
  ADD ("right-to-left", test_right_to_left);
  ADD ("hidden-child-takes-no-room", test_hidden_child_takes_no_room);
  return g_test_run ();
}
