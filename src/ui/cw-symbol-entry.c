/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-entry.h"

#include <glib/gi18n-lib.h>

#include "cw-symbol.h"

struct _CwSymbolEntry
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *entry;
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

static void
changed_cb (CwSymbolEntry *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->add_button, text[0] != '\0');
}

static void
add_cb (CwSymbolEntry *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) symbols = cw_symbol_list_parse (text, &error);

  if (symbols == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  if (symbols[0] == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-symbol", "s", text);
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[SIGNAL_ADDED], 0);
}

static gboolean
cw_symbol_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CW_SYMBOL_ENTRY (widget)->entry));
}

static void
cw_symbol_entry_dispose (GObject *object)
{
  g_clear_pointer (&CW_SYMBOL_ENTRY (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_symbol_entry_parent_class)->dispose (object);
}

static void
cw_symbol_entry_class_init (CwSymbolEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolEntry, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_symbol_entry_init (CwSymbolEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
