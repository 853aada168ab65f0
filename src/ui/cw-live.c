/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live.h"

#include "cw-live-bars.h"
#include "cw-live-markets.h"

/* However long there is to wait, the clock is looked at that often: it stands still for timers
 * while the computer sleeps, and somebody may set it. */
#define LONGEST_TIMER 60
/* Of the requests that a provider may be sent in a minute, prices by a schedule take no more than
 * half; one request brings so many. */
#define REQUESTS_A_MINUTE 30
#define SYMBOLS_A_REQUEST 20
/* Rows come in pieces; it is enough to look once they are there. */
#define ROWS_MS 200

struct _CwLive
{
  GObject parent_instance;

  CwWatchlist *watchlist; /* owned, NULL once shut down, as all below */
  CwEngine *engine;       /* owned */
  CwLiveBars *bars;       /* owned */
  CwLiveMarkets *markets; /* owned */
  GPtrArray *others;      /* owned, of CwRow: those that are in no list */
  guint interval;         /* in seconds; 0 for never */
  gboolean hidden;
  guint timer;

  CwLoad *load;     /* owned, nullable: the refresh under way */
  GHashTable *rows; /* symbol → owned CwRow, of @load */
  guint n_ready;    /* of @load */
  GError *failure;  /* owned, nullable: the first of @load */
  guint n_failures; /* refreshes in a row that brought nothing */
  gint64 failed_at; /* the last of them */
  GError *error;    /* owned, nullable: why it brought nothing */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PRICED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwLive, cw_live, G_TYPE_OBJECT)

/* --- how things stand --- */

/* Servers that nothing was asked of in vain are of no interest: they may be closed for figures. */
static gint64
get_closed_until (CwLive *self)
{
  g_autoptr (GPtrArray) hosts = NULL;
  gint64 closed_until = 0;

  if (self->n_failures == 0)
    return 0;
  hosts = cw_engine_dup_hosts (self->engine);
  for (guint i = 0; i < hosts->len; i++)
    {
      const CwHttpHostState *host = g_ptr_array_index (hosts, i);

      closed_until = MAX (closed_until, host->closed_until);
    }
  return closed_until;
}

static CwScheduleState
get_state (CwLive *self)
{
  CwClock clock = cw_engine_get_clock (self->engine);
  CwScheduleState state = { .now = cw_clock_now (clock),
                            .interval = self->interval,
                            .symbols_a_minute = REQUESTS_A_MINUTE * SYMBOLS_A_REQUEST,
                            .standing = cw_clock_is_standing (clock),
                            .offline = cw_engine_is_offline (self->engine),
                            .hidden = self->hidden,
                            .closed_until = get_closed_until (self),
                            .n_failures = self->n_failures,
                            .failed_at = self->failed_at };

  state.markets = cw_live_markets_get (self->markets, &state.n_markets);
  return state;
}

/* --- a refresh --- */

static void
drop_load (CwLive *self)
{
  if (self->load == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->load, self);
  cw_load_cancel (self->load);
  g_clear_object (&self->load);
  g_hash_table_remove_all (self->rows);
}

static gboolean
take_outcome (CwLive *self, const CwOutcome *outcome, CwRow *row)
{
  if (outcome->stage == CW_STAGE_FAILED && self->failure == NULL)
    self->failure = g_error_copy (outcome->error);
  if (outcome->stage != CW_STAGE_READY || outcome->analysis == NULL)
    return FALSE;
  self->n_ready++;
  cw_live_bars_take_price (self->bars, row, outcome->analysis);
  return TRUE;
}

static void
updated_cb (CwLive *self, GPtrArray *outcomes)
{
  g_autoptr (GPtrArray) priced = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const CwOutcome *outcome = g_ptr_array_index (outcomes, i);
      CwRow *row = g_hash_table_lookup (self->rows, outcome->symbol);

      if (row != NULL && take_outcome (self, outcome, row))
        g_ptr_array_add (priced, g_object_ref (row));
    }
  if (priced->len > 0)
    g_signal_emit (self, signals[SIGNAL_PRICED], 0, priced);
}

static void
note_end (CwLive *self)
{
  gboolean failed = self->n_ready == 0 && self->failure != NULL;

  g_clear_error (&self->error);
  self->n_failures = failed ? self->n_failures + 1 : 0;
  if (failed)
    {
      self->failed_at = cw_clock_now (cw_engine_get_clock (self->engine));
      self->error = g_steal_pointer (&self->failure);
    }
  g_clear_error (&self->failure);
}

static void
finished_cb (CwLive *self)
{
  note_end (self);
  drop_load (self);
  cw_live_look (self);
  if (self->engine != NULL && self->n_failures == 0 && !cw_engine_is_offline (self->engine))
    cw_live_bars_catch_up (self->bars, cw_watchlist_get_model (self->watchlist));
}

static void
begin (CwLive *self, GPtrArray *due)
{
  CwLoadOptions options = CW_LOAD_OPTIONS_LIVE;
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < due->len; i++)
    {
      CwRow *row = g_ptr_array_index (due, i);

      g_ptr_array_add (requests, cw_row_dup_request (row));
      g_hash_table_insert (self->rows, (gpointer) cw_row_get_symbol (row), g_object_ref (row));
    }
  g_ptr_array_add (requests, NULL);
  self->n_ready = 0;
  g_clear_error (&self->failure);
  self->load = cw_engine_load (self->engine, (const char *const *) requests->pdata, &options);
  g_signal_connect_swapped (self->load, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (self->load, "finished", G_CALLBACK (finished_cb), self);
}

/* --- when --- */

static gboolean
timer_cb (gpointer data)
{
  CwLive *self = data;

  self->timer = 0;
  cw_live_look (self);
  return G_SOURCE_REMOVE;
}

/* What loads anyway brings prices along; whoever looks again then finds them. */
static gboolean
may_begin (CwLive *self)
{
  return self->load == NULL && !cw_watchlist_is_loading (self->watchlist);
}

static void
arm (CwLive *self, const CwSchedulePlan *plan, gint64 now)
{
  gint64 wait = CLAMP (plan->next - now, 1, LONGEST_TIMER);

  g_clear_handle_id (&self->timer, g_source_remove);
  /* The end of what is under way comes here again. */
  if (plan->next != 0 && may_begin (self))
    self->timer = g_timeout_add_seconds ((guint) wait, timer_cb, self);
}

static void
read_markets (CwLive *self)
{
  cw_live_markets_read (self->markets, cw_watchlist_get_model (self->watchlist), self->others);
}

/* What is known of the markets has just been read. */
static void
follow_plan (CwLive *self)
{
  CwScheduleState state = get_state (self);
  CwSchedulePlan plan = cw_schedule_plan (&state);

  if (plan.next == 0 && plan.mood == CW_SCHEDULE_OFFLINE)
    drop_load (self);
  if (plan.next != 0 && plan.next <= state.now && may_begin (self))
    {
      g_autoptr (GPtrArray) due = cw_live_markets_take_due (self->markets, &state);

      if (due->len > 0)
        begin (self, due);
      plan = cw_schedule_plan (&state);
    }
  arm (self, &plan, state.now);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cw_live_look:
 * @self: what keeps prices new
 *
 * Looks at the clock and at the rows, and does what is to be done now. To be called whenever
 * something has changed that the plan may rest on.
 */
void
cw_live_look (CwLive *self)
{
  g_return_if_fail (CW_IS_LIVE (self));

  if (self->watchlist == NULL)
    return;
  read_markets (self);
  follow_plan (self);
}

/* A load that reached its providers shows that they can be asked again. */
static void
loaded_cb (CwLive *self)
{
  if (cw_watchlist_find_network_error (self->watchlist) == NULL)
    self->n_failures = 0;
  read_markets (self);
  if (!cw_engine_is_offline (self->engine))
    cw_live_markets_note_asked (self->markets, cw_clock_now (cw_engine_get_clock (self->engine)));
  follow_plan (self);
}

static void
rows_changed_cb (CwLive *self)
{
  if (self->hidden)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (ROWS_MS, timer_cb, self);
}

/* --- the object --- */

static void
cw_live_dispose (GObject *object)
{
  CwLive *self = CW_LIVE (object);

  cw_live_shut_down (self);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  G_OBJECT_CLASS (cw_live_parent_class)->dispose (object);
}

static void
cw_live_class_init (CwLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_live_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRICED] = g_signal_new ("priced", CW_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
cw_live_init (CwLive *self)
{
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/**
 * cw_live_new:
 * @watchlist: the rows, which has not been shut down
 *
 * Returns: (transfer full): what keeps their prices new, once it is told how often
 */
CwLive *
cw_live_new (CwWatchlist *watchlist)
{
  CwLive *self = g_object_new (CW_TYPE_LIVE, NULL);

  self->watchlist = g_object_ref (watchlist);
  self->engine = g_object_ref (cw_watchlist_get_engine (watchlist));
  self->bars = cw_live_bars_new (self->engine);
  self->markets = cw_live_markets_new ();
  g_signal_connect_object (cw_watchlist_get_model (watchlist), "items-changed",
                           G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watchlist, "finished", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/** cw_live_shut_down: gives up what is under way; to be called before the engine is shut down */
void
cw_live_shut_down (CwLive *self)
{
  g_return_if_fail (CW_IS_LIVE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  drop_load (self);
  g_clear_pointer (&self->bars, cw_live_bars_free);
  g_clear_pointer (&self->markets, cw_live_markets_free);
  g_clear_error (&self->failure);
  g_clear_error (&self->error);
  if (self->watchlist != NULL)
    {
      g_signal_handlers_disconnect_by_data (cw_watchlist_get_model (self->watchlist), self);
      g_signal_handlers_disconnect_by_data (self->watchlist, self);
    }
  g_clear_object (&self->watchlist);
  g_clear_object (&self->engine);
}

/** cw_live_set_interval: how often prices are wanted, in seconds; 0 for never */
void
cw_live_set_interval (CwLive *self, guint seconds)
{
  g_return_if_fail (CW_IS_LIVE (self));
  if (self->interval == seconds)
    return;
  self->interval = seconds;
  cw_live_look (self);
}

/** cw_live_set_hidden: whether nobody can see the prices; then nobody is asked, and no timer runs
 */
void
cw_live_set_hidden (CwLive *self, gboolean hidden)
{
  g_return_if_fail (CW_IS_LIVE (self));
  if (self->hidden == hidden)
    return;
  self->hidden = hidden;
  cw_live_look (self);
}

/** cw_live_find_other: Returns: (transfer none) (nullable): the row of @symbol, if it is one of
 * those that are asked for though they are in no list */
CwRow *
cw_live_find_other (CwLive *self, const char *symbol)
{
  g_return_val_if_fail (CW_IS_LIVE (self) && symbol != NULL, NULL);

  for (guint i = 0; i < self->others->len; i++)
    if (g_str_equal (cw_row_get_symbol (g_ptr_array_index (self->others, i)), symbol))
      return g_ptr_array_index (self->others, i);
  return NULL;
}

/**
 * cw_live_set_others:
 * @self: what keeps prices new
 * @symbols: (array zero-terminated=1): symbols whose prices are wanted though they may be in no
 *   list; those that are in the list are asked for once
 */
void
cw_live_set_others (CwLive *self, const char *const *symbols)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (CW_IS_LIVE (self) && symbols != NULL);

  for (gsize i = 0; self->watchlist != NULL && symbols[i] != NULL; i++)
    {
      CwRow *known = cw_live_find_other (self, symbols[i]);

      if (cw_watchlist_find (self->watchlist, symbols[i]) == NULL)
        g_ptr_array_add (others, known != NULL
                                     ? g_object_ref (known)
                                     : cw_row_new (symbols[i], cw_engine_get_clock (self->engine)));
    }
  g_ptr_array_unref (self->others);
  self->others = others;
}

/** cw_live_show_row: @row: (nullable): the one that somebody looks at, whose last bar moves */
void
cw_live_show_row (CwLive *self, CwRow *row)
{
  g_return_if_fail (CW_IS_LIVE (self));
  if (self->bars == NULL)
    return;
  cw_live_bars_show (self->bars, row);
  if (!self->hidden && self->interval > 0 && !cw_engine_is_offline (self->engine)
      && !cw_clock_is_standing (cw_engine_get_clock (self->engine)))
    cw_live_bars_catch_up (self->bars, cw_watchlist_get_model (self->watchlist));
}

/** cw_live_get_status: Returns: how it stands with the prices now; its error is not to be freed */
CwLiveStatus
cw_live_get_status (CwLive *self)
{
  CwLiveStatus status = { 0 };
  CwScheduleState state;

  g_return_val_if_fail (CW_IS_LIVE (self), status);

  if (self->watchlist == NULL)
    return status;
  state = get_state (self);
  status.plan = cw_schedule_plan (&state);
  status.now = state.now;
  status.updated_at = cw_live_markets_get_updated_at (self->markets);
  status.n_markets = state.n_markets;
  status.interval = self->interval;
  status.asking = self->load != NULL;
  status.error = self->error;
  return status;
}

/** cw_live_get_engine: Returns: (transfer none) (nullable): what asks, until shut down */
CwEngine *
cw_live_get_engine (CwLive *self)
{
  g_return_val_if_fail (CW_IS_LIVE (self), NULL);
  return self->engine;
}
