/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-cards.h"

#include <glib/gi18n-lib.h>

#include "cw-decision-card.h"
#include "cw-holding-card.h"
#include "cw-notes-card.h"
#include "cw-sight-box.h"
#include "cw-study-maker.h"
#include "cw-symbol-card.h"

#define WIDTH 272
#define SPACING 12

struct _CwSymbolCards
{
  GtkWidget parent_instance;

  CwRow *row;          /* owned, nullable: what the cards are to show */
  CwStudyMaker *maker; /* owned */
  char *obstacle;      /* owned, nullable: why nothing can be edited now */
  CwDrafts *drafts;    /* owned, nullable: of what is typed */

  gboolean started;   /* whether it is time to make them */
  guint n_made;       /* how many are there */
  guint stale;        /* a bit for each of them that shows something else than @row says now */
  guint show_source;  /* while there are such */
  guint make_source;  /* while the next is due when there is time */
  guint frame_source; /* while the one made last has not been drawn */
  guint sight_source; /* while it is to be looked what is in sight */

  GtkWidget *scroller;
  CwSightBox *box;
  GtkWidget *cards[CW_N_SYMBOL_CARDS];
};

enum
{
  SIGNAL_ENTRY_EDITED,
  SIGNAL_HOLDING_EDITED,
  SIGNAL_HOLDING_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolCards, cw_symbol_cards, GTK_TYPE_WIDGET)

/* --- making cards --- */

static void
entry_edited_cb (CwSymbolCards *self, gint64 list, gpointer entry)
{
  g_signal_emit (self, signals[SIGNAL_ENTRY_EDITED], 0, list, entry);
}

static void
holding_edited_cb (CwSymbolCards *self, gint64 list, gpointer holding)
{
  g_signal_emit (self, signals[SIGNAL_HOLDING_EDITED], 0, list, holding);
}

static void
holding_removed_cb (CwSymbolCards *self, gint64 list, gpointer holding)
{
  g_signal_emit (self, signals[SIGNAL_HOLDING_REMOVED], 0, list, holding);
}

/* What somebody does in a card is for others to know. */
static void
listen (CwSymbolCards *self, CwSymbolCard card, GtkWidget *widget)
{
  if (card == CW_SYMBOL_CARD_HOLDING)
    {
      g_signal_connect_swapped (widget, "edited", G_CALLBACK (holding_edited_cb), self);
      g_signal_connect_swapped (widget, "removed", G_CALLBACK (holding_removed_cb), self);
      cw_holding_card_set_drafts (CW_HOLDING_CARD (widget), self->drafts);
      cw_holding_card_set_obstacle (CW_HOLDING_CARD (widget), self->obstacle);
    }
  else if (card == CW_SYMBOL_CARD_NOTES)
    {
      g_signal_connect_swapped (widget, "edited", G_CALLBACK (entry_edited_cb), self);
      cw_notes_card_set_drafts (CW_NOTES_CARD (widget), self->drafts);
      cw_notes_card_set_obstacle (CW_NOTES_CARD (widget), self->obstacle);
    }
  else if (card == CW_SYMBOL_CARD_TRACK)
    {
      g_signal_connect_swapped (widget, "wanted", G_CALLBACK (cw_study_maker_begin), self->maker);
    }
}

/* --- showing what is known --- */

static void
show_study (CwSymbolCards *self, CwSymbolCard card)
{
  if (cw_symbol_card_needs_study (card))
    cw_symbol_card_show_study (card, self->cards[card], cw_study_maker_get_study (self->maker),
                               cw_study_maker_get_benchmark (self->maker));
}

static void
show_row (CwSymbolCards *self, CwSymbolCard card)
{
  self->stale &= ~(1u << card);
  cw_symbol_card_show_row (card, self->cards[card], self->row);
  if (card == CW_SYMBOL_CARD_TRACK)
    cw_study_maker_show_series (self->maker, cw_row_get_analysis (self->row)->series);
}

/* What somebody looks at comes first. */
static CwSymbolCard
find_stale (CwSymbolCards *self)
{
  guint first = CW_N_SYMBOL_CARDS;

  for (guint card = self->n_made; card-- > 0;)
    if ((self->stale & 1u << card) != 0
        && (first == CW_N_SYMBOL_CARDS || cw_sight_box_shows (self->box, self->cards[card])
            || !cw_sight_box_shows (self->box, self->cards[first])))
      first = card;
  return (CwSymbolCard) first;
}

static gboolean
show_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwSymbolCards *self = CW_SYMBOL_CARDS (widget);

  if (self->stale != 0)
    show_row (self, find_stale (self));
  if (self->stale != 0)
    return G_SOURCE_CONTINUE;
  self->show_source = 0;
  return G_SOURCE_REMOVE;
}

/* To lay out all cards anew takes more than a frame may, so each frame shows one of them. Where
 * none is drawn there is nothing to wait for. */
static void
show_row_everywhere (CwSymbolCards *self)
{
  self->stale = (1u << self->n_made) - 1;
  if (self->stale == 0)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    while (self->stale != 0)
      show_row (self, find_stale (self));
  else if (self->show_source == 0)
    self->show_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_cb, NULL, NULL);
}

static void
study_changed_cb (CwSymbolCards *self)
{
  for (guint card = 0; card < self->n_made; card++)
    show_study (self, (CwSymbolCard) card);
}

/* --- one after the other --- */

static gboolean
can_make (CwSymbolCards *self)
{
  return self->started && self->n_made < CW_N_SYMBOL_CARDS && self->row != NULL
         && cw_row_get_analysis (self->row) != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
add_card (CwSymbolCards *self, CwSymbolCard card)
{
  g_return_if_fail (card < CW_N_SYMBOL_CARDS);

  self->cards[card] = cw_symbol_card_new (card);
  listen (self, card, self->cards[card]);
  if (card == CW_SYMBOL_CARD_TRACK)
    cw_decision_card_add (CW_DECISION_CARD (self->cards[CW_SYMBOL_CARD_SHORT_TERM]),
                          self->cards[card]);
  else
    gtk_box_append (GTK_BOX (self->box), self->cards[card]);
  show_row (self, card);
  show_study (self, card);
}

static void schedule (CwSymbolCards *self);

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwSymbolCards *self = CW_SYMBOL_CARDS (widget);

  self->frame_source = 0;
  schedule (self);
  return G_SOURCE_REMOVE;
}

static gboolean
make_cb (gpointer data)
{
  CwSymbolCards *self = data;

  self->make_source = 0;
  if (!can_make (self))
    return G_SOURCE_REMOVE;
  add_card (self, (CwSymbolCard) self->n_made);
  self->n_made++;
  self->frame_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* To make a card and to lay it out takes a good part of a frame each, so that there is never more
 * than one of them between two frames, nor at all while there is something else to do. */
static void
schedule (CwSymbolCards *self)
{
  if (can_make (self) && self->make_source == 0 && self->frame_source == 0)
    self->make_source = g_idle_add_full (G_PRIORITY_LOW, make_cb, self, NULL);
}

/* --- what is seen for the first time --- */

static gboolean
look_cb (gpointer data)
{
  CwSymbolCards *self = data;

  self->sight_source = 0;
  for (guint card = CW_SYMBOL_CARD_RISK; card <= CW_SYMBOL_CARD_DIVIDENDS && card < self->n_made;
       card++)
    if (gtk_widget_get_mapped (self->cards[card])
        && cw_sight_box_shows (self->box, self->cards[card]))
      {
        cw_study_maker_look_further (self->maker);
        break;
      }
  return G_SOURCE_REMOVE;
}

static void
moved_cb (CwSymbolCards *self)
{
  if (self->sight_source == 0 && self->n_made > CW_SYMBOL_CARD_RISK)
    self->sight_source = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

/* --- the widget --- */

static void
cw_symbol_cards_map (GtkWidget *widget)
{
  CwSymbolCards *self = CW_SYMBOL_CARDS (widget);

  GTK_WIDGET_CLASS (cw_symbol_cards_parent_class)->map (widget);
  schedule (self);
  moved_cb (self);
}

/* No frame comes while it is not to be seen. */
static void
cw_symbol_cards_unmap (GtkWidget *widget)
{
  CwSymbolCards *self = CW_SYMBOL_CARDS (widget);

  if (self->frame_source != 0)
    gtk_widget_remove_tick_callback (widget, self->frame_source);
  self->frame_source = 0;
  GTK_WIDGET_CLASS (cw_symbol_cards_parent_class)->unmap (widget);
}

static void
cw_symbol_cards_dispose (GObject *object)
{
  CwSymbolCards *self = CW_SYMBOL_CARDS (object);

  g_clear_handle_id (&self->make_source, g_source_remove);
  g_clear_handle_id (&self->sight_source, g_source_remove);
  if (self->maker != NULL)
    g_signal_handlers_disconnect_by_data (self->maker, self);
  g_clear_object (&self->maker);
  g_clear_pointer (&self->obstacle, g_free);
  g_clear_object (&self->drafts);
  g_clear_object (&self->row);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->n_made = 0;
  G_OBJECT_CLASS (cw_symbol_cards_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, CW_TYPE_SYMBOL_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
}

static void
cw_symbol_cards_class_init (CwSymbolCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_symbol_cards_dispose;
  widget_class->map = cw_symbol_cards_map;
  widget_class->unmap = cw_symbol_cards_unmap;
  signals[SIGNAL_ENTRY_EDITED] = new_signal ("entry-edited");
  signals[SIGNAL_HOLDING_EDITED] = new_signal ("holding-edited");
  signals[SIGNAL_HOLDING_REMOVED] = new_signal ("holding-removed");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cw_symbol_cards_init (CwSymbolCards *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->maker = cw_study_maker_new ();
  g_signal_connect_swapped (self->maker, "changed", G_CALLBACK (study_changed_cb), self);
  self->scroller = GTK_WIDGET (scroller);
  self->box = CW_SIGHT_BOX (cw_sight_box_new (SPACING));
  g_signal_connect_swapped (self->box, "moved", G_CALLBACK (moved_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "cards");
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scroller, TRUE);
  gtk_scrolled_window_set_child (scroller, GTK_WIDGET (self->box));
  gtk_widget_set_size_request (self->scroller, WIDTH, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Decisions and Fundamentals"), -1);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/** cw_symbol_cards_set_engine: @engine: (nullable): who computes; %NULL before it is shut down */
void
cw_symbol_cards_set_engine (CwSymbolCards *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));
  cw_study_maker_set_engine (self->maker, engine);
}

/**
 * cw_symbol_cards_show_row:
 * @self: the cards
 * @row: (nullable): what to show; what was typed about another is saved before
 */
void
cw_symbol_cards_show_row (CwSymbolCards *self, CwRow *row)
{
  CwAnalysis *analysis = row != NULL ? cw_row_get_analysis (row) : NULL;

  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));

  g_set_object (&self->row, row);
  if (analysis == NULL || analysis->series->n_bars == 0)
    {
      self->stale = 0;
      cw_study_maker_show_series (self->maker, NULL);
      return;
    }
  show_row_everywhere (self);
  schedule (self);
  moved_cb (self);
}

/** cw_symbol_cards_start: makes the cards from now on; before, something else is waited for */
void
cw_symbol_cards_start (CwSymbolCards *self)
{
  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));
  self->started = TRUE;
  schedule (self);
}

/** cw_symbol_cards_set_obstacle: @obstacle: (nullable): why nothing can be edited now, for people
 */
void
cw_symbol_cards_set_obstacle (CwSymbolCards *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));
  g_free (self->obstacle);
  self->obstacle = g_strdup (obstacle);
  if (self->n_made > CW_SYMBOL_CARD_HOLDING)
    cw_holding_card_set_obstacle (CW_HOLDING_CARD (self->cards[CW_SYMBOL_CARD_HOLDING]), obstacle);
  if (self->n_made > CW_SYMBOL_CARD_NOTES)
    cw_notes_card_set_obstacle (CW_NOTES_CARD (self->cards[CW_SYMBOL_CARD_NOTES]), obstacle);
}

/** cw_symbol_cards_set_drafts: @drafts: (nullable): where what is typed is kept until it is saved
 */
void
cw_symbol_cards_set_drafts (CwSymbolCards *self, CwDrafts *drafts)
{
  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));
  g_set_object (&self->drafts, drafts);
  if (self->n_made > CW_SYMBOL_CARD_HOLDING)
    cw_holding_card_set_drafts (CW_HOLDING_CARD (self->cards[CW_SYMBOL_CARD_HOLDING]), drafts);
  if (self->n_made > CW_SYMBOL_CARD_NOTES)
    cw_notes_card_set_drafts (CW_NOTES_CARD (self->cards[CW_SYMBOL_CARD_NOTES]), drafts);
}

/** cw_symbol_cards_flush: saves what is being typed, if it can be */
void
cw_symbol_cards_flush (CwSymbolCards *self)
{
  g_return_if_fail (CW_IS_SYMBOL_CARDS (self));
  if (self->n_made > CW_SYMBOL_CARD_HOLDING)
    cw_holding_card_flush (CW_HOLDING_CARD (self->cards[CW_SYMBOL_CARD_HOLDING]));
  if (self->n_made > CW_SYMBOL_CARD_NOTES)
    cw_notes_card_flush (CW_NOTES_CARD (self->cards[CW_SYMBOL_CARD_NOTES]));
}

/** cw_symbol_cards_is_settled: Returns: whether all are there and show what can be known */
gboolean
cw_symbol_cards_is_settled (CwSymbolCards *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_CARDS (self), TRUE);
  return self->n_made == CW_N_SYMBOL_CARDS && self->stale == 0
         && !cw_study_maker_is_busy (self->maker);
}
