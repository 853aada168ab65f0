/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-log.h"

#include <glib/gi18n-lib.h>

struct _CwLabLog
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list; /* not owned */
  GtkStringList *lines;
  GPtrArray *waiting; /* lines that are not shown yet; with a NULL at the end when they are */
  guint idle;
};

G_DEFINE_FINAL_TYPE (CwLabLog, cw_lab_log, GTK_TYPE_WIDGET)

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "caption");
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

/* The name belongs to the list's own widget around the label, which is what the focus is on. */
static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *parent = gtk_widget_get_parent (label);

  gtk_label_set_label (GTK_LABEL (label), line);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, line,
                                    -1);
}

static GtkWidget *
new_list (CwLabLog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_widget_add_css_class (list, "log");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Events"), -1);
  return list;
}

static void
cw_lab_log_dispose (GObject *object)
{
  CwLabLog *self = CW_LAB_LOG (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_lab_log_parent_class)->dispose (object);
}

static void
cw_lab_log_finalize (GObject *object)
{
  CwLabLog *self = CW_LAB_LOG (object);

  g_ptr_array_unref (self->waiting);
  g_object_unref (self->lines);
  G_OBJECT_CLASS (cw_lab_log_parent_class)->finalize (object);
}

static void
cw_lab_log_class_init (CwLabLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_lab_log_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_lab_log_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cw_lab_log_init (CwLabLog *self)
{
  self->lines = gtk_string_list_new (NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_VIEW (new_list (self));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 200);
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static gboolean
is_at_end (CwLabLog *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double bottom = gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place);

  return bottom >= gtk_adjustment_get_upper (place) - 1;
}

static void
show_waiting (CwLabLog *self)
{
  gboolean follow = is_at_end (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  g_ptr_array_add (self->waiting, NULL);
  gtk_string_list_splice (self->lines, n, 0, (const char *const *) self->waiting->pdata);
  g_ptr_array_set_size (self->waiting, 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  if (follow && n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
}

static gboolean
idle_cb (gpointer data)
{
  CwLabLog *self = data;

  self->idle = 0;
  show_waiting (self);
  return G_SOURCE_REMOVE;
}

/** cw_lab_log_clear: forgets every line */
void
cw_lab_log_clear (CwLabLog *self)
{
  g_return_if_fail (CW_IS_LAB_LOG (self));

  g_ptr_array_set_size (self->waiting, 0);
  gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                          NULL);
}

/** cw_lab_log_add: adds a line for @event; those that come together appear together */
void
cw_lab_log_add (CwLabLog *self, const CwLabEvent *event)
{
  g_return_if_fail (CW_IS_LAB_LOG (self));

  g_ptr_array_add (self->waiting, cw_lab_event_to_log_line (event));
  if (self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
}

/** cw_lab_log_dup_text: Returns: (transfer full): all lines, each with a line break */
char *
cw_lab_log_dup_text (CwLabLog *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (CW_IS_LAB_LOG (self), g_string_free (text, FALSE));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    g_string_append_printf (text, "%s\n", gtk_string_list_get_string (self->lines, i));
  return g_string_free (text, FALSE);
}

/** cw_lab_log_count_lines: Returns: how many lines are shown */
guint
cw_lab_log_count_lines (CwLabLog *self)
{
  g_return_val_if_fail (CW_IS_LAB_LOG (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}
