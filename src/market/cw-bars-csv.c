/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-bars-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cw-market-error.h"
#include "cw-symbol.h"

#define MAX_CELLS 64
#define SHOWN_CHARS 40

typedef enum
{
  COLUMN_DATE,
  COLUMN_OPEN,
  COLUMN_HIGH,
  COLUMN_LOW,
  COLUMN_CLOSE,
  COLUMN_ADJ_CLOSE,
  COLUMN_VOLUME,
  N_COLUMNS
} Column;

static const char *const column_names[N_COLUMNS] = { "Date",  "Open",      "High",  "Low",
                                                     "Close", "Adj Close", "Volume" };

typedef struct
{
  const char *at;  /* what is left of the text */
  const char *end; /* its end */
  guint line;      /* the number of the line read last */
  char separator;
  int n_columns;        /* cells in the first line */
  int place[N_COLUMNS]; /* in which cell a column stands, or -1 */
  GTimeZone *zone;
  int seconds_into_day;
} Reader;

typedef struct
{
  const char *start;
  gsize length;
} Cell;

static Cell
trimmed (const char *start, const char *end)
{
  while (start < end && g_ascii_isspace (*start))
    start++;
  while (start < end && g_ascii_isspace (end[-1]))
    end--;
  if (end - start >= 2 && *start == '"' && end[-1] == '"')
    {
      start++;
      end--;
    }
  return (Cell){ start, (gsize) (end - start) };
}

static const char *
find_line_end (const Reader *reader)
{
  const char *stop = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));

  return stop != NULL ? stop : reader->end;
}

/* Finds the end of the cell that begins at @cell. Between quotation marks a separator is text, and
 * so is a mark that is doubled. */
static const char *
find_cell_end (const Reader *reader, const char *cell, const char *stop)
{
  gboolean quoted = FALSE;

  while (cell < stop && *cell == ' ')
    cell++;
  if (cell == stop || *cell != '"')
    {
      const char *end = memchr (cell, reader->separator, (gsize) (stop - cell));

      return end != NULL ? end : stop;
    }
  for (; cell < stop && (quoted || *cell != reader->separator); cell++)
    if (*cell == '"')
      quoted = !quoted;
  return cell;
}

/* Reads the next line's cells. What stands in one goes on in the next line nowhere. */
static int
next_line (Reader *reader, Cell cells[MAX_CELLS])
{
  const char *stop = find_line_end (reader), *cell = reader->at;
  int n = 0;

  reader->line++;
  reader->at = stop < reader->end ? stop + 1 : stop;
  while (n < MAX_CELLS)
    {
      const char *end = find_cell_end (reader, cell, stop);

      cells[n++] = trimmed (cell, end);
      if (end == stop)
        break;
      cell = end + 1;
    }
  return n;
}

static gboolean
cell_is (Cell cell, const char *word)
{
  return cell.length == strlen (word) && g_ascii_strncasecmp (cell.start, word, cell.length) == 0;
}

static gboolean
read_header (Reader *reader, GError **error)
{
  Cell cells[MAX_CELLS];
  int n;
  gsize first_line = (gsize) (find_line_end (reader) - reader->at);

  reader->separator = memchr (reader->at, ',', first_line) != NULL   ? ','
                      : memchr (reader->at, ';', first_line) != NULL ? ';'
                                                                     : '\t';
  n = reader->n_columns = next_line (reader, cells);
  for (int column = 0; column < N_COLUMNS; column++)
    {
      reader->place[column] = -1;
      for (int i = 0; i < n; i++)
        if (cell_is (cells[i], column_names[column]))
          reader->place[column] = i;
    }
  if (reader->place[COLUMN_DATE] < 0 || reader->place[COLUMN_CLOSE] < 0)
    {
      g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA,
                   _ ("Line 1 must name the columns, at least “Date” and “Close”, with commas, "
                      "semicolons or tabs between them"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
fail_line (Reader *reader, const char *column, Cell cell, GError **error)
{
  g_autofree char *raw = g_strndup (cell.start, MIN (cell.length, SHOWN_CHARS * 4));
  g_autofree char *shown = cw_text_clean (raw, SHOWN_CHARS);

  g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA,
               /* Translators: a line's number, a column's name and what stands there */
               _ ("Line %u, column “%s”: “%s” cannot be read"), reader->line, column, shown);
  return FALSE;
}

/* A comma where a decimal point belongs is the usual reason. */
static gboolean
fail_number (Reader *reader, const char *column, Cell cell, GError **error)
{
  g_autofree char *text = g_strndup (cell.start, MIN (cell.length, SHOWN_CHARS * 4));
  g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);

  if (strchr (text, ',') == NULL)
    return fail_line (reader, column, cell, error);
  g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA,
               /* Translators: a line's number, a column's name and what stands there */
               _ ("Line %u, column “%s”: “%s” cannot be read; numbers are written with a decimal "
                  "point and no other signs"),
               reader->line, column, shown);
  return FALSE;
}

/* With decimal commas between commas, the numbers would be read from the wrong columns. */
static gboolean
check_width (Reader *reader, const Cell *cells, int n, GError **error)
{
  while (n > reader->n_columns && cells[n - 1].length == 0)
    n--;
  if (n <= reader->n_columns)
    return TRUE;
  g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA,
               /* Translators: %u is a line's number */
               _ ("Line %u has more cells than line 1 has columns; numbers are written with a "
                  "decimal point"),
               reader->line);
  return FALSE;
}

static gboolean
read_number (Reader *reader, Column column, Cell *cells, int n, double *number, GError **error)
{
  char text[64], *end;
  Cell cell;

  *number = NAN;
  if (reader->place[column] < 0 || reader->place[column] >= n)
    return TRUE;
  cell = cells[reader->place[column]];
  if (cell.length == 0 || cell_is (cell, "null") || cell_is (cell, "nan"))
    return TRUE;
  if (cell.length >= sizeof text)
    return fail_line (reader, column_names[column], cell, error);
  memcpy (text, cell.start, cell.length);
  text[cell.length] = '\0';
  *number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (*number))
    return fail_number (reader, column_names[column], cell, error);
  return TRUE;
}

/* Reads what follows the date: `T10:30`, ` 10:30:59`, and perhaps a zone, `Z` or `-05:00`. */
static GTimeZone *
read_clock (const Reader *reader, const char *text, int *hour, int *minute, int *second)
{
  int used = 0;

  if (sscanf (text, "%*1[T ]%2d:%2d%n", hour, minute, &used) < 2)
    return NULL;
  text += used;
  used = 0;
  if (sscanf (text, ":%2d%n", second, &used) == 1)
    text += used;
  return *text == '\0' ? g_time_zone_ref (reader->zone) : g_time_zone_new_identifier (text);
}

static gboolean
read_date (Reader *reader, Cell cell, gint64 *time, GError **error)
{
  char text[40];
  int year, month, day, hour = 0, minute = 0, second = 0, used = 0;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (cell.length >= sizeof text)
    return fail_line (reader, column_names[COLUMN_DATE], cell, error);
  memcpy (text, cell.start, cell.length);
  text[cell.length] = '\0';
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) < 3)
    return fail_line (reader, column_names[COLUMN_DATE], cell, error);
  if (text[used] == '\0')
    {
      /* By the clock, not by what has passed since midnight: that may differ by an hour. */
      zone = g_time_zone_ref (reader->zone);
      hour = reader->seconds_into_day / 3600;
      minute = reader->seconds_into_day / 60 % 60;
      second = reader->seconds_into_day % 60;
    }
  else
    zone = read_clock (reader, text + used, &hour, &minute, &second);
  moment = zone != NULL ? g_date_time_new (zone, year, month, day, hour, minute, second) : NULL;
  if (moment == NULL)
    return fail_line (reader, column_names[COLUMN_DATE], cell, error);
  *time = g_date_time_to_unix (moment);
  return TRUE;
}

static gboolean
read_bar (Reader *reader, Cell *cells, int n, CwSeriesBuilder *builder, GError **error)
{
  double number[N_COLUMNS];
  gint64 time = 0;

  if (!check_width (reader, cells, n, error))
    return FALSE;
  if (reader->place[COLUMN_DATE] >= n)
    return fail_line (reader, column_names[COLUMN_DATE], (Cell){ "", 0 }, error);
  if (!read_date (reader, cells[reader->place[COLUMN_DATE]], &time, error))
    return FALSE;
  for (Column column = COLUMN_OPEN; column < N_COLUMNS; column++)
    if (!read_number (reader, column, cells, n, &number[column], error))
      return FALSE;
  for (Column column = COLUMN_OPEN; column <= COLUMN_LOW; column++)
    if (reader->place[column] < 0)
      number[column] = number[COLUMN_CLOSE];
  cw_series_builder_add_bar (builder, time, number[COLUMN_OPEN], number[COLUMN_HIGH],
                             number[COLUMN_LOW], number[COLUMN_CLOSE], number[COLUMN_ADJ_CLOSE],
                             number[COLUMN_VOLUME]);
  return TRUE;
}

static gboolean
begin_reading (Reader *reader, const char *text, gsize length, GError **error)
{
  static const char byte_order_mark[] = "\xef\xbb\xbf";
  gsize mark = strlen (byte_order_mark);

  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_DATA,
                   _ ("This is not text, so it cannot be read as a table"));
      return FALSE;
    }
  reader->at = text;
  reader->end = text + length;
  if (length >= mark && memcmp (text, byte_order_mark, mark) == 0)
    reader->at += mark;
  return read_header (reader, error);
}

/* Reads the lines up to one that cannot be read, or all of them, and counts those. Returns why the
 * first of them cannot be read. */
static GError *
read_lines (Reader *reader, CwSeriesBuilder *builder, gboolean all)
{
  Cell cells[MAX_CELLS];
  GError *first = NULL;

  while (reader->at < reader->end && (all || first == NULL))
    {
      int n = next_line (reader, cells);

      if ((n == 1 && cells[0].length == 0)
          || read_bar (reader, cells, n, builder, first == NULL ? &first : NULL))
        continue;
      builder->n_rejected++;
    }
  builder->has_adj_close = reader->place[COLUMN_ADJ_CLOSE] >= 0;
  return first;
}

/**
 * cw_bars_csv_read:
 * @text: (array length=length): CSV whose first line names the columns
 * @length: its length in bytes
 * @symbol: whose bars these are
 * @interval: the time between two bars
 * @zone: the zone that dates without one are in
 * @seconds_into_day: how long after midnight a bar begins whose date has no time of day
 * @error: return location for a `CW_MARKET_ERROR_INVALID_DATA` that names line and column
 *
 * Reads bars in the shape of Yahoo's downloads, `Date,Open,High,Low,Close,Adj Close,Volume`; the
 * columns may stand in any order, and all but `Date` and `Close` may be missing. Fails if a single
 * line cannot be read.
 *
 * Returns: (transfer full) (nullable): a builder that holds the bars
 */
CwSeriesBuilder *
cw_bars_csv_read (const char *text,
                  gsize length,
                  const char *symbol,
                  CwInterval interval,
                  GTimeZone *zone,
                  int seconds_into_day,
                  GError **error)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  Reader reader = { .zone = zone, .seconds_into_day = seconds_into_day };
  GError *unreadable;

  g_return_val_if_fail (text != NULL && symbol != NULL && zone != NULL, NULL);

  if (!begin_reading (&reader, text, length, error))
    return NULL;
  builder = cw_series_builder_new (symbol, interval);
  unreadable = read_lines (&reader, builder, FALSE);
  if (unreadable == NULL)
    return g_steal_pointer (&builder);
  g_propagate_error (error, unreadable);
  return NULL;
}

/**
 * cw_bars_csv_read_most:
 * @text: (array length=length): CSV whose first line names the columns
 * @length: its length in bytes
 * @symbol: whose bars these are
 * @zone: the zone that dates without one are in
 * @error: return location for a `CW_MARKET_ERROR_INVALID_DATA` that names line and column
 *
 * Reads bars as cw_bars_csv_read() does, but leaves out the lines that cannot be read and counts
 * them as rejected bars. Where that would be as many as the others, something is wrong with the
 * whole table, and it fails. The interval is found from the bars.
 *
 * Returns: (transfer full) (nullable): a builder that holds the bars
 */
CwSeriesBuilder *
cw_bars_csv_read_most (
    const char *text, gsize length, const char *symbol, GTimeZone *zone, GError **error)
{
  g_autoptr (CwSeriesBuilder) builder = NULL;
  g_autoptr (GError) unreadable = NULL;
  Reader reader = { .zone = zone };

  g_return_val_if_fail (text != NULL && symbol != NULL && zone != NULL, NULL);

  if (!begin_reading (&reader, text, length, error))
    return NULL;
  builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);
  unreadable = read_lines (&reader, builder, TRUE);
  if (unreadable != NULL && builder->n_rejected >= builder->n_bars)
    {
      g_propagate_error (error, g_steal_pointer (&unreadable));
      return NULL;
    }
  builder->interval = cw_bars_csv_guess_interval (builder);
  return g_steal_pointer (&builder);
}
