/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-choice-frame.h"

#include "cw-choice-bar.h"

#define USUAL "usual"
#define CHOOSING "choosing"

struct _CwChoiceFrame
{
  GtkStack *headers;         /* the list's usual header, and that while rows are chosen */
  GtkBox *box;               /* whose last child is what can be done */
  CwRowSelection *selection; /* owned */
  GListModel *rows;          /* owned, nullable: all rows of the list */
  GMenuModel *lists;         /* owned, nullable: the other lists */
  GtkWidget *header, *bar;   /* nullable */
};

static gboolean
has_failed (CwRow *row)
{
  CwStage stage = cw_row_get_stage (row);

  return stage == CW_STAGE_FAILED || stage == CW_STAGE_CANCELLED;
}

static void
make_widgets (CwChoiceFrame *self)
{
  self->header = cw_choice_header_new ();
  gtk_stack_add_named (self->headers, self->header, CHOOSING);
  self->bar = cw_choice_bar_new (self->lists);
  gtk_box_append (self->box, self->bar);
}

/** cw_choice_frame_update: shows how many rows are chosen now, and whether any of them has failed
 */
void
cw_choice_frame_update (CwChoiceFrame *self)
{
  gboolean choosing = cw_row_selection_is_choosing (self->selection);

  if (choosing && self->header == NULL)
    make_widgets (self);
  if (self->header == NULL)
    return;
  gtk_stack_set_visible_child_name (self->headers, choosing ? CHOOSING : USUAL);
  gtk_widget_set_visible (self->bar, choosing);
  cw_choice_header_set_n_chosen (self->header, cw_row_selection_get_n_chosen (self->selection));
  cw_choice_bar_set_any_failed (self->bar,
                                cw_row_selection_any_chosen (self->selection, has_failed));
}

/* What leaves the list is not chosen any more. */
static void
rows_changed_cb (
    CwChoiceFrame *self, guint position, guint n_removed, guint n_added, GListModel *rows)
{
  g_autoptr (GHashTable) left = NULL;
  guint n = g_list_model_get_n_items (rows);

  if (n_removed == 0 || cw_row_selection_get_n_chosen (self->selection) == 0)
    return;
  left = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (rows, i);

      g_hash_table_add (left, row);
    }
  cw_row_selection_keep (self->selection, left);
}

/**
 * cw_choice_frame_new:
 * @headers: a stack with the list's usual header in it, named `usual`
 * @box: what the list is in
 * @selection: what is chosen
 *
 * Returns: (transfer full): a frame; the widgets are to live longer
 */
CwChoiceFrame *
cw_choice_frame_new (GtkStack *headers, GtkBox *box, CwRowSelection *selection)
{
  CwChoiceFrame *self = g_new0 (CwChoiceFrame, 1);

  self->headers = headers;
  self->box = box;
  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (selection, "choice-changed", G_CALLBACK (cw_choice_frame_update), self);
  return self;
}

/** cw_choice_frame_free: @frame: (transfer full): a frame */
void
cw_choice_frame_free (CwChoiceFrame *self)
{
  cw_choice_frame_set_rows (self, NULL);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_object_unref (self->selection);
  g_clear_object (&self->lists);
  g_free (self);
}

/** cw_choice_frame_set_lists: @lists: (nullable): where rows can be copied and moved to */
void
cw_choice_frame_set_lists (CwChoiceFrame *self, GMenuModel *lists)
{
  g_set_object (&self->lists, lists);
  if (self->bar != NULL)
    cw_choice_bar_set_lists (self->bar, lists);
}

/** cw_choice_frame_set_rows: @rows: (nullable): all rows of the list */
void
cw_choice_frame_set_rows (CwChoiceFrame *self, GListModel *rows)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_set_object (&self->rows, rows);
  if (rows != NULL)
    g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (rows_changed_cb), self);
}
