/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-program.h"

#include <signal.h>
#include <unistd.h>

#define APPLICATION_PATH "/io/github/candlewick/Candlewick"
#define WINDOW_PATH APPLICATION_PATH "/window/1"

/* How often it is looked whether something has come. */
#define LOOK_AGAIN (20 * 1000)

struct _CwProgram
{
  GSubprocess *process;
  GDBusConnection *bus;
};

static GSubprocess *
launch (const char *provider_url, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) g_getenv ("CANDLEWICK_PROGRAM"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  /* On the standard output the test itself speaks, in a protocol of its own. */
  g_subprocess_launcher_take_stdout_fd (launcher, dup (STDERR_FILENO));
  if (provider_url != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "CANDLEWICK_YAHOO_URL", provider_url, TRUE);
      g_subprocess_launcher_setenv (launcher, "CANDLEWICK_FINNHUB_URL", provider_url, TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/**
 * cw_program_start:
 * @provider_url: (nullable): a server that stands for the providers
 * @arguments: (array zero-terminated=1): what follows the program's name
 *
 * Returns: (transfer full): a program that is starting
 */
CwProgram *
cw_program_start (const char *provider_url, const char *const *arguments)
{
  CwProgram *self = g_new0 (CwProgram, 1);
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->process = launch (provider_url, arguments);
  return self;
}

/** cw_program_free: ends the program if it has not ended by itself */
void
cw_program_free (CwProgram *self)
{
  if (g_subprocess_get_identifier (self->process) != NULL)
    g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->bus);
  g_free (self);
}

static gboolean
give_up_cb (gpointer process)
{
  g_test_message ("the program did not end in time");
  g_subprocess_send_signal (process, SIGABRT);
  return G_SOURCE_REMOVE;
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer ended)
{
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  *(gboolean *) ended = TRUE;
}

/** cw_program_wait: Returns: what the program exited with, once it has; -1 if it was killed */
int
cw_program_wait (CwProgram *self)
{
  guint timer = g_timeout_add_seconds (CW_PROGRAM_PATIENCE, give_up_cb, self->process);
  gboolean ended = FALSE;

  g_subprocess_wait_async (self->process, NULL, ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, timer) != NULL)
    g_source_remove (timer);
  if (!g_subprocess_get_if_exited (self->process))
    return -1;
  return g_subprocess_get_exit_status (self->process);
}

/** cw_program_run: starts a program; Returns: what it exited with */
int
cw_program_run (const char *provider_url, const char *const *arguments)
{
  g_autoptr (CwProgram) program = cw_program_start (provider_url, arguments);

  return cw_program_wait (program);
}

/** cw_program_interrupt: does what Ctrl+C in a terminal does */
void
cw_program_interrupt (CwProgram *self)
{
  g_subprocess_send_signal (self->process, SIGINT);
}

/** cw_program_get_pid: Returns: the running program's process */
GPid
cw_program_get_pid (CwProgram *self)
{
  return atoi (g_subprocess_get_identifier (self->process));
}

static GVariant *
try_call (
    CwProgram *self, const char *path, const char *method, GVariant *parameters, GError **error)
{
  return g_dbus_connection_call_sync (self->bus, APPLICATION_ID, path, "org.gtk.Actions", method,
                                      parameters, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                                      error);
}

static GVariant *
call (CwProgram *self, const char *path, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = try_call (self, path, method, parameters, &error);

  g_assert_no_error (error);
  return answer;
}

/** cw_program_look_again: waits a moment, or ends the test when it has waited for long enough */
void
cw_program_look_again (gint64 deadline, const char *condition, const char *what)
{
  if (g_get_monotonic_time () > deadline)
    g_error ("waited too long for “%s”: %s", what, condition);
  g_usleep (LOOK_AGAIN);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;
}

/** cw_program_await_window: waits until the window's actions can be reached */
void
cw_program_await_window (CwProgram *self)
{
  gint64 deadline = get_deadline ();

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GVariant) answer = try_call (self, WINDOW_PATH, "List", NULL, NULL);

      if (answer != NULL)
        return;
      g_usleep (LOOK_AGAIN);
    }
  g_error ("no window came");
}

static GVariant *
describe (CwProgram *self, const char *action)
{
  g_autoptr (GVariant) answer = call (self, WINDOW_PATH, "Describe", g_variant_new ("(s)", action));

  return g_variant_get_child_value (answer, 0);
}

static void
activate (CwProgram *self, const char *path, const char *action, GVariant *parameter)
{
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", parameter);
  g_variant_unref (
      call (self, path, "Activate", g_variant_new ("(sava{sv})", action, &parameters, NULL)));
}

/**
 * cw_program_act:
 * @self: a program with a window
 * @action: one of the window's actions; unknown ones are failures, though the bus accepts them
 * @parameter: (nullable): what it takes; floating references are sunk
 */
void
cw_program_act (CwProgram *self, const char *action, GVariant *parameter)
{
  g_variant_unref (describe (self, action));
  activate (self, WINDOW_PATH, action, parameter);
}

/** cw_program_act_on_application: activates one of the application's actions */
void
cw_program_act_on_application (CwProgram *self, const char *action)
{
  activate (self, APPLICATION_PATH, action, NULL);
}

/** cw_program_quit: asks the program to end, and waits until it has, with success */
void
cw_program_quit (CwProgram *self)
{
  cw_program_act_on_application (self, "quit");
  g_assert_cmpint (cw_program_wait (self), ==, 0);
}

/** cw_program_get_state: Returns: (transfer full): the state of one of the window's actions */
GVariant *
cw_program_get_state (CwProgram *self, const char *action)
{
  g_autoptr (GVariant) description = describe (self, action);
  g_autoptr (GVariant) states = g_variant_get_child_value (description, 2);
  g_autoptr (GVariant) boxed = NULL;

  g_assert_cmpuint (g_variant_n_children (states), ==, 1);
  boxed = g_variant_get_child_value (states, 0);
  return g_variant_get_variant (boxed);
}

/** cw_program_is_enabled: Returns: whether one of the window's actions can be activated now */
gboolean
cw_program_is_enabled (CwProgram *self, const char *action)
{
  g_autoptr (GVariant) description = describe (self, action);
  gboolean enabled;

  g_variant_get_child (description, 0, "b", &enabled);
  return enabled;
}

/** cw_program_await_enabled: waits until one of the window's actions can or cannot be activated */
void
cw_program_await_enabled (CwProgram *self, const char *action, gboolean enabled)
{
  CW_AWAIT (cw_program_is_enabled (self, action) == enabled, action);
}

/** cw_program_run_tool: runs a command that must succeed */
void
cw_program_run_tool (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/**
 * cw_program_press:
 * @self: a program with a window
 * @keys: what to press, as xdotool calls it
 *
 * Presses keys as a keyboard does: they go to the display, and not to the window, which may close
 * under them.
 */
void
cw_program_press (CwProgram *self, const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool key %s", keys);

  cw_program_run_tool ("xdotool search --sync --onlyvisible --class candlewick windowfocus --sync");
  cw_program_run_tool (command);
}

static goffset
get_size (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

/** cw_await_file: waits until a file is there and does not grow any more */
void
cw_await_file (const char *path)
{
  gint64 deadline = get_deadline ();
  goffset size = 0;
  guint n_same = 0;

  while (g_get_monotonic_time () < deadline)
    {
      goffset now = get_size (path);

      n_same = now > 0 && now == size ? n_same + 1 : 0;
      size = now;
      if (n_same >= 5)
        return;
      g_usleep (LOOK_AGAIN);
    }
  g_error ("no file %s came", path);
}
