/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwStoreMirror:
 * @n_edits: those that the store has not answered
 * @generation: counts edits, so that what was read before one is recognised
 * @outdated: it is to be read again once the store has answered
 * @cancellable: (transfer full): of what is being read
 *
 * Of something that is shown as the store has it, while its edits are seen at once and only then
 * written: tells what was read before an edit that is seen already, and when the store is to be
 * asked again.
 */
typedef struct
{
  guint n_edits;
  guint generation;
  gboolean outdated;
  GCancellable *cancellable;
} CwStoreMirror;

/**
 * CwStoreReading:
 * @owner: (transfer full): what is kept until the store has answered
 * @cancellable: (transfer full): drops the question
 * @generation: that of the mirror when it was asked
 *
 * One question to the store.
 */
typedef struct
{
  gpointer owner;
  GCancellable *cancellable;
  guint generation;
} CwStoreReading;

void cw_store_reading_free (CwStoreReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStoreReading, cw_store_reading_free)

/**
 * CwStoreAnswer:
 * @CW_STORE_ANSWER_TAKE: it is as the store has it
 * @CW_STORE_ANSWER_DROP: nobody waits for it any more
 * @CW_STORE_ANSWER_ASK_AGAIN: of before an edit that is seen already
 */
typedef enum
{
  CW_STORE_ANSWER_TAKE,
  CW_STORE_ANSWER_DROP,
  CW_STORE_ANSWER_ASK_AGAIN,
} CwStoreAnswer;

void cw_store_mirror_init (CwStoreMirror *mirror);
void cw_store_mirror_clear (CwStoreMirror *mirror);
CwStoreReading *cw_store_mirror_begin_reading (CwStoreMirror *mirror,
                                               gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
CwStoreAnswer cw_store_mirror_end_reading (CwStoreMirror *mirror,
                                           const CwStoreReading *reading,
                                           gboolean succeeded) G_GNUC_WARN_UNUSED_RESULT;
void cw_store_mirror_begin_edit (CwStoreMirror *mirror);
gboolean cw_store_mirror_end_edit (CwStoreMirror *mirror,
                                   gboolean refused) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
