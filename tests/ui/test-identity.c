/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-series-builder.h"
#include "cw-server.h"
#include "cw-store-peek.h"

/* A symbol that seems to stand for another company than before: a person is asked once, in the
 * window, and what is stored stays until then. */

#define DAY (24 * 60 * 60)
/* A Monday, before the market opens; long before the last day of the bundled prices. */
#define FIRST_DAY (17960 * (gint64) DAY)
#define N_BARS 400
/* What the question names. */
#define BEFORE "Old Company"
#define NOW "Apple Inc."

typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  char *directory; /* of the store */
  CwProgram *program;
} Fixture;

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static CwSeries *
new_old_company (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("AAPL", CW_INTERVAL_1D);

  builder->now = FIRST_DAY + 2 * N_BARS * (gint64) DAY;
  cw_series_builder_set_text (&builder->info.name, BEFORE);
  cw_series_builder_set_text (&builder->info.currency, "USD");
  cw_series_builder_set_text (&builder->info.timezone, "America/New_York");
  for (guint i = 0; i < N_BARS; i++)
    cw_series_builder_add_bar (builder, FIRST_DAY + i * (gint64) DAY, 7, 8, 6, 7, 7, 1000);
  return cw_series_builder_end (builder);
}

static void
store_old_company (const char *directory)
{
  g_autoptr (CwStore) store = cw_store_new (directory, NULL);
  g_autoptr (CwSeries) series = new_old_company ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cw_store_save_series_async (store, series, FIRST_DAY + N_BARS * (gint64) DAY, take_result_cb,
                              &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  cw_store_save_series_finish (result, &error);
  g_assert_no_error (error);
}

static void
start (Fixture *fixture)
{
  static const char *const none[] = { NULL };

  fixture->program = cw_program_start (cw_server_get_url (fixture->server), none);
  cw_program_await_window (fixture->program);
}

static void
end (Fixture *fixture)
{
  cw_program_act_on_application (fixture->program, "quit");
  g_assert_cmpint (cw_program_wait (fixture->program), ==, 0);
  g_clear_pointer (&fixture->program, cw_program_free);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CwServerOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->bus = cw_accessible_connect ();
  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->directory = g_dir_make_tmp ("candlewick-identity-XXXXXX", &error);
  g_assert_no_error (error);
  store_old_company (fixture->directory);
  cw_store_peek_add (fixture->directory, "AAPL");
  g_setenv ("CANDLEWICK_DATA_DIR", fixture->directory, TRUE);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end (fixture);
  g_object_unref (fixture->bus);
  cw_server_free (fixture->server);
  g_free (fixture->directory);
  g_unsetenv ("CANDLEWICK_DATA_DIR");
}

static gboolean
is_asked (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (fixture->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((CwAccessible *) g_ptr_array_index (list, i))->name;

      if (strstr (name, BEFORE) != NULL && strstr (name, NOW) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
await_question (Fixture *fixture, gboolean asked)
{
  gint64 deadline = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC;

  while (is_asked (fixture) != asked)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (G_USEC_PER_SEC / 10);
    }
}

/* What is stored is shown meanwhile, and asking again asks the same. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  await_question (fixture, TRUE);
  list = cw_accessible_list (fixture->bus);
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Same Company"));
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Another Company"));
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  cw_program_act (fixture->program, "refresh", NULL);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  await_question (fixture, TRUE);
}

/* After an answer nobody is asked again, not even by the next program. */
static void
test_answered (Fixture *fixture, gconstpointer button)
{
  g_autoptr (GPtrArray) list = NULL;

  await_question (fixture, TRUE);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  cw_accessible_press (fixture->bus, CW_ROLE_PUSH_BUTTON, button);
  await_question (fixture, FALSE);
  list = cw_accessible_await (fixture->bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50");
  cw_program_act (fixture->program, "refresh", NULL);
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  g_assert_false (is_asked (fixture));
  end (fixture);
  start (fixture);
  g_ptr_array_unref (list);
  list = cw_accessible_await (fixture->bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50");
  cw_program_await_enabled (fixture->program, "refresh", TRUE);
  g_assert_false (is_asked (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func, data) \
  g_test_add ("/ui/identity/" name, Fixture, data, set_up, func, tear_down)
  ADD ("asked", test_asked, NULL);
  ADD ("same-company", test_answered, "Same Company");
  ADD ("other-company", test_answered, "Another Company");
  return g_test_run ();
}
