/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-activity.h"

#include <string.h>

/** Slot: a span in the ring, and when it last changed. An id of 0 is an empty one. */
typedef struct
{
  CwSpan span;
  guint64 version;
} Slot;

/** Place: with the lanes of those that run there, by the spans' ids; 0 is a free one. */
typedef struct
{
  CwActivityPlace shown;
  GArray *lanes;
} Place;

struct _CwActivityWatch
{
  guint64 version; /* what has been read */
};

/* There is one feed, because there is one program to watch. */
static int n_watches; /* atomic; written under @mutex */
static GMutex mutex;
static Slot *ring;         /* under @mutex, as is the rest; NULL while nobody watches */
static GHashTable *places; /* of Place by name; NULL before the first one */
static guint64 last_id, version;
static CwActivityTotals totals[CW_N_ACTIVITY_KINDS];

/* --- places --- */

static void
place_free (gpointer data)
{
  Place *place = data;

  g_ref_string_release (place->shown.name);
  g_array_unref (place->lanes);
  g_free (place);
}

static Place *
find_place (CwActivityKind kind, const char *name)
{
  Place *place;

  if (places == NULL)
    places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, place_free);
  place = g_hash_table_lookup (places, name);
  if (place != NULL)
    return place;
  place = g_new0 (Place, 1);
  place->shown.name = g_ref_string_new (name);
  place->shown.kind = kind;
  place->lanes = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_hash_table_insert (places, place->shown.name, place);
  return place;
}

/* The lowest that is free, so that as many lanes are in use as there is work at once. */
static guint
take_lane (Place *place, guint64 id)
{
  guint lane = 0;

  while (lane < place->lanes->len && g_array_index (place->lanes, guint64, lane) != 0)
    lane++;
  if (lane == place->lanes->len)
    g_array_set_size (place->lanes, lane + 1);
  g_array_index (place->lanes, guint64, lane) = id;
  return lane + 1;
}

static void
leave_place (const CwSpan *span)
{
  Place *place = find_place (span->kind, span->place);

  if (span->lane == 0)
    {
      place->shown.n_waiting--;
      return;
    }
  place->shown.n_running--;
  g_array_index (place->lanes, guint64, span->lane - 1) = 0;
}

static void
empty_places (void)
{
  GHashTableIter iter;
  gpointer place;

  if (places == NULL)
    return;
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    {
      ((Place *) place)->shown.n_running = 0;
      ((Place *) place)->shown.n_waiting = 0;
      g_array_set_size (((Place *) place)->lanes, 0);
    }
}

/* --- spans --- */

static void
empty_slot (Slot *slot)
{
  if (slot->span.id != 0 && slot->span.state == CW_SPAN_UNDER_WAY)
    leave_place (&slot->span);
  cw_span_clear (&slot->span);
  *slot = (Slot){ 0 };
}

/* The newest takes the place of the oldest, even if that has not ended. */
static Slot *
take_slot (guint64 id)
{
  Slot *slot = &ring[id % CW_ACTIVITY_CAPACITY];

  if (slot->span.id != 0 && slot->span.state == CW_SPAN_UNDER_WAY)
    totals[slot->span.kind].n_dropped++;
  empty_slot (slot);
  slot->span.id = id;
  return slot;
}

/* Of a span that was dropped, or begun in an earlier watch, nothing is known any more. */
static Slot *
find_slot (guint64 id)
{
  Slot *slot = ring != NULL ? &ring[id % CW_ACTIVITY_CAPACITY] : NULL;

  return slot != NULL && slot->span.id == id && slot->span.state == CW_SPAN_UNDER_WAY ? slot : NULL;
}

static GRefString *
keep_text (const char *text)
{
  return text != NULL ? g_ref_string_new (text) : NULL;
}

/**
 * cw_activity_is_watched:
 *
 * For work that would have to prepare what it tells.
 *
 * Returns: whether anything that is told now is kept
 */
gboolean
cw_activity_is_watched (void)
{
  return g_atomic_int_get (&n_watches) != 0;
}

/**
 * cw_activity_begin:
 * @kind: what it is
 * @place: the host that is asked, or the pool that is to do the work
 * @label: what is done, in a word or two: never a secret
 * @symbol: (nullable): for whom
 *
 * Tells that something has begun to wait for its turn: phase %CW_PHASE_QUEUED.
 *
 * Returns: the span, or 0 if nobody watches
 */
guint64
cw_activity_begin (CwActivityKind kind, const char *place, const char *label, const char *symbol)
{
  CwSpan *span;
  Slot *slot;
  guint64 id = 0;

  if (!cw_activity_is_watched ())
    return 0;
  g_return_val_if_fail (place != NULL && label != NULL, 0);
  g_mutex_lock (&mutex);
  if (ring != NULL)
    {
      id = ++last_id;
      slot = take_slot (id);
      slot->version = ++version;
      span = &slot->span;
      span->kind = kind;
      span->place = g_ref_string_acquire (find_place (kind, place)->shown.name);
      span->label = g_ref_string_new (label);
      span->symbol = keep_text (symbol);
      span->n_marks = 1;
      span->marks[0] = (CwPhaseMark){ CW_PHASE_QUEUED, g_get_monotonic_time () };
      find_place (kind, place)->shown.n_waiting++;
    }
  g_mutex_unlock (&mutex);
  return id;
}

/* From the first phase that is not waiting for its turn, a span has a lane. */
static void
enter_phase (CwSpan *span, CwPhase phase)
{
  Place *place;

  if (cw_span_get_phase (span) == phase || span->n_marks == CW_SPAN_MAX_MARKS)
    return;
  span->marks[span->n_marks++] = (CwPhaseMark){ phase, g_get_monotonic_time () };
  if (span->lane != 0 || phase == CW_PHASE_QUEUED)
    return;
  place = find_place (span->kind, span->place);
  place->shown.n_waiting--;
  place->shown.n_running++;
  span->lane = take_lane (place, span->id);
}

/** cw_activity_enter: tells that @span, which may be 0, is in another phase from now on */
void
cw_activity_enter (guint64 span, CwPhase phase)
{
  Slot *slot;

  if (span == 0 || !cw_activity_is_watched ())
    return;
  g_mutex_lock (&mutex);
  slot = find_slot (span);
  if (slot != NULL)
    {
      enter_phase (&slot->span, phase);
      slot->version = ++version;
    }
  g_mutex_unlock (&mutex);
}

static void
count_end (CwActivityKind kind, CwSpanState state)
{
  if (state == CW_SPAN_DONE)
    totals[kind].n_done++;
  else if (state == CW_SPAN_FAILED)
    totals[kind].n_failed++;
  else
    totals[kind].n_cancelled++;
}

/**
 * cw_activity_end:
 * @span: a span that is under way, or 0
 * @state: how it has ended
 * @status: the answer's status, or 0
 * @message: (nullable): why it failed, for people: never a secret
 *
 * Tells that something has ended. What is told of it afterwards is ignored.
 */
void
cw_activity_end (guint64 span, CwSpanState state, guint status, const char *message)
{
  Slot *slot;

  if (span == 0 || !cw_activity_is_watched ())
    return;
  g_return_if_fail (state != CW_SPAN_UNDER_WAY);
  g_mutex_lock (&mutex);
  slot = find_slot (span);
  if (slot != NULL)
    {
      leave_place (&slot->span);
      slot->span.state = state;
      slot->span.status = status;
      slot->span.message = keep_text (message);
      slot->span.end = g_get_monotonic_time ();
      slot->version = ++version;
      count_end (slot->span.kind, state);
    }
  g_mutex_unlock (&mutex);
}

/**
 * cw_activity_set_place:
 * @kind: what is done there
 * @place: a host or a pool
 * @limit: how much may run there at once
 * @closed_until: when it will be asked again, in seconds since 1970, or 0 for at any time
 *
 * Tells what holds for a place. It is kept even while nobody watches, so this is for what seldom
 * changes.
 */
void
cw_activity_set_place (CwActivityKind kind, const char *place, guint limit, gint64 closed_until)
{
  Place *found;

  g_return_if_fail (place != NULL);
  g_mutex_lock (&mutex);
  found = find_place (kind, place);
  found->shown.limit = limit;
  found->shown.closed_until = closed_until;
  g_mutex_unlock (&mutex);
}

/* --- watching --- */

/** cw_activity_watch_new: Returns: (transfer full): a watch: from now on what is told is kept */
CwActivityWatch *
cw_activity_watch_new (void)
{
  CwActivityWatch *watch = g_new0 (CwActivityWatch, 1);

  g_mutex_lock (&mutex);
  if (ring == NULL)
    ring = g_new0 (Slot, CW_ACTIVITY_CAPACITY);
  g_atomic_int_inc (&n_watches);
  g_mutex_unlock (&mutex);
  return watch;
}

static void
stop_keeping (void)
{
  for (guint i = 0; i < CW_ACTIVITY_CAPACITY; i++)
    cw_span_clear (&ring[i].span);
  g_clear_pointer (&ring, g_free);
  empty_places ();
}

/** cw_activity_watch_free: @watch: (transfer full) (nullable): the last one leaves nothing behind
 */
void
cw_activity_watch_free (CwActivityWatch *watch)
{
  if (watch == NULL)
    return;
  g_mutex_lock (&mutex);
  if (g_atomic_int_dec_and_test (&n_watches))
    stop_keeping ();
  g_mutex_unlock (&mutex);
  g_free (watch);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const CwSpan *first = a, *second = b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/**
 * cw_activity_watch_read:
 * @watch: a watch
 *
 * Reads what is new or has changed since this was last called.
 *
 * Returns: (transfer full) (element-type CwSpan): the spans as they are now, the oldest first
 */
GArray *
cw_activity_watch_read (CwActivityWatch *watch)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CwSpan));

  g_array_set_clear_func (spans, (GDestroyNotify) cw_span_clear);
  g_return_val_if_fail (watch != NULL, spans);
  g_mutex_lock (&mutex);
  for (guint i = 0; i < CW_ACTIVITY_CAPACITY && version != watch->version; i++)
    if (ring[i].version > watch->version)
      {
        g_array_set_size (spans, spans->len + 1);
        cw_span_copy_to (&ring[i].span, &g_array_index (spans, CwSpan, spans->len - 1));
      }
  watch->version = version;
  g_mutex_unlock (&mutex);
  g_array_sort (spans, compare_ids);
  return spans;
}

static void
clear_shown (gpointer data)
{
  g_ref_string_release (((CwActivityPlace *) data)->name);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const CwActivityPlace *first = a, *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return strcmp (first->name, second->name);
}

/**
 * cw_activity_watch_read_places:
 * @watch: a watch
 *
 * Returns: (transfer full) (element-type CwActivityPlace): every place that was ever told of: hosts
 *   first, by name
 */
GArray *
cw_activity_watch_read_places (CwActivityWatch *watch)
{
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (CwActivityPlace));
  GHashTableIter iter;
  gpointer place;

  g_array_set_clear_func (shown, clear_shown);
  g_return_val_if_fail (watch != NULL, shown);
  g_mutex_lock (&mutex);
  if (places != NULL)
    {
      g_hash_table_iter_init (&iter, places);
      while (g_hash_table_iter_next (&iter, NULL, &place))
        {
          g_array_append_val (shown, ((Place *) place)->shown);
          g_ref_string_acquire (((Place *) place)->shown.name);
        }
    }
  g_mutex_unlock (&mutex);
  g_array_sort (shown, compare_places);
  return shown;
}

/** cw_activity_watch_read_totals: reads how much of each kind has been seen to end */
void
cw_activity_watch_read_totals (CwActivityWatch *watch, CwActivityTotals read[CW_N_ACTIVITY_KINDS])
{
  g_return_if_fail (watch != NULL);
  g_mutex_lock (&mutex);
  for (guint i = 0; i < CW_N_ACTIVITY_KINDS; i++)
    read[i] = totals[i];
  g_mutex_unlock (&mutex);
}
