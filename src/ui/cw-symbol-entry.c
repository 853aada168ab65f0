/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-entry-text.h"
#include "cw-symbol-matches.h"
#include "cw-symbol-search.h"
#include "cw-symbol.h"

struct _CwSymbolEntry
{
  GtkWidget parent_instance;

  CwWatchlist *watchlist; /* owned, nullable */
  CwSymbolSearch *search; /* owned */

  GtkWidget *box;
  GtkEditable *entry;
  CwSymbolMatches *matches;
  GtkWidget *add_button;
  GtkLabel *problem;
};

enum
{
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolEntry, cw_symbol_entry, GTK_TYPE_WIDGET)

static void
show_problem (CwSymbolEntry *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

/* What can be one ticker, as it would be added; a list of tickers is nothing to search for. */
static char *
dup_ticker (CwSymbolEntry *self)
{
  return cw_symbol_normalize (gtk_editable_get_text (self->entry), NULL);
}

static void
show_matches (CwSymbolEntry *self)
{
  g_autofree char *ticker = dup_ticker (self);

  cw_symbol_matches_show (self->matches, self->search, self->watchlist, ticker);
}

static void
changed_cb (CwSymbolEntry *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  gboolean several = strpbrk (text, ",;:") != NULL;

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->add_button, text[0] != '\0');
  cw_symbol_search_set_text (self->search, several ? "" : text);
}

static void
add (CwSymbolEntry *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-symbol", "s", text);
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[SIGNAL_ADDED], 0);
}

static void
add_cb (CwSymbolEntry *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_entries_parse (text, &error);

  if (entries == NULL)
    show_problem (self, error->message);
  else if (entries->len > 0)
    add (self, text);
}

static void
activated_cb (CwSymbolEntry *self)
{
  if (cw_symbol_search_get_state (self->search) != CW_SEARCH_FOUND
      || !cw_symbol_matches_choose (self->matches))
    add_cb (self);
}

static void
chosen_cb (CwSymbolEntry *self, const char *symbol)
{
  add (self, symbol);
}

static void
left_cb (CwSymbolEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static gboolean
key_pressed_cb (CwSymbolEntry *self, guint key)
{
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
         && gtk_widget_grab_focus (GTK_WIDGET (self->matches));
}

static gboolean
cw_symbol_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CW_SYMBOL_ENTRY (widget)->entry));
}

static void
cw_symbol_entry_dispose (GObject *object)
{
  CwSymbolEntry *self = CW_SYMBOL_ENTRY (object);

  if (self->search != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->search, self);
      cw_symbol_search_set_engine (self->search, NULL);
    }
  g_clear_object (&self->search);
  g_clear_object (&self->watchlist);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_symbol_entry_parent_class)->dispose (object);
}

static void
cw_symbol_entry_class_init (CwSymbolEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_SYMBOL_MATCHES);
  G_OBJECT_CLASS (klass)->dispose = cw_symbol_entry_dispose;
  widget_class->grab_focus = cw_symbol_entry_grab_focus;
  signals[SIGNAL_ADDED] = g_signal_new ("added", CW_TYPE_SYMBOL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-symbol-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, box);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, matches);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, problem);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
cw_symbol_entry_init (CwSymbolEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->search = cw_symbol_search_new ();
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (show_matches), self);
}

/**
 * cw_symbol_entry_set_watchlist:
 * @self: an entry
 * @watchlist: (nullable): whose engine searches, and whose symbols are marked
 */
void
cw_symbol_entry_set_watchlist (CwSymbolEntry *self, CwWatchlist *watchlist)
{
  g_return_if_fail (CW_IS_SYMBOL_ENTRY (self));

  g_set_object (&self->watchlist, watchlist);
  cw_symbol_search_set_engine (self->search,
                               watchlist != NULL ? cw_watchlist_get_engine (watchlist) : NULL);
}

/** cw_symbol_entry_clear: forgets what was typed, for who left it and comes back later */
void
cw_symbol_entry_clear (CwSymbolEntry *self)
{
  g_return_if_fail (CW_IS_SYMBOL_ENTRY (self));
  gtk_editable_set_text (self->entry, "");
}
