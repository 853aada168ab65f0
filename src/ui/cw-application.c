/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "cw-loop-watch.h"
#include "cw-options.h"
#include "cw-parts.h"
#include "cw-screenshot.h"
#include "cw-setup.h"
#include "cw-window-alerts.h"
#include "cw-window.h"

/* What programs exit with for wrong usage, and, with a signal's number, when one ended them. */
#define EXIT_USAGE 2
#define EXIT_SIGNAL 128

struct _CwApplication
{
  AdwApplication parent_instance;

  CwOptions options;
  CwTrace *trace; /* owned, nullable */
  CwSetup *setup; /* owned, nullable */
  guint name_id;  /* of the bus name, where this is not the one unique process */
  guint interrupt_source, terminate_source;
  int exit_status;
};

G_DEFINE_FINAL_TYPE (CwApplication, cw_application, ADW_TYPE_APPLICATION)

/* --- actions --- */

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);
  GtkShortcutsWindow *overlay;

  if (!GTK_IS_APPLICATION_WINDOW (window))
    return;
  overlay = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window));
  cw_parts_name (GTK_WIDGET (overlay));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", gtk_application_get_active_window (data), "modal", TRUE,
                "application-name", "Candlewick", "application-icon", APPLICATION_ID, "version",
                PACKAGE_VERSION, "developer-name", _ ("The Candlewick developers"), "license-type",
                GTK_LICENSE_GPL_3_0, "copyright", "© 2026 The Candlewick developers", "comments",
                _ ("Charts that appear while hundreds of tickers load, and rules that say why they "
                   "decide what they decide.\n\nWhat Candlewick shows is information, not advice. "
                   "Prices and figures are those of the source that stands beside them."),
                NULL);
  cw_parts_name (about);
  gtk_window_present (GTK_WINDOW (about));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL && CW_IS_WINDOW (window))
    cw_setup_show_preferences (CW_APPLICATION (data)->setup, window);
}

static void
close_windows (CwApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  while (windows != NULL)
    {
      gtk_window_destroy (windows->data);
      windows = gtk_application_get_windows (GTK_APPLICATION (self));
    }
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  close_windows (data);
  g_application_quit (data);
}

static const GActionEntry entries[] = {
  { .name = "about", .activate = about_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
};

static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "app.preferences", { "<Control>comma" } },    { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question" } },   { "window.close", { "<Control>w" } },
  { "win.add-symbols", { "<Control>n" } },        { "win.find", { "<Control>f" } },
  { "win.new-alert::", { "<Control><Shift>n" } }, { "win.show-alerts", { "<Control><Shift>a" } },
  { "win.export-chart", { "<Control>e" } },       { "win.refresh", { "<Control>r", "F5" } },
  { "win.log-scale", { "<Control>l" } },          { "win.show-page::charts", { "<Alt>1" } },
  { "win.show-page::portfolio", { "<Alt>2" } },   { "win.show-page::risk", { "<Alt>3" } },
  { "win.show-page::activity", { "<Alt>4" } },    { "win.add-holding", { "<Control>h" } },
};

/* Back is where the arrow of its button points to. */
static void
add_back_shortcut (GtkApplication *application)
{
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  const char *const accels[] = { is_rtl ? "<Alt>Right" : "<Alt>Left", NULL };

  gtk_application_set_accels_for_action (application, "win.back", accels);
}

static void
add_actions (CwApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  cw_window_alerts_add_actions (GTK_APPLICATION (self));
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].accels);
  add_back_shortcut (GTK_APPLICATION (self));
}

/* --- what the command line asked for --- */

static void
leave (CwApplication *self)
{
  close_windows (self);
  g_application_quit (G_APPLICATION (self));
}

static void
pictured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwApplication *self = data;
  g_autoptr (GError) error = NULL;

  if (!cw_screenshot_take_finish (result, &error))
    {
      g_printerr ("candlewick: %s\n", error->message);
      self->exit_status = EXIT_FAILURE;
    }
  leave (self);
  g_application_release (data);
}

static void
settled_cb (gpointer data)
{
  CwApplication *self = data;
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window == NULL || !CW_IS_WINDOW (window))
    return;
  if (self->options.exit_when_loaded
      && cw_watchlist_count_failed (cw_window_get_watchlist (CW_WINDOW (window))) > 0)
    self->exit_status = EXIT_FAILURE;
  if (self->options.screenshot == NULL)
    {
      leave (self);
      return;
    }
  g_application_hold (data);
  cw_screenshot_take_async (window, self->options.screenshot, pictured_cb, self);
}

static gboolean
open_source (CwApplication *self)
{
  GPtrArray *symbols = self->options.entries;
  g_autoptr (GError) error = NULL;

  if (!self->options.demo)
    {
      cw_setup_open (self->setup, symbols);
      return TRUE;
    }
  if (cw_setup_open_demo (self->setup, symbols, &error))
    return TRUE;
  g_printerr ("candlewick: %s\n", error->message);
  self->exit_status = EXIT_FAILURE;
  return FALSE;
}

/* What GTK needs for layout and painting stands apart in the trace from what callbacks need. */
static void
realized_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_after (clock, "update", G_CALLBACK (cw_loop_watch_begin_frame), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (cw_loop_watch_end_frame), NULL);
}

static void
cw_application_activate (GApplication *application)
{
  CwApplication *self = CW_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      window = GTK_WINDOW (cw_window_new (ADW_APPLICATION (self), self->trace));
      if (self->trace != NULL)
        g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
      cw_setup_follow (self->setup, CW_WINDOW (window));
      if (!open_source (self))
        {
          leave (self);
          return;
        }
      if (self->options.screenshot != NULL || self->options.exit_when_loaded)
        cw_screenshot_await_settled (GTK_WINDOW (window), settled_cb, self);
    }
  gtk_window_present (window);
}

/* --- starting and ending --- */

static void
name_lost_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  /* Given up already, and to release it again would be a complaint. */
  CW_APPLICATION (data)->name_id = 0;
}

/* Keeps a process that is not unique reachable under the program's name while nobody else has it,
 * and gives the name up to the unique one. */
static void
own_name (CwApplication *self)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));

  if (bus != NULL
      && (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) != 0)
    self->name_id = g_bus_own_name_on_connection (bus, APPLICATION_ID,
                                                  G_BUS_NAME_OWNER_FLAGS_ALLOW_REPLACEMENT
                                                      | G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                                  NULL, name_lost_cb, self, NULL);
}

/* What was typed, the session and the trace are kept as when the window is closed. */
static void
leave_for (CwApplication *self, int signal_number)
{
  self->exit_status = EXIT_SIGNAL + signal_number;
  leave (self);
}

static gboolean
interrupted_cb (gpointer data)
{
  CwApplication *self = data;

  self->interrupt_source = 0;
  leave_for (self, SIGINT);
  return G_SOURCE_REMOVE;
}

/* So do sessions end. */
static gboolean
terminated_cb (gpointer data)
{
  CwApplication *self = data;

  self->terminate_source = 0;
  leave_for (self, SIGTERM);
  return G_SOURCE_REMOVE;
}

static void
cw_application_startup (GApplication *application)
{
  CwApplication *self = CW_APPLICATION (application);

  cw_loop_watch_start (self->trace);
  G_APPLICATION_CLASS (cw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  add_actions (self);
  cw_screenshot_install (GTK_APPLICATION (self));
  self->setup = cw_setup_new (self->options.offline, self->trace);
  own_name (self);
  self->interrupt_source = g_unix_signal_add (SIGINT, interrupted_cb, self);
  self->terminate_source = g_unix_signal_add (SIGTERM, terminated_cb, self);
  if (self->options.screenshot != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
write_trace (CwApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->trace == NULL || cw_trace_write (self->trace, &error))
    return;
  g_printerr ("candlewick: %s\n", error->message);
  self->exit_status = EXIT_FAILURE;
}

static void
cw_application_shutdown (GApplication *application)
{
  CwApplication *self = CW_APPLICATION (application);

  cw_loop_watch_stop ();
  close_windows (self);
  g_clear_pointer (&self->setup, cw_setup_free);
  g_clear_handle_id (&self->interrupt_source, g_source_remove);
  g_clear_handle_id (&self->terminate_source, g_source_remove);
  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  /* Answers to what was cancelled are on their way still; their callbacks free what they hold. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  write_trace (self);
  G_APPLICATION_CLASS (cw_application_parent_class)->shutdown (application);
}

static int
cw_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  CwApplication *self = CW_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("candlewick %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  if (!cw_options_read (&self->options, dict, &error))
    {
      g_printerr ("candlewick: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (cw_options_ask_for_own_process (&self->options))
    g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  if (self->options.trace != NULL)
    self->trace = cw_trace_new (self->options.trace);
  return -1;
}

static void
cw_application_finalize (GObject *object)
{
  CwApplication *self = CW_APPLICATION (object);

  cw_options_clear (&self->options);
  g_clear_pointer (&self->trace, cw_trace_unref);
  G_OBJECT_CLASS (cw_application_parent_class)->finalize (object);
}

static void
cw_application_class_init (CwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_application_finalize;
  application_class->activate = cw_application_activate;
  application_class->startup = cw_application_startup;
  application_class->shutdown = cw_application_shutdown;
  application_class->handle_local_options = cw_application_handle_local_options;
}

static void
cw_application_init (CwApplication *self)
{
  cw_options_add_to (G_APPLICATION (self));
}

/** cw_application_new: Returns: (transfer full): the program, to be run */
CwApplication *
cw_application_new (void)
{
  /* The unique process takes the name from one that only borrowed it. */
  return g_object_new (CW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                       "/io/github/candlewick/Candlewick", "flags", G_APPLICATION_REPLACE, NULL);
}

/** cw_application_get_exit_status: Returns: what the process exits with after it has run */
int
cw_application_get_exit_status (CwApplication *self)
{
  g_return_val_if_fail (CW_IS_APPLICATION (self), EXIT_FAILURE);
  return self->exit_status;
}
