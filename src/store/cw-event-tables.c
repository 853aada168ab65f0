/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-event-tables.h"

/* The three kinds of event, each in a table of its own. All kinds begin with their time and go on
 * with one or two numbers, which is what the schema and #CwDividend and #CwSplit have in common. */
enum
{
  DIVIDENDS,
  CAPITAL_GAINS,
  SPLITS,
  N_KINDS
};

static const struct
{
  const char *select, *insert, *delete;
  gsize n_numbers;
} kinds[N_KINDS] = {
  [DIVIDENDS] = { "SELECT time, amount FROM dividends WHERE series_id = ?1 ORDER BY time, number",
                  "INSERT INTO dividends (series_id, number, time, amount) VALUES (?1, ?2, ?3, ?4)",
                  "DELETE FROM dividends WHERE series_id = ?1 AND time BETWEEN ?2 AND ?3", 1 },
  [CAPITAL_GAINS] = { "SELECT time, amount FROM capital_gains WHERE series_id = ?1 "
                      "ORDER BY time, number",
                      "INSERT INTO capital_gains (series_id, number, time, amount) "
                      "VALUES (?1, ?2, ?3, ?4)",
                      "DELETE FROM capital_gains WHERE series_id = ?1 AND time BETWEEN ?2 AND ?3",
                      1 },
  [SPLITS] = { "SELECT time, numerator, denominator FROM splits WHERE series_id = ?1 "
               "ORDER BY time, number",
               "INSERT INTO splits (series_id, number, time, numerator, denominator) "
               "VALUES (?1, ?2, ?3, ?4, ?5)",
               "DELETE FROM splits WHERE series_id = ?1 AND time BETWEEN ?2 AND ?3", 2 },
};

typedef struct
{
  gint64 time;
  double numbers[2];
} Event;

static gboolean
load_kind (CwDatabase *database, gint64 id, int kind, GArray *to, GError **error)
{
  CwStatement *row = cw_database_prepare (database, kinds[kind].select, error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  cw_statement_bind_int (row, 1, id);
  while (cw_statement_step (row, &has_row, error))
    {
      gint64 time;

      if (!has_row)
        return TRUE;
      time = cw_statement_get_int (row, 0);
      if (kind == SPLITS)
        {
          CwSplit split = { time, cw_statement_get_double (row, 1),
                            cw_statement_get_double (row, 2) };

          g_array_append_val (to, split);
        }
      else
        {
          CwDividend payment = { time, cw_statement_get_double (row, 1) };

          g_array_append_val (to, payment);
        }
    }
  return FALSE;
}

/**
 * cw_event_tables_load:
 * @database: a connection
 * @id: whose events
 * @builder: what they are added to
 * @error: return location for a #CwStoreError
 *
 * Returns: whether all is well
 */
gboolean
cw_event_tables_load (CwDatabase *database, gint64 id, CwSeriesBuilder *builder, GError **error)
{
  return load_kind (database, id, DIVIDENDS, builder->dividends, error)
         && load_kind (database, id, CAPITAL_GAINS, builder->capital_gains, error)
         && load_kind (database, id, SPLITS, builder->splits, error);
}

static gboolean
delete_kind (CwDatabase *database, gint64 id, int kind, gint64 first, gint64 last, GError **error)
{
  CwStatement *statement = cw_database_prepare (database, kinds[kind].delete, error);

  if (statement == NULL)
    return FALSE;
  cw_statement_bind_int (statement, 1, id);
  cw_statement_bind_int (statement, 2, first);
  cw_statement_bind_int (statement, 3, last);
  return cw_statement_run (statement, error);
}

static Event
get_event (const CwSeries *series, int kind, gsize i)
{
  const CwDividend *payments = kind == DIVIDENDS ? series->dividends : series->capital_gains;

  if (kind == SPLITS)
    return (Event){ series->splits[i].time,
                    { series->splits[i].numerator, series->splits[i].denominator } };
  return (Event){ payments[i].time, { payments[i].amount, 0 } };
}

static gsize
get_n_events (const CwSeries *series, int kind)
{
  return kind == SPLITS      ? series->n_splits
         : kind == DIVIDENDS ? series->n_dividends
                             : series->n_capital_gains;
}

static gboolean
insert_kind (CwDatabase *database, gint64 id, int kind, const CwSeries *series, GError **error)
{
  CwStatement *statement = cw_database_prepare (database, kinds[kind].insert, error);
  gint64 number = 0;

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < get_n_events (series, kind); i++)
    {
      Event event = get_event (series, kind, i);

      number = i > 0 && event.time == get_event (series, kind, i - 1).time ? number + 1 : 0;
      cw_statement_bind_int (statement, 1, id);
      cw_statement_bind_int (statement, 2, number);
      cw_statement_bind_int (statement, 3, event.time);
      for (gsize k = 0; k < kinds[kind].n_numbers; k++)
        cw_statement_bind_double (statement, 4 + (int) k, event.numbers[k]);
      if (!cw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_event_tables_save:
 * @database: a connection, in a transaction
 * @id: whose events
 * @series: a series
 * @error: return location for a #CwStoreError
 *
 * In the time that @series covers, its events take the place of those that are stored.
 *
 * Returns: whether all is well
 */
gboolean
cw_event_tables_save (CwDatabase *database, gint64 id, const CwSeries *series, GError **error)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      gsize n = get_n_events (series, kind);
      gint64 first = G_MAXINT64, last = G_MININT64;

      if (series->n_bars > 0)
        {
          first = series->time[0];
          last = series->time[series->n_bars - 1];
        }

      if (n > 0)
        {
          first = MIN (first, get_event (series, kind, 0).time);
          last = MAX (last, get_event (series, kind, n - 1).time);
        }
      if (!delete_kind (database, id, kind, first, last, error)
          || !insert_kind (database, id, kind, series, error))
        return FALSE;
    }
  return TRUE;
}

/** cw_event_tables_clear: forgets every event of the series @id */
gboolean
cw_event_tables_clear (CwDatabase *database, gint64 id, GError **error)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    if (!delete_kind (database, id, kind, G_MININT64, G_MAXINT64, error))
      return FALSE;
  return TRUE;
}
