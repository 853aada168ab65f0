/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "cw-lab-lanes.h"
#include "cw-lab-log.h"
#include "cw-lab-page.h"
#include "cw-lab-options.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

/* A delay that no test waits for, and what is more than ending may take on any machine. */
#define NEVER 60
#define SOON_SECONDS 8

enum
{
  REQUESTS,
  DELAY,
  WORKERS,
  N_SPINS
};

/* The laboratory in a window of its own. */
typedef struct
{
  GtkWidget *window;
  CwLabPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->page = g_object_new (CW_TYPE_LAB_PAGE, NULL);
  fixture->window = cw_window_new_around (GTK_WIDGET (fixture->page), 700, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->page)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (Fixture *fixture, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->page), type, found);
  return found;
}

static gboolean
shows_text (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) labels = find_all (fixture, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (strstr (gtk_label_get_text (g_ptr_array_index (labels, i)), text) != NULL)
      return TRUE;
  return FALSE;
}

static void
set_field (Fixture *fixture, guint field, double value)
{
  g_autoptr (GPtrArray) spins = find_all (fixture, GTK_TYPE_SPIN_BUTTON);

  g_assert_cmpuint (spins->len, ==, N_SPINS);
  gtk_spin_button_set_value (g_ptr_array_index (spins, field), value);
}

static void
choose_way (Fixture *fixture, CwLabMode way)
{
  g_autoptr (GPtrArray) buttons = find_all (fixture, GTK_TYPE_MENU_BUTTON);

  g_assert_cmpuint (buttons->len, ==, 1);
  g_assert_true (gtk_widget_activate_action (g_ptr_array_index (buttons, 0), "lab.way", "s",
                                             cw_lab_mode_to_string (way)));
  g_assert_cmpstr (gtk_menu_button_get_label (g_ptr_array_index (buttons, 0)), ==,
                   cw_lab_mode_get_title (way));
}

static void
click (Fixture *fixture, const char *label)
{
  g_autoptr (GPtrArray) buttons = find_all (fixture, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), label) == 0)
      {
        g_signal_emit_by_name (g_ptr_array_index (buttons, i), "clicked");
        return;
      }
  g_error ("there is no button “%s”", label);
}

static void
await_end (Fixture *fixture)
{
  CW_UNTIL (!cw_lab_page_is_running (fixture->page));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
count_lines (Fixture *fixture)
{
  g_autoptr (GPtrArray) logs = find_all (fixture, CW_TYPE_LAB_LOG);

  return cw_lab_log_count_lines (g_ptr_array_index (logs, 0));
}

static void
test_expectation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = find_all (fixture, CW_TYPE_LAB_LANES);
  g_autoptr (GPtrArray) one = NULL;

  g_assert_cmpuint (all->len, ==, CW_N_LAB_MODES);
  g_assert_true (shows_text (fixture, "20.00"));
  set_field (fixture, REQUESTS, 7);
  g_assert_true (shows_text (fixture, "14.00"));
  g_assert_true (shows_text (fixture, "0 of 7"));
  choose_way (fixture, CW_LAB_POOL);
  one = find_all (fixture, CW_TYPE_LAB_LANES);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_false (cw_lab_page_is_running (fixture->page));
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lanes = NULL;
  g_autoptr (GPtrArray) logs = NULL;
  g_autofree char *text = NULL;

  set_field (fixture, REQUESTS, 6);
  set_field (fixture, DELAY, 0.1);
  set_field (fixture, WORKERS, 3);
  click (fixture, "Run");
  g_assert_true (cw_lab_page_is_running (fixture->page));
  await_end (fixture);
  lanes = find_all (fixture, CW_TYPE_LAB_LANES);
  g_assert_cmpuint (lanes->len, ==, CW_N_LAB_MODES);
  for (guint i = 0; i < lanes->len; i++)
    {
      g_assert_cmpuint (cw_lab_lanes_count_ended (lanes->pdata[i]), ==, 6);
      g_assert_cmpfloat (cw_lab_lanes_get_elapsed (lanes->pdata[i]), >=, 0.1);
    }
  g_assert_true (shows_text (fixture, "6 of 6"));
  g_assert_cmpuint (count_lines (fixture), ==, CW_N_LAB_MODES * (2 + 2 * 6));
  logs = find_all (fixture, CW_TYPE_LAB_LOG);
  text = cw_lab_log_dup_text (g_ptr_array_index (logs, 0));
  g_assert_nonnull (strstr (text, "INFO"));
  g_assert_nonnull (strstr (text, "async"));
  g_assert_nonnull (strstr (text, "request 6 ends"));

  /* Another experiment begins with empty lanes and an empty log. */
  choose_way (fixture, CW_LAB_ASYNC);
  click (fixture, "Run");
  await_end (fixture);
  g_assert_cmpuint (count_lines (fixture), ==, 2 + 2 * 6);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  set_field (fixture, DELAY, NEVER);
  click (fixture, "Run");
  while (count_lines (fixture) < 2)
    g_main_context_iteration (NULL, TRUE);
  begin = g_get_monotonic_time ();
  click (fixture, "Stop");
  await_end (fixture);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SOON_SECONDS * G_USEC_PER_SEC);
  set_field (fixture, DELAY, 0.1);
  choose_way (fixture, CW_LAB_THREADS);
  click (fixture, "Run");
  await_end (fixture);
  g_assert_true (shows_text (fixture, "10 of 10"));
}

/* The window closes in the middle, and all of it ends. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  set_field (fixture, DELAY, NEVER);
  set_field (fixture, REQUESTS, 50);
  choose_way (fixture, CW_LAB_THREADS);
  click (fixture, "Run");
  while (count_lines (fixture) < 51)
    g_main_context_iteration (NULL, TRUE);
  begin = g_get_monotonic_time ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SOON_SECONDS * G_USEC_PER_SEC);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  set_up (fixture, data);
}

/* A phone's width is enough. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, >, 100);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char **argv)
{
  adw_init ();
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) g_test_add ("/ui/lab-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("expectation", test_expectation);
  ADD ("run", test_run);
  ADD ("stop", test_stop);
  ADD ("close", test_close);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
