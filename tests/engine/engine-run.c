/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "engine-run.h"

static void
finished_cb (CwLoad *load, EngineRun *run)
{
  g_assert_false (run->finished);
  run->finished = TRUE;
}

static void
updated_cb (CwLoad *load, GPtrArray *outcomes, EngineRun *run)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_assert_true ((outcome->stage == CW_STAGE_FAILED) == (outcome->error != NULL));
      g_assert_true (outcome->stage != CW_STAGE_READY || outcome->analysis != NULL);
      g_ptr_array_add (run->all, cw_outcome_ref (outcome));
    }
}

void
engine_run_begin (EngineRun *run, const CwEngineConfig *config)
{
  *run = (EngineRun){ .engine = cw_engine_new (config) };
  g_assert_nonnull (run->engine);
  run->all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_outcome_unref);
}

/* Drops what was loaded before. */
void
engine_run_start (EngineRun *run, const char *const *symbols, const CwLoadOptions *options)
{
  g_clear_object (&run->load);
  g_ptr_array_set_size (run->all, 0);
  run->finished = FALSE;
  run->load = cw_engine_load (run->engine, symbols, options);
  g_signal_connect (run->load, "updated", G_CALLBACK (updated_cb), run);
  g_signal_connect (run->load, "finished", G_CALLBACK (finished_cb), run);
}

void
engine_run_wait (EngineRun *run)
{
  while (!run->finished)
    g_main_context_iteration (NULL, TRUE);
}

void
engine_run_load (EngineRun *run, const char *const *symbols, const CwLoadOptions *options)
{
  engine_run_start (run, symbols, options);
  engine_run_wait (run);
}

void
engine_run_load_one (EngineRun *run, const char *symbol, const CwLoadOptions *options)
{
  const char *const symbols[] = { symbol, NULL };

  engine_run_load (run, symbols, options);
}

void
engine_run_end (EngineRun *run)
{
  g_clear_object (&run->load);
  cw_engine_shut_down (run->engine);
  g_assert_finalize_object (run->engine);
  g_ptr_array_unref (run->all);
}

/* The newest that was said of @symbol. */
const CwOutcome *
engine_run_find (EngineRun *run, const char *symbol)
{
  for (guint i = run->all->len; i > 0; i--)
    {
      const CwOutcome *outcome = g_ptr_array_index (run->all, i - 1);

      if (g_str_equal (outcome->symbol, symbol))
        return outcome;
    }
  g_assert_not_reached ();
}

const CwOutcome *
engine_run_find_ready (EngineRun *run, const char *symbol)
{
  const CwOutcome *outcome = engine_run_find (run, symbol);

  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->stage, ==, CW_STAGE_READY);
  return outcome;
}

char *
engine_run_make_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "candlewick", NULL);
}
