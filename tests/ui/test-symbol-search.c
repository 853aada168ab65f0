/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-demo-market.h"
#include "cw-server.h"
#include "cw-symbol-search.h"
#include "cw-until.h"

/* The search on a real engine and a real server, as somebody types. */

typedef struct
{
  CwServer *server;
  CwEngine *engine;
  CwSymbolSearch *search;
  guint n_changed;
} Fixture;

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *fixture, gconstpointer latency_ms)
{
  CwServerOptions options = { .latency_ms = GPOINTER_TO_UINT (latency_ms) };
  CwEngineConfig config;
  g_autoptr (GError) error = NULL;

  fixture->server = cw_server_new (&options, &error);
  g_assert_no_error (error);
  cw_engine_config_init (&config);
  config.yahoo_url = cw_server_get_url (fixture->server);
  config.clock = cw_demo_market_get_clock ();
  fixture->engine = cw_engine_new (&config);
  fixture->search = cw_symbol_search_new ();
  cw_symbol_search_set_engine (fixture->search, fixture->engine);
  g_signal_connect_swapped (fixture->search, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_symbol_search_set_engine (fixture->search, NULL);
  cw_engine_shut_down (fixture->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->search);
  g_object_unref (fixture->engine);
  g_clear_pointer (&fixture->server, cw_server_free);
}

static void
await_state (Fixture *fixture, CwSearchState state)
{
  CW_UNTIL (cw_symbol_search_get_state (fixture->search) == state);
}

static const char *
get_first (Fixture *fixture)
{
  GPtrArray *matches = cw_symbol_search_get_matches (fixture->search);

  return matches->len > 0 ? ((CwSearchMatch *) g_ptr_array_index (matches, 0))->symbol : "";
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cw_symbol_search_get_state (fixture->search), ==, CW_SEARCH_IDLE);
  cw_symbol_search_set_text (fixture->search, "  microsoft ");
  g_assert_cmpint (cw_symbol_search_get_state (fixture->search), ==, CW_SEARCH_UNDER_WAY);
  await_state (fixture, CW_SEARCH_FOUND);
  g_assert_cmpstr (get_first (fixture), ==, "MSFT");
  /* What was found stays while something else is looked for. */
  cw_symbol_search_set_text (fixture->search, "zzzz");
  g_assert_cmpstr (get_first (fixture), ==, "MSFT");
  await_state (fixture, CW_SEARCH_NOTHING);
  g_assert_cmpstr (get_first (fixture), ==, "");
  cw_symbol_search_set_text (fixture->search, "");
  g_assert_cmpint (cw_symbol_search_get_state (fixture->search), ==, CW_SEARCH_IDLE);
}

/* Each letter is a text of its own, and only the last one is answered. */
static void
test_typing_asks_once (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "o", "or", "ora", "orac", "oracl", "oracle" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      cw_symbol_search_set_text (fixture->search, texts[i]);
      g_main_context_iteration (NULL, FALSE);
    }
  await_state (fixture, CW_SEARCH_FOUND);
  g_assert_cmpstr (get_first (fixture), ==, "ORCL");
  g_assert_cmpuint (fixture->n_changed, ==, G_N_ELEMENTS (texts) + 1);
}

/* The answer to an earlier text is on its way when another is typed, and never seen. */
static void
test_stale_answers_are_dropped (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  cw_symbol_search_set_text (fixture->search, "microsoft");
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (cw_symbol_search_get_state (fixture->search), ==, CW_SEARCH_UNDER_WAY);
  cw_symbol_search_set_text (fixture->search, "oracle");
  await_state (fixture, CW_SEARCH_FOUND);
  g_assert_cmpstr (get_first (fixture), ==, "ORCL");
}

static void
test_failure_says_why (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->server, cw_server_free);
  cw_symbol_search_set_text (fixture->search, "oracle");
  await_state (fixture, CW_SEARCH_FAILED);
  g_assert_nonnull (cw_symbol_search_get_error (fixture->search));
  cw_symbol_search_set_text (fixture->search, "");
  g_assert_null (cw_symbol_search_get_error (fixture->search));
}

static void
test_leaving_in_the_middle (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  cw_symbol_search_set_text (fixture->search, "microsoft");
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

#define ADD(name, latency, function)                                                            \
  g_test_add ("/ui/symbol-search/" name, Fixture, GUINT_TO_POINTER (latency), set_up, function, \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("states", 0, test_states);
  ADD ("typing-asks-once", 0, test_typing_asks_once);
  ADD ("stale-answers-are-dropped", 1000, test_stale_answers_are_dropped);
  ADD ("failure-says-why", 0, test_failure_says_why);
  ADD ("leaving-in-the-middle", 5000, test_leaving_in_the_middle);
  return g_test_run ();
}
