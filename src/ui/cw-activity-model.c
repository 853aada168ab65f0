/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity-model.h"

#include "cw-activity-item.h"

struct _CwActivityModel
{
  GObject parent_instance;

  CwActivityWatch *watch; /* owned; NULL while stopped */
  GPtrArray *spans;       /* of CwSpan, by number */
  GHashTable *by_id;      /* the same */
  GArray *places;         /* of CwActivityPlace */
  GListStore *requests;   /* of CwActivityItem, the latest first */
  GHashTable *items;      /* the same by number; not owned */
  GArray *unlisted; /* numbers of requests that have changed since it was brought up to date */
  CwActivityTotals totals[CW_N_ACTIVITY_KINDS];
  guint64 last_id;
  guint n_under_way;
  gint64 last_end;
};

G_DEFINE_FINAL_TYPE (CwActivityModel, cw_activity_model, G_TYPE_OBJECT)

static void
cw_activity_model_finalize (GObject *object)
{
  CwActivityModel *self = CW_ACTIVITY_MODEL (object);

  cw_activity_watch_free (self->watch);
  g_array_unref (self->unlisted);
  g_hash_table_unref (self->items);
  g_object_unref (self->requests);
  g_clear_pointer (&self->places, g_array_unref);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->spans);
  G_OBJECT_CLASS (cw_activity_model_parent_class)->finalize (object);
}

static void
cw_activity_model_class_init (CwActivityModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_activity_model_finalize;
}

static void
cw_activity_model_init (CwActivityModel *self)
{
  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_span_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->unlisted = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->requests = g_list_store_new (CW_TYPE_ACTIVITY_ITEM);
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/** cw_activity_model_new: Returns: (transfer full): a model that reads nothing yet */
CwActivityModel *
cw_activity_model_new (void)
{
  return g_object_new (CW_TYPE_ACTIVITY_MODEL, NULL);
}

/* --- the list of requests --- */

static void
drop_last_request (CwActivityModel *self)
{
  guint last = g_list_model_get_n_items (G_LIST_MODEL (self->requests)) - 1;
  g_autoptr (CwActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->requests), last);

  g_hash_table_remove (self->items, &cw_activity_item_get_span (item)->id);
  g_list_store_remove (self->requests, last);
}

static void
list_request (CwActivityModel *self, const CwSpan *span, GPtrArray *added)
{
  CwActivityItem *item = g_hash_table_lookup (self->items, &span->id);

  if (item != NULL)
    {
      cw_activity_item_set_span (item, span);
      return;
    }
  item = cw_activity_item_new (span);
  g_ptr_array_insert (added, 0, item);
  g_hash_table_insert (self->items, g_memdup2 (&span->id, sizeof span->id), item);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/**
 * cw_activity_model_list:
 * @self: a model
 *
 * Brings the list of requests up to date with what has been read.
 */
void
cw_activity_model_list (CwActivityModel *self)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint64 last = 0;

  g_return_if_fail (CW_IS_ACTIVITY_MODEL (self));
  g_array_sort (self->unlisted, compare_ids);
  for (guint i = 0; i < self->unlisted->len; i++)
    {
      guint64 id = g_array_index (self->unlisted, guint64, i);
      const CwSpan *span = id != last ? cw_activity_model_find (self, id) : NULL;

      if (span != NULL)
        list_request (self, span, added);
      last = id;
    }
  g_array_set_size (self->unlisted, 0);
  if (added->len > 0)
    g_list_store_splice (self->requests, 0, 0, added->pdata, added->len);
  while (g_list_model_get_n_items (G_LIST_MODEL (self->requests)) > CW_ACTIVITY_LISTED)
    drop_last_request (self);
}

/* How those under way end will not be known. */
static void
unlist_unended (CwActivityModel *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->requests)); i-- > 0;)
    {
      g_autoptr (CwActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->requests), i);
      const CwSpan *span = cw_activity_item_get_span (item);

      if (span->state != CW_SPAN_UNDER_WAY)
        continue;
      g_hash_table_remove (self->items, &span->id);
      g_list_store_remove (self->requests, i);
    }
}

/* --- spans --- */

static void
take_span (CwActivityModel *self, const CwSpan *changed)
{
  CwSpan *span = g_hash_table_lookup (self->by_id, &changed->id);

  if (changed->kind == CW_ACTIVITY_REQUEST)
    g_array_append_val (self->unlisted, changed->id);
  if (span != NULL)
    {
      cw_span_clear (span);
      cw_span_copy_to (changed, span);
      return;
    }
  span = cw_span_copy (changed);
  self->last_id = span->id;
  g_ptr_array_add (self->spans, span);
  g_hash_table_insert (self->by_id, &span->id, span);
}

/* Keeps those for which @keep says so, and their order. */
static void
keep_spans (CwActivityModel *self,
            gboolean (*keep) (CwActivityModel *, const CwSpan *, gint64),
            gint64 now)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->spans);

  g_ptr_array_set_free_func (all, NULL);
  self->spans = g_ptr_array_new_full (all->len, (GDestroyNotify) cw_span_free);
  for (guint i = 0; i < all->len; i++)
    {
      CwSpan *span = g_ptr_array_index (all, i);

      if (keep (self, span, now))
        {
          g_ptr_array_add (self->spans, span);
          continue;
        }
      g_hash_table_remove (self->by_id, &span->id);
      cw_span_free (span);
    }
}

/* The feed forgets the oldest when it has no room, even if they have not ended; so does this. */
static gboolean
is_recent (CwActivityModel *self, const CwSpan *span, gint64 now)
{
  if (span->id + CW_ACTIVITY_CAPACITY <= self->last_id)
    return FALSE;
  return span->state == CW_SPAN_UNDER_WAY || now - span->end < CW_ACTIVITY_SECONDS * G_USEC_PER_SEC;
}

static gboolean
has_ended (CwActivityModel *self, const CwSpan *span, gint64 now)
{
  return span->state != CW_SPAN_UNDER_WAY;
}

static void
count_under_way (CwActivityModel *self)
{
  self->n_under_way = 0;
  self->last_end = 0;
  for (guint i = 0; i < self->spans->len; i++)
    {
      const CwSpan *span = g_ptr_array_index (self->spans, i);

      self->n_under_way += span->state == CW_SPAN_UNDER_WAY;
      self->last_end = MAX (self->last_end, span->end);
    }
}

/* --- reading --- */

/** cw_activity_model_start: begins to watch; what ends is kept from here on */
void
cw_activity_model_start (CwActivityModel *self)
{
  g_return_if_fail (CW_IS_ACTIVITY_MODEL (self));
  if (self->watch == NULL)
    self->watch = cw_activity_watch_new ();
}

/**
 * cw_activity_model_stop:
 * @self: a model
 *
 * Watches no more. What has ended stays; how it goes on with the rest is not known any more.
 */
void
cw_activity_model_stop (CwActivityModel *self)
{
  g_return_if_fail (CW_IS_ACTIVITY_MODEL (self));
  if (self->watch == NULL)
    return;
  g_clear_pointer (&self->watch, cw_activity_watch_free);
  cw_activity_model_list (self);
  keep_spans (self, has_ended, 0);
  unlist_unended (self);
  count_under_way (self);
}

/**
 * cw_activity_model_read:
 * @self: a model
 * @now: the time, in monotonic microseconds
 *
 * Reads what is new, and forgets what is old.
 *
 * Returns: whether any span is new or has changed
 */
gboolean
cw_activity_model_read (CwActivityModel *self, gint64 now)
{
  g_autoptr (GArray) changed = NULL;

  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), FALSE);
  if (self->watch == NULL)
    return FALSE;
  changed = cw_activity_watch_read (self->watch);
  for (guint i = 0; i < changed->len; i++)
    take_span (self, &g_array_index (changed, CwSpan, i));
  keep_spans (self, is_recent, now);
  count_under_way (self);
  g_clear_pointer (&self->places, g_array_unref);
  self->places = cw_activity_watch_read_places (self->watch);
  cw_activity_watch_read_totals (self->watch, self->totals);
  return changed->len > 0;
}

/** cw_activity_model_get_spans: Returns: (transfer none) (element-type CwSpan): by number; valid
 * until it reads again */
const GPtrArray *
cw_activity_model_get_spans (CwActivityModel *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), NULL);
  return self->spans;
}

/** cw_activity_model_get_places: Returns: (transfer none) (nullable) (element-type
 * CwActivityPlace): hosts first; %NULL before it has read */
const GArray *
cw_activity_model_get_places (CwActivityModel *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), NULL);
  return self->places;
}

/** cw_activity_model_get_requests: Returns: (transfer none): the latest #CwActivityItem first */
GListModel *
cw_activity_model_get_requests (CwActivityModel *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), NULL);
  return G_LIST_MODEL (self->requests);
}

/** cw_activity_model_count: Returns: requests and jobs together */
CwActivityCounts
cw_activity_model_count (CwActivityModel *self)
{
  CwActivityCounts counts = { 0 };

  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), counts);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const CwSpan *span = g_ptr_array_index (self->spans, i);

      if (span->state == CW_SPAN_UNDER_WAY)
        *(span->lane > 0 ? &counts.n_running : &counts.n_waiting) += 1;
    }
  for (guint i = 0; i < CW_N_ACTIVITY_KINDS; i++)
    {
      counts.n_done += self->totals[i].n_done;
      counts.n_failed += self->totals[i].n_failed;
      counts.n_cancelled += self->totals[i].n_cancelled;
      counts.n_dropped += self->totals[i].n_dropped;
    }
  return counts;
}

/** cw_activity_model_find: Returns: (transfer none) (nullable): the span of this number */
const CwSpan *
cw_activity_model_find (CwActivityModel *self, guint64 id)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), NULL);
  return g_hash_table_lookup (self->by_id, &id);
}

/** cw_activity_model_is_busy: Returns: whether anything is under way */
gboolean
cw_activity_model_is_busy (CwActivityModel *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), FALSE);
  return self->n_under_way > 0;
}

/** cw_activity_model_get_last_end: Returns: when something last ended, in monotonic microseconds,
 * or
 * 0 */
gint64
cw_activity_model_get_last_end (CwActivityModel *self)
{
  g_return_val_if_fail (CW_IS_ACTIVITY_MODEL (self), 0);
  return self->last_end;
}
