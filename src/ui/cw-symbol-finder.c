/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-finder.h"

#include "cw-symbol-search.h"

struct _CwSymbolFinder
{
  GObject parent_instance;

  CwWatchlist *watchlist; /* owned, nullable */
  CwSymbolSearch *search; /* owned */
  gboolean choosing;      /* while the field is filled, and not typed into */

  GtkEditable *field;       /* the owner's, as all here */
  CwSymbolMatches *matches; /* what is found */
  GtkWidget *place;         /* around it, hidden while nothing is looked for */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolFinder, cw_symbol_finder, G_TYPE_OBJECT)

static void
found_cb (CwSymbolFinder *self)
{
  cw_symbol_matches_show (self->matches, self->search, self->watchlist, NULL);
  gtk_widget_set_visible (self->place, cw_symbol_search_get_state (self->search) != CW_SEARCH_IDLE);
}

static void
changed_cb (CwSymbolFinder *self)
{
  if (!self->choosing && gtk_widget_get_sensitive (GTK_WIDGET (self->field)))
    cw_symbol_search_set_text (self->search, gtk_editable_get_text (self->field));
}

/* What was chosen is not looked for again. */
static void
chosen_cb (CwSymbolFinder *self, const char *symbol)
{
  self->choosing = TRUE;
  gtk_editable_set_text (self->field, symbol);
  self->choosing = FALSE;
  cw_symbol_finder_stop (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
left_cb (CwSymbolFinder *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

static gboolean
key_pressed_cb (CwSymbolFinder *self, guint key)
{
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && gtk_widget_get_visible (self->place)
         && gtk_widget_grab_focus (GTK_WIDGET (self->matches));
}

static void
cw_symbol_finder_dispose (GObject *object)
{
  cw_symbol_finder_shut_down (CW_SYMBOL_FINDER (object));
  G_OBJECT_CLASS (cw_symbol_finder_parent_class)->dispose (object);
}

static void
cw_symbol_finder_class_init (CwSymbolFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_symbol_finder_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", CW_TYPE_SYMBOL_FINDER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_symbol_finder_init (CwSymbolFinder *self)
{
  self->search = cw_symbol_search_new ();
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (found_cb), self);
}

/**
 * cw_symbol_finder_new:
 * @field: where a ticker is typed, or a name to look for
 * @matches: shows what is found
 * @place: what is hidden while nothing is looked for
 *
 * The widgets outlive the finder, or it is shut down before.
 *
 * Returns: (transfer full): a finder that finds nothing before it has a watchlist
 */
CwSymbolFinder *
cw_symbol_finder_new (GtkEditable *field, CwSymbolMatches *matches, GtkWidget *place)
{
  CwSymbolFinder *self = g_object_new (CW_TYPE_SYMBOL_FINDER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->field = field;
  self->matches = matches;
  self->place = place;
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matches, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matches, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (field), keys);
  return self;
}

/** cw_symbol_finder_shut_down: looks for nothing more and touches its widgets no more */
void
cw_symbol_finder_shut_down (CwSymbolFinder *self)
{
  g_return_if_fail (CW_IS_SYMBOL_FINDER (self));

  if (self->search != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->search, self);
      cw_symbol_search_set_engine (self->search, NULL);
    }
  g_clear_object (&self->search);
  g_clear_object (&self->watchlist);
}

/** cw_symbol_finder_set_watchlist: @watchlist: whose engine searches, and whose symbols are marked
 */
void
cw_symbol_finder_set_watchlist (CwSymbolFinder *self, CwWatchlist *watchlist)
{
  g_return_if_fail (CW_IS_SYMBOL_FINDER (self) && self->search != NULL);

  g_set_object (&self->watchlist, watchlist);
  cw_symbol_search_set_engine (self->search, cw_watchlist_get_engine (watchlist));
}

/** cw_symbol_finder_stop: looks for nothing until the field changes again */
void
cw_symbol_finder_stop (CwSymbolFinder *self)
{
  g_return_if_fail (CW_IS_SYMBOL_FINDER (self) && self->search != NULL);
  cw_symbol_search_set_text (self->search, "");
  gtk_widget_set_visible (self->place, FALSE);
}

/** cw_symbol_finder_choose: Returns: whether there was a match to choose for who pressed Enter */
gboolean
cw_symbol_finder_choose (CwSymbolFinder *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_FINDER (self), FALSE);
  return self->search != NULL && cw_symbol_search_get_state (self->search) == CW_SEARCH_FOUND
         && cw_symbol_matches_choose (self->matches);
}

/** cw_symbol_finder_has_others: Returns: whether something was found, but not @symbol */
gboolean
cw_symbol_finder_has_others (CwSymbolFinder *self, const char *symbol)
{
  GPtrArray *matches;

  g_return_val_if_fail (CW_IS_SYMBOL_FINDER (self) && symbol != NULL, FALSE);

  if (self->search == NULL || cw_symbol_search_get_state (self->search) != CW_SEARCH_FOUND)
    return FALSE;
  matches = cw_symbol_search_get_matches (self->search);
  for (guint i = 0; i < matches->len; i++)
    if (g_str_equal (((CwSearchMatch *) g_ptr_array_index (matches, i))->symbol, symbol))
      return FALSE;
  return matches->len > 0;
}
