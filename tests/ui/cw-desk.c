/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-desk.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Enough that the first is seen to be a drag, and the last comes to rest where it is dropped. */
#define DRAG_STEPS 12

/** cw_desk_serve: starts a server in place of the present one, if there is one */
void
cw_desk_serve (CwDesk *self, guint latency_ms)
{
  CwServerOptions options = { .latency_ms = latency_ms };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->server, cw_server_free);
  self->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  self->url = cw_server_get_url (self->server);
}

static void
make_directory (CwDesk *self, CwDeskParts parts)
{
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("candlewick-desk-XXXXXX", &error);
  g_assert_no_error (error);
  if (parts & CW_DESK_STORE)
    g_setenv ("CANDLEWICK_DATA_DIR", self->directory, TRUE);
  if (parts & CW_DESK_SETTINGS)
    {
      g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
      g_setenv ("XDG_CONFIG_HOME", self->directory, TRUE);
    }
}

/** cw_desk_open: makes ready what a program needs that is started later */
void
cw_desk_open (CwDesk *self, CwDeskParts parts)
{
  self->bus = cw_accessible_connect ();
  if (parts & CW_DESK_SERVER)
    cw_desk_serve (self, 0);
  if (parts & (CW_DESK_STORE | CW_DESK_SETTINGS))
    make_directory (self, parts);
}

/** cw_desk_close: leaves nothing behind; a program that runs still is ended, but not asked to */
void
cw_desk_close (CwDesk *self)
{
  g_clear_pointer (&self->program, cw_program_free);
  g_clear_pointer (&self->server, cw_server_free);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->directory, g_free);
  g_unsetenv ("CANDLEWICK_DATA_DIR");
}

/**
 * cw_desk_set_up:
 * @self: a fixture
 * @parts: #CwDeskParts, as a pointer
 *
 * cw_desk_open(), as g_test_add() wants it.
 */
void
cw_desk_set_up (CwDesk *self, gconstpointer parts)
{
  cw_desk_open (self, GPOINTER_TO_UINT (parts));
}

/** cw_desk_tear_down: cw_desk_close(), as g_test_add() wants it */
void
cw_desk_tear_down (CwDesk *self, gconstpointer unused)
{
  cw_desk_close (self);
}

/* --- settings --- */

/** cw_desk_dup_settings_path: Returns: (transfer full): the file of a desk that keeps settings */
char *
cw_desk_dup_settings_path (CwDesk *self)
{
  return g_build_filename (self->directory, "glib-2.0", "settings", "keyfile", NULL);
}

/** cw_desk_write_settings: sets those, and no others, as another editor of settings would */
void
cw_desk_write_settings (CwDesk *self, const char *group, const char *lines)
{
  g_autofree char *path = cw_desk_dup_settings_path (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf ("[%s]\n%s\n", group, lines);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* --- what is done --- */

/** cw_desk_start: @arguments: (nullable): of the program, whose window is there afterwards */
void
cw_desk_start (CwDesk *self, const char *const *arguments)
{
  static const char *const none[] = { NULL };

  g_assert_null (self->program);
  self->program = cw_program_start (self->url, arguments != NULL ? arguments : none);
  cw_program_await_window (self->program);
}

/** cw_desk_quit: asks the program to end, and waits until it has, with success */
void
cw_desk_quit (CwDesk *self)
{
  cw_program_quit (self->program);
  g_clear_pointer (&self->program, cw_program_free);
}

/** cw_desk_act: @parameter: (nullable): what one of the window's actions takes, which is a text */
void
cw_desk_act (CwDesk *self, const char *action, const char *parameter)
{
  cw_program_act (self->program, action,
                  parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

/** cw_desk_press: waits for a button and presses it */
void
cw_desk_press (CwDesk *self, const char *button)
{
  cw_accessible_press (self->bus, CW_ROLE_PUSH_BUTTON, button);
}

/** cw_desk_type: waits for an entry and puts @text into it */
void
cw_desk_type (CwDesk *self, const char *entry, const char *text)
{
  cw_accessible_type (self->bus, entry, text);
}

/* GTK has more windows than one once something was dragged, but the pointer is for that in front.
 */
static void
find_window (int *x, int *y)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_command_line_sync ("xdotool getactivewindow getwindowgeometry --shell", &output, NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (output, "X="));
  g_assert_nonnull (strstr (output, "Y="));
  *x = atoi (strstr (output, "X=") + strlen ("X="));
  *y = atoi (strstr (output, "Y=") + strlen ("Y="));
}

/**
 * cw_desk_drag:
 * @self: a desk
 * @symbol: the row of the watchlist that is taken
 * @onto: the row on which it is dropped
 * @place: where on it
 * @patience: how many hundredths of a second the pointer rests at every step
 *
 * Drags with the pointer as a hand does. Where and whether it is dropped depends on whether the
 * program keeps up with the pointer: whoever sees no effect tries again with more @patience.
 */
void
cw_desk_drag (CwDesk *self, const char *symbol, const char *onto, CwDeskPlace place, int patience)
{
  g_autoptr (GString) command = g_string_new ("xdotool");
  int window_x, window_y, x, y, to_x, to_y, height;

  find_window (&window_x, &window_y);
  cw_accessible_find_middle (self->bus, CW_ROLE_LIST_ITEM, symbol, &x, &y, &height);
  cw_accessible_find_middle (self->bus, CW_ROLE_LIST_ITEM, onto, &to_x, &to_y, &height);
  to_y += (int) place * height / 4;
  g_string_append_printf (command, " mousemove %d %d mousedown 1", window_x + x, window_y + y);
  for (int i = 1; i <= DRAG_STEPS; i++)
    g_string_append_printf (command, " sleep %d.%02d mousemove %d %d", patience / 100,
                            patience % 100, window_x + x + 2 * i,
                            window_y + y + (to_y - y) * i / DRAG_STEPS);
  g_string_append_printf (command, " sleep %d.%02d mouseup 1", patience / 20, patience * 5 % 100);
  cw_program_run_tool (command->str);
}

/* --- what is seen --- */

/** cw_desk_has: Returns: whether something has a role, or any, and is called so or begins so */
gboolean
cw_desk_has (CwDesk *self, guint role, const char *name)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (self->bus);

  return cw_accessible_find (list, role, name) != NULL;
}

/** cw_desk_await: waits until cw_desk_has() */
void
cw_desk_await (CwDesk *self, guint role, const char *name)
{
  g_ptr_array_unref (cw_accessible_await (self->bus, role, name));
}

/** cw_desk_await_gone: waits until cw_desk_has() no more */
void
cw_desk_await_gone (CwDesk *self, guint role, const char *name)
{
  CW_AWAIT (!cw_desk_has (self, role, name), name);
}

/** cw_desk_says: Returns: whether @part is in the name of anything that is shown */
gboolean
cw_desk_says (CwDesk *self, const char *part)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (self->bus);

  for (guint i = 0; i < list->len; i++)
    if (strstr (((CwAccessible *) g_ptr_array_index (list, i))->name, part) != NULL)
      return TRUE;
  return FALSE;
}

/** cw_desk_await_said: waits until cw_desk_says() something, or does so no more */
void
cw_desk_await_said (CwDesk *self, const char *part, gboolean said)
{
  CW_AWAIT (cw_desk_says (self, part) == said, part);
}

/* The symbols of the rows of the watchlist, in their order on screen. */
static char *
get_order (CwDesk *self)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (self->bus);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const CwAccessible *item = g_ptr_array_index (list, i);

      if (item->role == CW_ROLE_LIST_ITEM)
        g_string_append_printf (order, "%s%.*s", order->len > 0 ? " " : "",
                                (int) strcspn (item->name, ","), item->name);
    }
  return g_string_free (order, FALSE);
}

/** cw_desk_await_order: waits until the watchlist shows these, with a space between them */
void
cw_desk_await_order (CwDesk *self, const char *symbols)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;
  g_autofree char *order = get_order (self);

  while (!g_str_equal (order, symbols) && g_get_monotonic_time () < deadline)
    {
      g_usleep (G_USEC_PER_SEC / 10);
      g_free (order);
      order = get_order (self);
    }
  g_assert_cmpstr (order, ==, symbols);
}
