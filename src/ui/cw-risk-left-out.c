/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-left-out.h"

#include <glib/gi18n-lib.h>

/* So many are named one by one; more would bury the page. */
#define MOST_ROWS 30

struct _CwRiskLeftOut
{
  GtkWidget parent_instance;

  GtkWidget *list; /* owned by being its parent */
  AdwExpanderRow *head;
  GPtrArray *rows; /* owned, of unowned AdwActionRow */
  char *text;      /* what the rows say, nullable */
};

G_DEFINE_FINAL_TYPE (CwRiskLeftOut, cw_risk_left_out, GTK_TYPE_WIDGET)

static void
cw_risk_left_out_dispose (GObject *object)
{
  CwRiskLeftOut *self = CW_RISK_LEFT_OUT (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (cw_risk_left_out_parent_class)->dispose (object);
}

static void
cw_risk_left_out_class_init (CwRiskLeftOutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_risk_left_out_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cw_risk_left_out_init (CwRiskLeftOut *self)
{
  self->rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  self->head = ADW_EXPANDER_ROW (adw_expander_row_new ());
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Symbols that are left out"), -1);
  adw_expander_row_set_icon_name (self->head, "dialog-warning-symbolic");
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->head));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_row (CwRiskLeftOut *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_markup_escape_text (title, -1);
  g_autofree char *reason = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_expander_row_add_row (self->head, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_rest (CwRiskLeftOut *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many symbols beside those that stand above */
      g_dngettext (GETTEXT_PACKAGE, "And %d more", "And %d more", (gulong) n), (int) n);

  add_row (self, text, "");
}

/* What is still on its way is told elsewhere, and soon not left out any more. */
static gboolean
is_told (const CwRiskPart *part)
{
  return part->reason != NULL && !part->coming;
}

static void
fill (CwRiskLeftOut *self, const CwRiskQuestion *question, guint n)
{
  for (guint i = 0; i < question->parts->len && self->rows->len < MOST_ROWS; i++)
    {
      const CwRiskPart *part = g_ptr_array_index (question->parts, i);

      if (is_told (part))
        add_row (self, part->name, part->reason);
    }
  if (n > MOST_ROWS)
    add_rest (self, n - MOST_ROWS);
}

static guint
collect (const CwRiskStudy *study, GString *text)
{
  guint n = 0;

  for (guint i = 0; study != NULL && i < study->question->parts->len; i++)
    {
      const CwRiskPart *part = g_ptr_array_index (study->question->parts, i);

      if (!is_told (part))
        continue;
      g_string_append_printf (text, "%s\n%s\n", part->name, part->reason);
      n++;
    }
  return n;
}

static void
refill (CwRiskLeftOut *self, const CwRiskStudy *study, guint n)
{
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->head, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (n == 0)
    return;
  title = g_strdup_printf (
      /* Translators: how many symbols could not be taken into account */
      g_dngettext (GETTEXT_PACKAGE, "%d symbol is left out", "%d symbols are left out", (gulong) n),
      (int) n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->head), title);
  fill (self, study->question, n);
}

/** cw_risk_left_out_show: @study: (nullable): the study whose symbols are told of */
void
cw_risk_left_out_show (CwRiskLeftOut *self, const CwRiskStudy *study)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = collect (study, text);

  g_return_if_fail (CW_IS_RISK_LEFT_OUT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (g_strcmp0 (self->text, text->str) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text->str);
  refill (self, study, n);
}
