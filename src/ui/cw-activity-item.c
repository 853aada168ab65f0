/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-item.h"

struct _CwActivityItem
{
  GObject parent_instance;

  CwSpan *span; /* owned */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwActivityItem, cw_activity_item, G_TYPE_OBJECT)

static void
cw_activity_item_finalize (GObject *object)
{
  cw_span_free (CW_ACTIVITY_ITEM (object)->span);
  G_OBJECT_CLASS (cw_activity_item_parent_class)->finalize (object);
}

static void
cw_activity_item_class_init (CwActivityItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_activity_item_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_ACTIVITY_ITEM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_activity_item_init (CwActivityItem *self)
{
}

/** cw_activity_item_new: Returns: (transfer full): an item that shows a copy of @span */
CwActivityItem *
cw_activity_item_new (const CwSpan *span)
{
  CwActivityItem *self = g_object_new (CW_TYPE_ACTIVITY_ITEM, NULL);

  self->span = cw_span_copy (span);
  return self;
}

/** cw_activity_item_get_span: Returns: (transfer none): what is known of the request */
const CwSpan *
cw_activity_item_get_span (CwActivityItem *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_ITEM (self), NULL);
  return self->span;
}

/** cw_activity_item_set_span: @span: the same request, of which more is known; copied */
void
cw_activity_item_set_span (CwActivityItem *self, const CwSpan *span)
{
  g_return_if_fail (CW_IS_ACTIVITY_ITEM (self));

  cw_span_free (self->span);
  self->span = cw_span_copy (span);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
