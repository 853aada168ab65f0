/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "cw-sight-box.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

#define N_PARTS 12
#define PART 100 /* pixels high */
#define WIDTH 200
#define HEIGHT 250

typedef struct
{
  GtkWidget *window, *box, *inner, *outer;
  GtkWidget *parts[N_PARTS];
  guint n_drawn[N_PARTS];
  guint n_moved;
} Fixture;

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  (*(guint *) data)++;
}

static GtkWidget *
new_scroller (GtkWidget *child, gboolean as_high_as_child)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER,
                                  as_high_as_child ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (scroller, child);
  return GTK_WIDGET (scroller);
}

static void
count_moved_cb (Fixture *fixture)
{
  fixture->n_moved++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean nested = GPOINTER_TO_INT (data);

  fixture->box = cw_sight_box_new (0);
  g_signal_connect_swapped (fixture->box, "moved", G_CALLBACK (count_moved_cb), fixture);
  for (guint i = 0; i < N_PARTS; i++)
    {
      GtkDrawingArea *part = GTK_DRAWING_AREA (gtk_drawing_area_new ());

      gtk_drawing_area_set_content_height (part, PART);
      gtk_drawing_area_set_draw_func (part, draw_cb, &fixture->n_drawn[i], NULL);
      fixture->parts[i] = GTK_WIDGET (part);
      gtk_box_append (GTK_BOX (fixture->box), fixture->parts[i]);
    }
  fixture->inner = fixture->outer = new_scroller (fixture->box, nested);
  if (nested)
    fixture->outer = new_scroller (fixture->inner, FALSE);
  fixture->window = cw_window_new_around (fixture->outer, WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (fixture->window));
  CW_UNTIL (fixture->n_drawn[0] > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
shows (Fixture *fixture, guint part)
{
  return cw_sight_box_shows (CW_SIGHT_BOX (fixture->box), fixture->parts[part]);
}

/* Whether one window scrolls the box or two do, one of which shows all of it. */
static void
test_draws_what_is_in_sight (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->outer));

  g_assert_cmpuint (fixture->n_drawn[2], >, 0);
  g_assert_cmpuint (fixture->n_drawn[4], ==, 0);
  g_assert_cmpuint (fixture->n_drawn[N_PARTS - 1], ==, 0);
  g_assert_true (shows (fixture, 0));
  g_assert_false (shows (fixture, N_PARTS - 1));

  fixture->n_moved = 0;
  gtk_adjustment_set_value (place, N_PARTS * PART);
  g_assert_cmpuint (fixture->n_moved, >, 0);
  CW_UNTIL (fixture->n_drawn[N_PARTS - 1] > 0);
  g_assert_cmpuint (fixture->n_drawn[N_PARTS / 2], ==, 0);
  g_assert_true (shows (fixture, N_PARTS - 1));
  g_assert_false (shows (fixture, 0));
}

/* What comes into sight because the window grows is drawn too. */
static void
test_a_larger_window (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (fixture->n_drawn[5], ==, 0);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, 6 * PART);
  CW_UNTIL (fixture->n_drawn[5] > 0);
  g_assert_cmpuint (fixture->n_drawn[N_PARTS - 1], ==, 0);
}

/* Nobody is told of a box that is shown no longer. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->outer));

  gtk_widget_set_visible (fixture->box, FALSE);
  fixture->n_moved = 0;
  gtk_adjustment_set_value (place, PART);
  g_assert_cmpuint (fixture->n_moved, ==, 0);
  gtk_widget_set_visible (fixture->box, TRUE);
  CW_UNTIL (shows (fixture, 1));
}

static void
add (const char *path, gboolean nested, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (nested), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/ui/sight-box/in-sight", FALSE, test_draws_what_is_in_sight);
  add ("/ui/sight-box/in-sight-of-both", TRUE, test_draws_what_is_in_sight);
  add ("/ui/sight-box/a-larger-window", FALSE, test_a_larger_window);
  add ("/ui/sight-box/a-larger-window-around-both", TRUE, test_a_larger_window);
  add ("/ui/sight-box/hidden", FALSE, test_hidden);
  return g_test_run ();
}
