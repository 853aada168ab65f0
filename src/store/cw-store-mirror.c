/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-store-mirror.h"

/** cw_store_reading_free: @reading: (transfer full): a question that has been answered */
void
cw_store_reading_free (CwStoreReading *reading)
{
  g_object_unref (reading->owner);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

/** cw_store_mirror_init: begins with nothing read and nothing edited */
void
cw_store_mirror_init (CwStoreMirror *self)
{
  *self = (CwStoreMirror){ .cancellable = g_cancellable_new () };
}

/** cw_store_mirror_clear: frees what the mirror holds; readings outlive it */
void
cw_store_mirror_clear (CwStoreMirror *self)
{
  g_clear_object (&self->cancellable);
}

/**
 * cw_store_mirror_begin_reading:
 * @self: a mirror
 * @owner: (type GObject): what holds the mirror; a reference is taken
 *
 * What was asked before is dropped.
 *
 * Returns: (transfer full): what the store's answer ends with
 */
CwStoreReading *
cw_store_mirror_begin_reading (CwStoreMirror *self, gpointer owner)
{
  CwStoreReading *reading = g_new (CwStoreReading, 1);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  *reading =
      (CwStoreReading){ g_object_ref (owner), g_object_ref (self->cancellable), self->generation };
  return reading;
}

/**
 * cw_store_mirror_end_reading:
 * @self: a mirror
 * @reading: what cw_store_mirror_begin_reading() gave
 * @succeeded: whether the store knew an answer; a failure is as true after an edit as before
 *
 * While edits are under way nothing is asked again: cw_store_mirror_end_edit() says when to.
 *
 * Returns: what to do with the answer
 */
CwStoreAnswer
cw_store_mirror_end_reading (CwStoreMirror *self, const CwStoreReading *reading, gboolean succeeded)
{
  if (g_cancellable_is_cancelled (reading->cancellable))
    return CW_STORE_ANSWER_DROP;
  if (!succeeded || (reading->generation == self->generation && self->n_edits == 0))
    return CW_STORE_ANSWER_TAKE;
  self->outdated = self->n_edits > 0;
  return self->outdated ? CW_STORE_ANSWER_DROP : CW_STORE_ANSWER_ASK_AGAIN;
}

/** cw_store_mirror_begin_edit: something is edited, and the store has not answered yet */
void
cw_store_mirror_begin_edit (CwStoreMirror *self)
{
  self->n_edits++;
  self->generation++;
}

/**
 * cw_store_mirror_end_edit:
 * @self: a mirror
 * @refused: whether the store has it as it was before
 *
 * Returns: whether the store is to be asked again
 */
gboolean
cw_store_mirror_end_edit (CwStoreMirror *self, gboolean refused)
{
  gboolean ask;

  self->n_edits--;
  ask = (self->outdated || refused) && self->n_edits == 0;
  self->outdated = (self->outdated || refused) && !ask;
  return ask;
}
