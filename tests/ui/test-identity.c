/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cw-desk.h"
#include "cw-series-builder.h"
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
set_up (CwDesk *desk, gconstpointer data)
{
  cw_desk_open (desk, CW_DESK_SERVER | CW_DESK_STORE);
  store_old_company (desk->directory);
  cw_store_peek_add (desk->directory, "AAPL");
  cw_desk_start (desk, NULL);
}

static void
tear_down (CwDesk *desk, gconstpointer data)
{
  cw_desk_quit (desk);
  cw_desk_close (desk);
}

static gboolean
is_asked (CwDesk *desk)
{
  g_autoptr (GPtrArray) list = cw_accessible_list (desk->bus);

  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((CwAccessible *) g_ptr_array_index (list, i))->name;

      if (strstr (name, BEFORE) != NULL && strstr (name, NOW) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
await_question (CwDesk *desk, gboolean asked)
{
  CW_AWAIT (is_asked (desk) == asked, asked ? "a question" : "no question");
}

/* What is stored is shown meanwhile, and asking again asks the same. */
static void
test_asked (CwDesk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  await_question (desk, TRUE);
  list = cw_accessible_list (desk->bus);
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Same Company"));
  g_assert_nonnull (cw_accessible_find (list, CW_ROLE_PUSH_BUTTON, "Another Company"));
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  cw_program_act (desk->program, "refresh", NULL);
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  await_question (desk, TRUE);
}

/* After an answer nobody is asked again, not even by the next program. */
static void
test_answered (CwDesk *desk, gconstpointer button)
{
  g_autoptr (GPtrArray) list = NULL;

  await_question (desk, TRUE);
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  cw_desk_press (desk, button);
  await_question (desk, FALSE);
  list = cw_accessible_await (desk->bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50");
  cw_program_act (desk->program, "refresh", NULL);
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  g_assert_false (is_asked (desk));
  cw_desk_quit (desk);
  cw_desk_start (desk, NULL);
  g_ptr_array_unref (list);
  list = cw_accessible_await (desk->bus, CW_ROLE_LIST_ITEM, "AAPL, Apple Inc., 133.50");
  cw_program_await_enabled (desk->program, "refresh", TRUE);
  g_assert_false (is_asked (desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
#define ADD(name, func, data) \
  g_test_add ("/ui/identity/" name, CwDesk, data, set_up, func, tear_down)
  ADD ("asked", test_asked, NULL);
  ADD ("same-company", test_answered, "Same Company");
  ADD ("other-company", test_answered, "Another Company");
  return g_test_run ();
}
