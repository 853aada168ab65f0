/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-inside.h"

#include "cw-application.h"
#include "cw-risk-page.h"
#include "cw-until.h"

/* After these a frame has been given its places and painted with all that the last ones changed. */
#define FRAMES 4

static guint n_frames;
static void (*scenario) (CwWindow *window);

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  n_frames++;
  return G_SOURCE_CONTINUE;
}

/** cw_inside_await_frames: waits until what was changed is shown */
void
cw_inside_await_frames (GtkWidget *window)
{
  guint source = gtk_widget_add_tick_callback (window, frame_cb, NULL, NULL);

  n_frames = 0;
  CW_UNTIL (n_frames >= FRAMES);
  gtk_widget_remove_tick_callback (window, source);
}

static void
collect (GtkWidget *in, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (in))
    return;
  if (G_TYPE_CHECK_INSTANCE_TYPE (in, type))
    g_ptr_array_add (found, in);
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/** cw_inside_find_all: Returns: (transfer container): those of a type that are shown */
GPtrArray *
cw_inside_find_all (GtkWidget *in, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (in, type, found);
  return found;
}

/* What is in a page that is made when it is looked at is asked for then. */
static gboolean
is_risk_settled (CwWindow *window)
{
  g_autoptr (GPtrArray) pages = cw_inside_find_all (GTK_WIDGET (window), CW_TYPE_RISK_PAGE);

  return pages->len == 0 || cw_risk_page_is_settled (g_ptr_array_index (pages, 0));
}

/** cw_inside_await_settled: waits until all has come that was asked for, and is shown */
void
cw_inside_await_settled (CwWindow *window)
{
  CW_UNTIL (cw_window_is_settled (window));
  cw_inside_await_frames (GTK_WIDGET (window));
  CW_UNTIL (is_risk_settled (window));
  cw_inside_await_frames (GTK_WIDGET (window));
}

/** cw_inside_act: @target: (nullable): what the action takes, which is a text */
void
cw_inside_act (CwWindow *window, const char *action, const char *target)
{
  GVariant *parameter = target != NULL ? g_variant_new_string (target) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, parameter));
}

/** cw_inside_hold: @holding: symbol, shares, cost and day, to be held in the demo market */
void
cw_inside_hold (const char *holding)
{
  g_autofree char *command =
      g_strdup_printf ("%s --demo --quiet holdings set %s", g_getenv ("CW_CLI"), holding);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static gboolean
begin_cb (gpointer application)
{
  CwWindow *window = CW_WINDOW (gtk_application_get_active_window (application));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  CW_UNTIL (cw_window_get_lists (window) != NULL
            && cw_lists_is_loaded (cw_window_get_lists (window)));
  cw_inside_await_settled (window);
  scenario (window);
  g_action_group_activate_action (application, "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
activated_cb (GApplication *application)
{
  g_idle_add (begin_cb, application);
}

/**
 * cw_inside_run:
 * @arguments: (array zero-terminated=1): of the program, with its name
 * @func: what is done once its window shows all that was asked for
 *
 * Runs the program from its start to its end, which is a success. Once a process.
 */
void
cw_inside_run (const char *const *arguments, void (*func) (CwWindow *window))
{
  g_autoptr (CwApplication) application = cw_application_new ();

  scenario = func;
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application),
                                      (int) g_strv_length ((char **) arguments),
                                      (char **) arguments),
                   ==, 0);
}
