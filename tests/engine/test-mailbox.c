/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-mailbox.h"
#include "cw-outcome-private.h"

#define N_SYMBOLS 1000
#define N_THREADS 4
#define LARGEST_BATCH 128

typedef struct
{
  CwMailbox *mailbox;
  guint n_final, n_batches, n_outcomes, largest_batch;
  gint64 last_batch, shortest_gap;
  CwStage stages[N_SYMBOLS];
} Reader;

static void
read_cb (GPtrArray *outcomes, gpointer data)
{
  Reader *reader = data;
  gint64 now = g_get_monotonic_time ();

  if (reader->last_batch != 0)
    reader->shortest_gap = MIN (reader->shortest_gap, now - reader->last_batch);
  reader->last_batch = now;
  reader->n_batches++;
  reader->n_outcomes += outcomes->len;
  reader->largest_batch = MAX (reader->largest_batch, outcomes->len);
  for (guint i = 0; i < outcomes->len; i++)
    {
      CwOutcome *outcome = g_ptr_array_index (outcomes, i);

      reader->stages[outcome->index] = outcome->stage;
      reader->n_final += cw_stage_is_final (outcome->stage);
    }
}

static gpointer
post_func (gpointer data)
{
  static int next_thread;
  CwMailbox *mailbox = data;
  guint thread = (guint) g_atomic_int_add (&next_thread, 1) % N_THREADS;

  for (guint i = thread; i < N_SYMBOLS; i += N_THREADS)
    for (CwStage stage = CW_STAGE_LOADING; stage <= CW_STAGE_READY; stage++)
      cw_mailbox_post (mailbox, cw_outcome_new (i, "X", stage, NULL, NULL));
  return NULL;
}

static void
test_many_threads (void)
{
  Reader reader = { .shortest_gap = G_MAXINT64 };
  g_autoptr (CwMailbox) mailbox = cw_mailbox_new (N_SYMBOLS, read_cb, &reader);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("post", post_func, mailbox);
  while (reader.n_final < N_SYMBOLS)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  cw_mailbox_close (mailbox);

  for (guint i = 0; i < N_SYMBOLS; i++)
    g_assert_cmpint (reader.stages[i], ==, CW_STAGE_READY);
  g_assert_cmpuint (reader.n_final, ==, N_SYMBOLS);
  g_assert_cmpuint (reader.largest_batch, <=, LARGEST_BATCH);
  /* A frame is 16.7 ms; a timer may not come early, however busy the machine is. */
  g_assert_cmpint (reader.shortest_gap, >=, 15000);
}

static void
test_newest_wins (void)
{
  Reader reader = { .shortest_gap = G_MAXINT64 };
  g_autoptr (CwMailbox) mailbox = cw_mailbox_new (2, read_cb, &reader);

  cw_mailbox_post (mailbox, cw_outcome_new (1, "B", CW_STAGE_LOADING, NULL, NULL));
  cw_mailbox_post (mailbox, cw_outcome_new (0, "A", CW_STAGE_LOADING, NULL, NULL));
  cw_mailbox_post (mailbox, cw_outcome_new (1, "B", CW_STAGE_FAILED, NULL, NULL));
  while (reader.n_batches == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (reader.n_outcomes, ==, 2);
  g_assert_cmpint (reader.stages[0], ==, CW_STAGE_LOADING);
  g_assert_cmpint (reader.stages[1], ==, CW_STAGE_FAILED);
  cw_mailbox_close (mailbox);
}

static void
test_closed (void)
{
  Reader reader = { .shortest_gap = G_MAXINT64 };
  g_autoptr (CwMailbox) mailbox = cw_mailbox_new (1, read_cb, &reader);

  cw_mailbox_post (mailbox, cw_outcome_new (0, "A", CW_STAGE_READY, NULL, NULL));
  cw_mailbox_close (mailbox);
  cw_mailbox_post (mailbox, cw_outcome_new (0, "A", CW_STAGE_READY, NULL, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (reader.n_batches, ==, 0);
}

static void
close_cb (GPtrArray *outcomes, gpointer data)
{
  CwMailbox **mailbox = data;

  cw_mailbox_close (*mailbox);
  g_clear_pointer (mailbox, cw_mailbox_unref);
}

static void
test_closed_while_reading (void)
{
  CwMailbox *mailbox = cw_mailbox_new (1, close_cb, &mailbox);

  cw_mailbox_post (mailbox, cw_outcome_new (0, "A", CW_STAGE_READY, NULL, NULL));
  while (mailbox != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/mailbox/many-threads", test_many_threads);
  g_test_add_func ("/engine/mailbox/newest-wins", test_newest_wins);
  g_test_add_func ("/engine/mailbox/closed", test_closed);
  g_test_add_func ("/engine/mailbox/closed-while-reading", test_closed_while_reading);
  return g_test_run ();
}
