/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-watchlist-loads.h"

struct _CwWatchlistLoads
{
  gpointer watchlist; /* whose handlers are connected to the loads */
  GPtrArray *loads;   /* owned, of owned CwLoad */
};

static void
drop_load (gpointer data)
{
  CwLoad *load = data;

  cw_load_cancel (load);
  g_object_unref (load);
}

/** cw_watchlist_loads_new: Returns: (transfer full): no loads yet; @watchlist hears of them */
CwWatchlistLoads *
cw_watchlist_loads_new (gpointer watchlist)
{
  CwWatchlistLoads *self = g_new (CwWatchlistLoads, 1);

  self->watchlist = watchlist;
  self->loads = g_ptr_array_new_with_free_func (drop_load);
  return self;
}

/** cw_watchlist_loads_free: @loads: (transfer full): loads, of which nothing more is heard */
void
cw_watchlist_loads_free (CwWatchlistLoads *self)
{
  cw_watchlist_loads_forget (self);
  g_ptr_array_unref (self->loads);
  g_free (self);
}

/** cw_watchlist_loads_add: @load: (transfer full): a load that has just begun */
void
cw_watchlist_loads_add (CwWatchlistLoads *self, CwLoad *load)
{
  g_ptr_array_add (self->loads, load);
}

/** cw_watchlist_loads_forget: cancels what loads and hears of it no more */
void
cw_watchlist_loads_forget (CwWatchlistLoads *self)
{
  for (guint i = 0; i < self->loads->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->loads, i), self->watchlist);
  g_ptr_array_set_size (self->loads, 0);
}

/** cw_watchlist_loads_cancel: gives up what is under way; each symbol of it will say so */
void
cw_watchlist_loads_cancel (CwWatchlistLoads *self)
{
  for (guint i = 0; i < self->loads->len; i++)
    cw_load_cancel (g_ptr_array_index (self->loads, i));
}

/** cw_watchlist_loads_prefer: lets @symbol be loaded before all that wait */
void
cw_watchlist_loads_prefer (CwWatchlistLoads *self, const char *symbol)
{
  for (guint i = 0; i < self->loads->len; i++)
    cw_load_prefer (g_ptr_array_index (self->loads, i), symbol);
}

/** cw_watchlist_loads_are_under_way: Returns: whether any of them is not finished */
gboolean
cw_watchlist_loads_are_under_way (CwWatchlistLoads *self)
{
  for (guint i = 0; i < self->loads->len; i++)
    if (!cw_load_is_finished (g_ptr_array_index (self->loads, i)))
      return TRUE;
  return FALSE;
}

/** cw_watchlist_loads_get_progress: Returns: how far they have come together */
CwProgress
cw_watchlist_loads_get_progress (CwWatchlistLoads *self)
{
  CwProgress sum = { 0 };

  for (guint i = 0; i < self->loads->len; i++)
    {
      CwProgress one = cw_load_get_progress (g_ptr_array_index (self->loads, i));

      sum.total += one.total;
      sum.done += one.done;
      sum.failed += one.failed;
    }
  return sum;
}
