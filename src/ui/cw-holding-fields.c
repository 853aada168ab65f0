/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-holding-fields.h"

#include "cw-entry-row.h"
#include "cw-wrong-entry.h"

static const char *const names[CW_N_HOLDING_FIELDS] = {
  [CW_HOLDING_SYMBOL] = "symbol",     [CW_HOLDING_SHARES] = "shares", [CW_HOLDING_COST] = "cost",
  [CW_HOLDING_CURRENCY] = "currency", [CW_HOLDING_DATE] = "date",     [CW_HOLDING_NOTE] = "note",
};

/* --- set-up --- */

/** cw_holding_fields_bind: @offset: where in its instances the widget class has its fields */
void
cw_holding_fields_bind (GtkWidgetClass *widget_class, gssize offset)
{
  for (gsize i = 0; i < CW_N_HOLDING_FIELDS; i++)
    {
      g_autofree char *problem = g_strconcat (names[i], "_problem", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                                 offset
                                                     + (gssize) G_STRUCT_OFFSET (CwHoldingFields,
                                                                                 fields)
                                                     + (gssize) (i * sizeof (GtkEditable *)));
      gtk_widget_class_bind_template_child_full (widget_class, problem, FALSE,
                                                 offset
                                                     + (gssize) G_STRUCT_OFFSET (CwHoldingFields,
                                                                                 problems)
                                                     + (gssize) (i * sizeof (GtkLabel *)));
    }
}

/** cw_holding_fields_set_up: names the fields, which are empty, once the template is there */
void
cw_holding_fields_set_up (CwHoldingFields *self)
{
  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    cw_entry_row_name_text (ADW_ENTRY_ROW (self->fields[i]));
  self->kept = cw_holding_fields_dup_texts (self);
}

/** cw_holding_fields_clear: gives back what they remember */
void
cw_holding_fields_clear (CwHoldingFields *self)
{
  g_clear_pointer (&self->kept, g_strfreev);
}

/* --- what they say --- */

/** cw_holding_fields_get: Returns: (transfer none): what stands in a field */
const char *
cw_holding_fields_get (CwHoldingFields *self, CwHoldingField field)
{
  return gtk_editable_get_text (self->fields[field]);
}

/** cw_holding_fields_find: Returns: which of the fields @editable is */
CwHoldingField
cw_holding_fields_find (CwHoldingFields *self, GtkEditable *editable)
{
  guint field = 0;

  while (field + 1 < CW_N_HOLDING_FIELDS && self->fields[field] != editable)
    field++;
  return field;
}

/** cw_holding_fields_dup_texts: Returns: (transfer full): what stands in each of them */
char **
cw_holding_fields_dup_texts (CwHoldingFields *self)
{
  char **texts = g_new0 (char *, CW_N_HOLDING_FIELDS + 1);

  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    texts[i] = g_strdup (cw_holding_fields_get (self, i));
  return texts;
}

/** cw_holding_fields_are_changed: Returns: whether they say anything else than in the beginning */
gboolean
cw_holding_fields_are_changed (CwHoldingFields *self)
{
  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    if (!g_str_equal (cw_holding_fields_get (self, i), self->kept[i]))
      return TRUE;
  return FALSE;
}

/** cw_holding_fields_fill: @texts: what is to stand in each of them */
void
cw_holding_fields_fill (CwHoldingFields *self, const char *const *texts)
{
  for (guint i = 0; i < CW_N_HOLDING_FIELDS; i++)
    if (!g_str_equal (cw_holding_fields_get (self, i), texts[i]))
      gtk_editable_set_text (self->fields[i], texts[i]);
}

/** cw_holding_fields_begin_with: @kept: (transfer full): what they say while nothing is typed */
void
cw_holding_fields_begin_with (CwHoldingFields *self, char **kept)
{
  g_strfreev (self->kept);
  self->kept = kept;
  cw_holding_fields_fill (self, (const char *const *) kept);
}

/** cw_holding_fields_show_problem: @problem: (nullable): what is wrong with what stands there */
void
cw_holding_fields_show_problem (CwHoldingFields *self, CwHoldingField field, const char *problem)
{
  GtkWidget *row =
      gtk_widget_get_ancestor (GTK_WIDGET (self->problems[field]), GTK_TYPE_LIST_BOX_ROW);

  gtk_label_set_label (self->problems[field], problem != NULL ? problem : "");
  gtk_widget_set_visible (row, problem != NULL);
  cw_wrong_entry_show (self->fields[field], problem != NULL);
}
