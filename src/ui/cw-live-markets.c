/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-live-markets.h"

struct _CwLiveMarkets
{
  GArray *markets;   /* of CwScheduledMarket, which own their zones */
  GPtrArray *rows;   /* for each of them a GPtrArray of owned CwRow */
  gint64 updated_at; /* when the newest price came; 0 for never */
};

static void
clear_market (gpointer data)
{
  CwScheduledMarket *market = data;

  g_clear_pointer (&market->hours.zone, g_time_zone_unref);
}

static GArray *
new_markets (void)
{
  GArray *markets = g_array_new (FALSE, TRUE, sizeof (CwScheduledMarket));

  g_array_set_clear_func (markets, clear_market);
  return markets;
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static GPtrArray *
new_rows_of_markets (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

/** cw_live_markets_new: Returns: (transfer full): nothing to ask for yet */
CwLiveMarkets *
cw_live_markets_new (void)
{
  CwLiveMarkets *self = g_new0 (CwLiveMarkets, 1);

  self->markets = new_markets ();
  self->rows = new_rows_of_markets ();
  return self;
}

/** cw_live_markets_free: @self: (transfer full) (nullable): what is not asked for any more */
void
cw_live_markets_free (CwLiveMarkets *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->markets);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static CwScheduledMarket *
find (GArray *markets, const CwMarketHours *hours, guint *position)
{
  for (guint i = 0; i < markets->len; i++)
    {
      CwScheduledMarket *market = &g_array_index (markets, CwScheduledMarket, i);

      if (!cw_market_hours_are_equal (&market->hours, hours))
        continue;
      *position = i;
      return market;
    }
  return NULL;
}

static CwScheduledMarket *
add_market (CwLiveMarkets *self, const CwMarketHours *hours)
{
  CwScheduledMarket market = { .hours = *hours };

  if (hours->zone != NULL)
    g_time_zone_ref (hours->zone);
  g_array_append_val (self->markets, market);
  g_ptr_array_add (self->rows, new_rows ());
  return &g_array_index (self->markets, CwScheduledMarket, self->markets->len - 1);
}

/* A row without a price, or without hours, is in the market of which nothing is known. */
static CwMarketHours
get_hours (const CwAnalysis *analysis)
{
  if (analysis == NULL || !cw_market_hours_are_known (&analysis->hours))
    return (CwMarketHours){ 0 };
  return analysis->hours;
}

static void
add_row (CwLiveMarkets *self, CwRow *row)
{
  const CwAnalysis *analysis = cw_row_get_analysis (row);
  CwMarketHours hours = get_hours (analysis);
  guint position = self->markets->len;
  CwScheduledMarket *market = find (self->markets, &hours, &position);

  if (market == NULL)
    market = add_market (self, &hours);
  market->n_symbols++;
  if (analysis != NULL)
    {
      market->asked_at = MAX (market->asked_at, analysis->quote_fetched_at);
      self->updated_at = MAX (self->updated_at, analysis->quote_fetched_at);
    }
  g_ptr_array_add (g_ptr_array_index (self->rows, position), g_object_ref (row));
}

/* What was asked in vain was asked all the same. */
static void
remember (CwLiveMarkets *self, GArray *before)
{
  for (guint i = 0; i < self->markets->len; i++)
    {
      CwScheduledMarket *market = &g_array_index (self->markets, CwScheduledMarket, i);
      guint position;
      const CwScheduledMarket *known = find (before, &market->hours, &position);

      if (known != NULL)
        market->asked_at = MAX (market->asked_at, known->asked_at);
    }
}

/**
 * cw_live_markets_read:
 * @self: what is known
 * @rows: (element-type CwRow): the rows of a list
 * @others: (element-type CwRow): those that are asked for though they are in no list
 *
 * Sorts the rows anew, because some may have come or gone, or a new session may have begun.
 */
void
cw_live_markets_read (CwLiveMarkets *self, GListModel *rows, const GPtrArray *others)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->markets);
  guint n = g_list_model_get_n_items (rows);

  self->markets = new_markets ();
  g_ptr_array_set_size (self->rows, 0);
  self->updated_at = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRow) row = g_list_model_get_item (rows, i);

      add_row (self, row);
    }
  for (guint i = 0; i < others->len; i++)
    add_row (self, g_ptr_array_index (others, i));
  remember (self, before);
}

/**
 * cw_live_markets_note_asked:
 * @self: what is known
 * @now: the time
 *
 * To be called when a load has asked for all rows: those that it brought nothing for were asked in
 * vain, and asking at once again would be as vain.
 */
void
cw_live_markets_note_asked (CwLiveMarkets *self, gint64 now)
{
  for (guint i = 0; i < self->markets->len; i++)
    {
      CwScheduledMarket *market = &g_array_index (self->markets, CwScheduledMarket, i);

      if (market->asked_at == 0)
        market->asked_at = now;
    }
}

/** cw_live_markets_get: Returns: (transfer none) (array length=n_markets): the markets */
const CwScheduledMarket *
cw_live_markets_get (CwLiveMarkets *self, gsize *n_markets)
{
  *n_markets = self->markets->len;
  return (const CwScheduledMarket *) (gpointer) self->markets->data;
}

/** cw_live_markets_get_updated_at: Returns: when the newest price came, in seconds since 1970, or 0
 */
gint64
cw_live_markets_get_updated_at (CwLiveMarkets *self)
{
  return self->updated_at;
}

/**
 * cw_live_markets_take_due:
 * @self: what is known
 * @state: how things stand
 *
 * Returns: (transfer full) (element-type CwRow): those whose prices are to be asked for now, and
 *   which count as asked from now on
 */
GPtrArray *
cw_live_markets_take_due (CwLiveMarkets *self, const CwScheduleState *state)
{
  GPtrArray *due = new_rows ();

  for (guint i = 0; i < self->markets->len; i++)
    {
      CwScheduledMarket *market = &g_array_index (self->markets, CwScheduledMarket, i);
      GPtrArray *rows = g_ptr_array_index (self->rows, i);

      if (!cw_schedule_is_due (state, market))
        continue;
      for (guint j = 0; j < rows->len; j++)
        g_ptr_array_add (due, g_object_ref (g_ptr_array_index (rows, j)));
      market->asked_at = state->now;
    }
  return due;
}
