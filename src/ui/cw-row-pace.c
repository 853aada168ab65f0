/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-pace.h"

/* What fits a window at once, then a few a frame, until there are as many as a list view makes
 * widgets for. */
#define FIRST_ROWS 16
#define ROWS_A_FRAME 8
#define FRAME_MS 16
#define ROWS_WITH_WIDGETS 224

struct _CwRowPace
{
  GListModel *rows;         /* owned */
  GtkSliceListModel *slice; /* owned: their beginning, and mostly all of them */
  guint source;             /* while not all of them */
};

static gboolean
let_in_cb (gpointer data)
{
  CwRowPace *self = data;
  guint size = gtk_slice_list_model_get_size (self->slice) + ROWS_A_FRAME;

  if (size < MIN (g_list_model_get_n_items (self->rows), ROWS_WITH_WIDGETS))
    {
      gtk_slice_list_model_set_size (self->slice, size);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/**
 * cw_row_pace_new:
 * @rows: the rows
 *
 * Returns: (transfer full): a pace at which they come, all of them at once until
 *   cw_row_pace_begin()
 */
CwRowPace *
cw_row_pace_new (GListModel *rows)
{
  CwRowPace *self = g_new0 (CwRowPace, 1);

  self->rows = g_object_ref (rows);
  self->slice = gtk_slice_list_model_new (g_object_ref (rows), 0, G_MAXUINT);
  return self;
}

/** cw_row_pace_free: @self: (transfer full): a pace */
void
cw_row_pace_free (CwRowPace *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->slice);
  g_object_unref (self->rows);
  g_free (self);
}

/** cw_row_pace_get_model: Returns: (transfer none): those of the rows that have come */
GListModel *
cw_row_pace_get_model (CwRowPace *self)
{
  return G_LIST_MODEL (self->slice);
}

/** cw_row_pace_begin: to be called when many rows may be about to come back: holds them up */
void
cw_row_pace_begin (CwRowPace *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));

  if (n >= ROWS_WITH_WIDGETS)
    return;
  gtk_slice_list_model_set_size (self->slice, MAX (n, FIRST_ROWS));
  if (self->source == 0)
    self->source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, let_in_cb, self, NULL);
}

/** cw_row_pace_is_over: Returns: whether all the rows have come */
gboolean
cw_row_pace_is_over (CwRowPace *self)
{
  return self->source == 0;
}
