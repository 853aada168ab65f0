/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "cw-fundamentals-card.h"
#include "cw-outcome-private.h"
#include "cw-series-builder.h"
#include "cw-symbol-card.h"
#include "cw-symbol-cards.h"
#include "cw-symbol-risk-card.h"
#include "cw-track-view.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

#define N_BARS 600
#define DAY 86400
#define LAST_DAY 1619035200
#define NOT_YET "…"

typedef struct
{
  GtkWidget *window;
  CwSymbolCards *cards;
  CwEngine *engine;
  CwRow *row;
} Fixture;

static CwSeries *
new_series (void)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new ("TEST", CW_INTERVAL_1D);

  builder->now = LAST_DAY;
  for (int i = 0; i < N_BARS; i++)
    {
      double close = 100 + 10 * sin (i / 20.0) + sin (i * 1.3);

      cw_series_builder_add_bar (builder, LAST_DAY - (gint64) (N_BARS - i) * DAY, close - 1,
                                 close + 2, close - 2, close, close, 1e6 + i);
    }
  return cw_series_builder_end (builder);
}

static CwFundamentals *
new_fundamentals (double return_on_equity)
{
  CwFundamentals *fundamentals = cw_fundamentals_new ("TEST", "a test");

  fundamentals->values[CW_METRIC_ROE] = return_on_equity;
  fundamentals->values[CW_METRIC_GROSS_MARGIN] = 41;
  fundamentals->doubtful[CW_METRIC_GROSS_MARGIN] = TRUE;
  g_free (fundamentals->period_end);
  fundamentals->period_end = g_strdup ("2021-01-22");
  return fundamentals;
}

static CwRow *
new_row (double return_on_equity)
{
  g_autoptr (CwAnalysis) analysis = g_atomic_rc_box_new0 (CwAnalysis);
  g_autoptr (CwOutcome) outcome = NULL;
  CwRow *row = cw_row_new ("TEST", (CwClock){ 0 });

  analysis->series = new_series ();
  analysis->fundamentals = new_fundamentals (return_on_equity);
  analysis->fetched_at = LAST_DAY;
  analysis->complete = TRUE;
  outcome = cw_outcome_new (0, "TEST", CW_STAGE_READY, analysis, NULL);
  cw_row_apply (row, outcome);
  return row;
}

/* So low that only the first card is in sight. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->engine = cw_engine_new_deaf ();
  fixture->row = new_row (0.2);
  fixture->cards = g_object_new (CW_TYPE_SYMBOL_CARDS, NULL);
  fixture->window = cw_window_new_around (GTK_WIDGET (fixture->cards), 320, 240);
  cw_symbol_cards_set_engine (fixture->cards, fixture->engine);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cw_symbol_cards_set_engine (fixture->cards, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  cw_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  g_object_unref (fixture->row);
}

/* The label whose text ends so, of those that are to be seen. */
static GtkLabel *
find_label (GtkWidget *in, const char *end)
{
  if (GTK_IS_LABEL (in) && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (in)), end))
    return gtk_widget_get_visible (in) ? GTK_LABEL (in) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, end);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_cards (Fixture *fixture)
{
  GtkWidget *viewport = cw_find_widget (GTK_WIDGET (fixture->cards), GTK_TYPE_VIEWPORT);
  GtkWidget *box = gtk_widget_get_first_child (viewport);
  guint n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (box); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n++;
  return n;
}

/* Returns the most cards that came in one iteration of the main loop. */
static guint
await_cards (Fixture *fixture)
{
  guint timer = cw_until_get_tired ("the cards");
  guint most = 0, n = count_cards (fixture);

  while (!cw_symbol_cards_is_settled (fixture->cards))
    {
      guint now;

      g_main_context_iteration (NULL, TRUE);
      now = count_cards (fixture);
      most = MAX (most, now - n);
      n = now;
    }
  g_source_remove (timer);
  return most;
}

static void
show_cards (Fixture *fixture)
{
  cw_symbol_cards_show_row (fixture->cards, fixture->row);
  cw_symbol_cards_start (fixture->cards);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
test_one_after_the_other (Fixture *fixture, gconstpointer data)
{
  cw_symbol_cards_show_row (fixture->cards, fixture->row);
  cw_symbol_cards_start (fixture->cards);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Nobody sees them. */
  g_assert_cmpuint (count_cards (fixture), ==, 0);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_cmpuint (await_cards (fixture), ==, 1);
  /* The track record stands within another. */
  g_assert_cmpuint (count_cards (fixture), ==, CW_N_SYMBOL_CARDS - 1);
}

static void
await_figures (GtkWidget *card)
{
  CW_UNTIL (find_label (card, "\u202f%") != NULL);
}

/* Nothing is computed for who does not look, and it is as soon as somebody does. */
static void
test_computed_when_seen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller, *risk;
  GtkAdjustment *adjustment;

  show_cards (fixture);
  await_cards (fixture);
  risk = cw_find_widget (GTK_WIDGET (fixture->cards), CW_TYPE_SYMBOL_RISK_CARD);
  g_assert_nonnull (find_label (risk, NOT_YET));
  g_assert_null (find_label (risk, "\u202f%"));
  scroller = cw_find_widget (GTK_WIDGET (fixture->cards), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  await_figures (risk);

  /* Another symbol's figures do not stay. */
  cw_symbol_cards_show_row (fixture->cards, NULL);
  g_assert_null (find_label (risk, "\u202f%"));
  g_assert_nonnull (find_label (risk, NOT_YET));
}

static void
test_track_record (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  show_cards (fixture);
  await_cards (fixture);
  view = cw_find_widget (GTK_WIDGET (fixture->cards), CW_TYPE_TRACK_VIEW);
  g_assert_null (cw_find_widget (view, GTK_TYPE_GRID));
  gtk_expander_set_expanded (GTK_EXPANDER (cw_find_widget (view, GTK_TYPE_EXPANDER)), TRUE);
  await_figures (view);
  g_assert_nonnull (find_label (view, "Gain a year"));
  g_assert_nonnull (find_label (view, "20 days later."));
}

static void
test_fundamentals (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  show_cards (fixture);
  await_cards (fixture);
  card = cw_find_widget (GTK_WIDGET (fixture->cards), CW_TYPE_FUNDAMENTALS_CARD);
  g_assert_nonnull (find_label (card, "20.0\u202f%"));
  g_assert_nonnull (find_label (card, "4100.0\u202f% ?"));
  g_assert_nonnull (find_label (card, "so no rule judges it"));
  g_assert_nonnull (find_label (card, "Period to 22 Jan 2021, 89 d old · a test"));
}

/* Each frame shows one card what is known of another symbol; hidden, they need not wait. */
static void
test_another_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwRow) other = new_row (0.3);
  GtkWidget *card;

  show_cards (fixture);
  await_cards (fixture);
  card = cw_find_widget (GTK_WIDGET (fixture->cards), CW_TYPE_FUNDAMENTALS_CARD);
  cw_symbol_cards_show_row (fixture->cards, other);
  g_assert_false (cw_symbol_cards_is_settled (fixture->cards));
  g_assert_null (find_label (card, "30.0\u202f%"));
  await_cards (fixture);
  g_assert_nonnull (find_label (card, "30.0\u202f%"));

  gtk_widget_set_visible (GTK_WIDGET (fixture->cards), FALSE);
  cw_symbol_cards_show_row (fixture->cards, fixture->row);
  gtk_widget_set_visible (GTK_WIDGET (fixture->cards), TRUE);
  g_assert_nonnull (find_label (card, "20.0\u202f%"));
}

#define ADD(name, function) \
  g_test_add ("/ui/symbol-cards/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("one-after-the-other", test_one_after_the_other);
  ADD ("computed-when-seen", test_computed_when_seen);
  ADD ("track-record", test_track_record);
  ADD ("fundamentals", test_fundamentals);
  ADD ("another-row", test_another_row);
  return g_test_run ();
}
