/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-row-order.h"

static gboolean
is_at (GListStore *model, guint position, GPtrArray *rows, guint index)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  return row == g_ptr_array_index (rows, index);
}

/* Whether all @n of the model from @start on stand in @rows one place away, but for the first,
 * which went @down to the end, or the last, which went up to the beginning. */
static gboolean
is_moved (GListStore *model, GPtrArray *rows, guint start, guint n, gboolean down)
{
  if (!is_at (model, down ? start : start + n - 1, rows, down ? start + n - 1 : start))
    return FALSE;
  for (guint i = start; i + 1 < start + n; i++)
    if (!is_at (model, down ? i + 1 : i, rows, down ? i : i + 1))
      return FALSE;
  return TRUE;
}

static void
move (GListStore *model, guint from, guint to)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (model), from);

  g_list_store_remove (model, from);
  g_list_store_insert (model, to, row);
}

/**
 * cw_row_order_apply:
 * @model: rows
 * @rows: (element-type GObject): the rows that it is to hold, in their order
 * @most: how many may be new at once; 0 if the model lacks some that are still to come
 * @n_kept: (out): how many at the beginning are right already
 *
 * Makes @model hold @rows with as little change as is easily found, so that what a person looks at
 * stays where it is.
 *
 * Returns: whether it did; nothing is changed if there is more to it than @most allows
 */
gboolean
cw_row_order_apply (GListStore *model, GPtrArray *rows, guint most, guint *n_kept)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint start = 0, end = 0, n_old, n_new;

  while (start < MIN (n, rows->len) && is_at (model, start, rows, start))
    start++;
  while (end < MIN (n, rows->len) - start && is_at (model, n - end - 1, rows, rows->len - end - 1))
    end++;
  *n_kept = start;
  n_old = n - start - end;
  n_new = rows->len - start - end;
  if (most == 0 || n_new > MAX (n_old, most))
    return FALSE;
  if (n_old == n_new && n_old > 1 && is_moved (model, rows, start, n_old, TRUE))
    move (model, start, start + n_old - 1);
  else if (n_old == n_new && n_old > 1 && is_moved (model, rows, start, n_old, FALSE))
    move (model, start + n_old - 1, start);
  else if (n_old > 0 || n_new > 0)
    g_list_store_splice (model, start, n_old, rows->pdata + start, n_new);
  return TRUE;
}
