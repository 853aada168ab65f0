/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-load.h"
#include "cw-mailbox.h"

G_BEGIN_DECLS

/**
 * CwOrder:
 *
 * What a load and the loader share about one list of symbols. The members are set when it is made
 * and never change, so both threads read them; only the market's error has a lock.
 */
typedef struct
{
  char **symbols;
  guint n_symbols;
  CwLoadOptions options;
  GCancellable *cancellable;
  CwMailbox *mailbox;

  /*< private >*/
  int awaits_reader; /* atomic */
  GMutex mutex;
  GError *market_error;
} CwOrder;

CwOrder *
cw_order_new (const char *const *symbols, const CwLoadOptions *options, CwMailbox *mailbox);
CwOrder *cw_order_ref (CwOrder *order);
void cw_order_unref (CwOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwOrder, cw_order_unref)

gboolean cw_order_await_reader (CwOrder *order);
gboolean cw_order_note_read (CwOrder *order);
void cw_order_set_market_error (CwOrder *order, const GError *error);
GError *cw_order_dup_market_error (CwOrder *order) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
