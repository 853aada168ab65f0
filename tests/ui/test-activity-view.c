/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "cw-activity-group.h"
#include "cw-activity-lanes.h"
#include "cw-activity-view.h"
#include "cw-until.h"

/* The live activity in a window of its own, with a feed that the test fills. */
typedef struct
{
  GtkWidget *window;
  CwActivityView *view;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static void
await (Fixture *fixture, Condition condition, const char *what)
{
  CW_UNTIL (condition (fixture));
}

static gboolean
is_mapped (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->view));
}

static gboolean
is_moving (Fixture *fixture)
{
  return cw_activity_view_is_moving (fixture->view);
}

static gboolean
is_still (Fixture *fixture)
{
  return !is_moving (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_assert_false (cw_activity_is_watched ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (CW_TYPE_ACTIVITY_VIEW, NULL);
  g_assert_false (cw_activity_is_watched ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  await (fixture, is_mapped, "the view");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (cw_activity_is_watched ());
}

/* --- what is in it --- */

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
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

  collect (GTK_WIDGET (fixture->view), type, found);
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

static guint
count_groups (Fixture *fixture)
{
  g_autoptr (GPtrArray) groups = find_all (fixture, CW_TYPE_ACTIVITY_GROUP);

  return groups->len;
}

static guint64
begin (CwActivityKind kind, const char *place, const char *symbol)
{
  guint64 id =
      cw_activity_begin (kind, place, kind == CW_ACTIVITY_JOB ? "parse" : "/chart", symbol);

  cw_activity_enter (id, kind == CW_ACTIVITY_JOB ? CW_PHASE_PARSE : CW_PHASE_WAIT);
  return id;
}

/* --- tests --- */

/* It watches while it is on screen, and at no other time, and asks for no frame meanwhile. */
static void
test_costs_nothing_when_hidden (Fixture *fixture, gconstpointer data)
{
  guint64 id;

  g_assert_true (cw_activity_is_watched ());
  id = begin (CW_ACTIVITY_REQUEST, "example.com", "AAPL");
  await (fixture, is_moving, "movement");
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  g_assert_false (cw_activity_is_watched ());
  g_assert_false (is_moving (fixture));
  g_assert_cmpuint (cw_activity_begin (CW_ACTIVITY_REQUEST, "example.com", "/chart", NULL), ==, 0);
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), TRUE);
  await (fixture, is_mapped, "the view");
  g_assert_true (cw_activity_is_watched ());
}

static gboolean
shows_empty_page (Fixture *fixture)
{
  return shows_text (fixture, "Nothing Is Running");
}

static gboolean
shows_both_places (Fixture *fixture)
{
  return count_groups (fixture) == 2 && shows_text (fixture, "example.com")
         && shows_text (fixture, "Workers");
}

static gboolean
shows_failed (Fixture *fixture)
{
  return shows_text (fixture, "failed, 503");
}

static void
test_from_nothing_to_lanes (Fixture *fixture, gconstpointer data)
{
  guint64 request, job;

  await (fixture, shows_empty_page, "the empty page");
  g_assert_false (is_moving (fixture));
  request = begin (CW_ACTIVITY_REQUEST, "example.com", "AAPL");
  job = begin (CW_ACTIVITY_JOB, "cw-worker", "AAPL");
  await (fixture, shows_both_places, "two places");
  g_assert_true (is_moving (fixture));
  g_assert_true (shows_text (fixture, "1 running"));

  /* Shortly after the last has ended time stands still, and what was drawn stays. */
  cw_activity_end (request, CW_SPAN_FAILED, 503, "The server is busy");
  cw_activity_end (job, CW_SPAN_DONE, 0, NULL);
  await (fixture, is_still, "rest");
  g_assert_true (shows_both_places (fixture));
  g_assert_true (shows_text (fixture, "0 running"));
  await (fixture, shows_failed, "the failure in the list");
}

static gboolean
shows_closed (Fixture *fixture)
{
  return shows_text (fixture, "closed until");
}

static gboolean
shows_no_group (Fixture *fixture)
{
  return count_groups (fixture) == 0;
}

/* A host that is left alone is there though nothing runs. */
static void
test_closed_host (Fixture *fixture, gconstpointer data)
{
  guint64 id;

  cw_activity_set_place (CW_ACTIVITY_REQUEST, "closed.example", 4,
                         g_get_real_time () / G_USEC_PER_SEC + 600);
  id = begin (CW_ACTIVITY_REQUEST, "closed.example", "AAPL");
  await (fixture, shows_closed, "the time until it is closed");
  g_assert_true (shows_text (fixture, "of 4 running"));
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
  cw_activity_set_place (CW_ACTIVITY_REQUEST, "closed.example", 4, 0);
}

static gboolean
takes_no_motion (Fixture *fixture)
{
  return count_groups (fixture) == 1 && shows_text (fixture, "1 running");
}

static void
test_reduced_motion (Fixture *fixture, gconstpointer data)
{
  guint64 id;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  id = begin (CW_ACTIVITY_REQUEST, "example.com", "AAPL");
  await (fixture, takes_no_motion, "a lane");
  g_assert_false (is_moving (fixture));
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
}

static GtkEventController *
find_keys (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        return controller; /* which the widget holds */
    }
  g_assert_not_reached ();
}

static void
press (GtkWidget *lanes, guint key)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_keys (lanes), "key-pressed", key, 0, 0, &handled);
  g_assert_true (handled);
}

static gboolean
has_three_lanes (Fixture *fixture)
{
  g_autoptr (GPtrArray) lanes = find_all (fixture, CW_TYPE_ACTIVITY_LANES);

  return lanes->len == 1 && shows_text (fixture, "3 running");
}

/* What the keys are at is told in words. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const symbols[] = { "AAPL", "MSFT", "IBM" };
  g_autoptr (GPtrArray) lanes = NULL;
  guint64 ids[3];

  for (guint i = 0; i < 3; i++)
    ids[i] = begin (CW_ACTIVITY_REQUEST, "example.com", symbols[i]);
  await (fixture, has_three_lanes, "three lanes");
  lanes = find_all (fixture, CW_TYPE_ACTIVITY_LANES);
  g_assert_true (gtk_widget_get_focusable (lanes->pdata[0]));
  press (lanes->pdata[0], GDK_KEY_Home);
  g_assert_true (shows_text (fixture, "AAPL · /chart"));
  press (lanes->pdata[0], GDK_KEY_Right);
  g_assert_true (shows_text (fixture, "MSFT · /chart"));
  press (lanes->pdata[0], GDK_KEY_End);
  g_assert_true (shows_text (fixture, "IBM · /chart"));
  press (lanes->pdata[0], GDK_KEY_Left);
  g_assert_true (shows_text (fixture, "MSFT · /chart"));
  press (lanes->pdata[0], GDK_KEY_Page_Up);
  g_assert_true (shows_text (fixture, "AAPL · /chart"));
  for (guint i = 0; i < 3; i++)
    cw_activity_end (ids[i], CW_SPAN_DONE, 200, NULL);
}

/* Thousands of spans are drawn, and the program stays as responsive as the feed is bounded. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  enum
  {
    ROUNDS = 30,
    LANES = 64
  };

  for (guint round = 0; round < ROUNDS; round++)
    {
      guint64 ids[LANES];

      for (guint i = 0; i < LANES; i++)
        ids[i] = begin (CW_ACTIVITY_REQUEST, "many.example", "SIM");
      for (guint i = 0; i < 20; i++)
        g_main_context_iteration (NULL, FALSE);
      for (guint i = 0; i < LANES; i++)
        {
          cw_activity_enter (ids[i], CW_PHASE_RECEIVE);
          cw_activity_end (ids[i], i % 7 == 0 ? CW_SPAN_FAILED : CW_SPAN_DONE, 200, NULL);
        }
    }
  await (fixture, is_still, "rest");
  while (shows_no_group (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_groups (fixture), ==, 1);
}

/* A phone's width is enough. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;
  guint64 id = begin (CW_ACTIVITY_REQUEST, "example.com", "AAPL");

  await (fixture, takes_no_motion, "a lane");
  cw_activity_end (id, CW_SPAN_DONE, 200, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->view), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, >, 100);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char **argv)
{
  adw_init ();
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func) \
  g_test_add ("/ui/activity-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("costs-nothing-when-hidden", test_costs_nothing_when_hidden);
  ADD ("from-nothing-to-lanes", test_from_nothing_to_lanes);
  ADD ("closed-host", test_closed_host);
  ADD ("reduced-motion", test_reduced_motion);
  ADD ("keys", test_keys);
  ADD ("many", test_many);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
