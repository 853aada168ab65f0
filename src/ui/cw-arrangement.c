/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-arrangement.h"

#include <math.h>
#include <string.h>

#define OWN_ORDER "own"
#define FALLING "falling"
#define RISING "rising"

/** cw_arrangement_get_default: Returns: what a list shows that nobody has arranged */
CwArrangement
cw_arrangement_get_default (void)
{
  static const CwColumn shown[] = { CW_COLUMN_SYMBOL, CW_COLUMN_NAME,      CW_COLUMN_PRICE,
                                    CW_COLUMN_CHANGE, CW_COLUMN_SPARKLINE, CW_COLUMN_DECISION,
                                    CW_COLUMN_AGE };
  CwArrangement arrangement = { .by = CW_COLUMN_SYMBOL };

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    arrangement.shown |= CW_COLUMN_BIT (shown[i]);
  return arrangement;
}

/** cw_arrangement_is_equal: Returns: whether both look the same */
gboolean
cw_arrangement_is_equal (const CwArrangement *a, const CwArrangement *b)
{
  return a->sorted == b->sorted && a->by == b->by && a->descending == b->descending
         && a->shown == b->shown;
}

/** cw_arrangement_shows: Returns: whether rows say what @column has to say */
gboolean
cw_arrangement_shows (const CwArrangement *arrangement, CwColumn column)
{
  return (arrangement->shown & CW_COLUMN_BIT (column)) != 0;
}

/** cw_arrangement_has_figures: Returns: whether rows need their line of figures */
gboolean
cw_arrangement_has_figures (const CwArrangement *arrangement)
{
  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    if (cw_column_is_figure (i) && cw_arrangement_shows (arrangement, i))
      return TRUE;
  return FALSE;
}

/* --- as text --- */

/**
 * cw_arrangement_print:
 * @arrangement: an arrangement
 *
 * Returns: (transfer full): it in one line for machines, as in “change falling name,price,change”
 */
char *
cw_arrangement_print (const CwArrangement *arrangement)
{
  GString *text =
      g_string_new (arrangement->sorted ? cw_column_get_id (arrangement->by) : OWN_ORDER);
  const char *separator = " ";

  g_string_append_printf (text, " %s", arrangement->descending ? FALLING : RISING);
  for (CwColumn i = 0; i < CW_N_COLUMNS; i++)
    if (cw_arrangement_shows (arrangement, i))
      {
        g_string_append_printf (text, "%s%s", separator, cw_column_get_id (i));
        separator = ",";
      }
  return g_string_free (text, FALSE);
}

static guint
parse_columns (const char *text)
{
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);
  guint shown = CW_COLUMN_BIT (CW_COLUMN_SYMBOL);
  CwColumn column;

  for (gsize i = 0; ids[i] != NULL; i++)
    if (cw_column_parse (ids[i], &column))
      shown |= CW_COLUMN_BIT (column);
  return shown;
}

/**
 * cw_arrangement_parse:
 * @text: what cw_arrangement_print() wrote, or somebody else; columns that are not known stay out
 * @arrangement: (out): what it says
 *
 * Returns: whether it says anything
 */
gboolean
cw_arrangement_parse (const char *text, CwArrangement *arrangement)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  CwArrangement parsed = cw_arrangement_get_default ();

  if (g_strv_length (words) != 3)
    return FALSE;
  parsed.sorted = !g_str_equal (words[0], OWN_ORDER);
  if (parsed.sorted && (!cw_column_parse (words[0], &parsed.by) || !cw_column_can_sort (parsed.by)))
    return FALSE;
  if (!g_str_equal (words[1], FALLING) && !g_str_equal (words[1], RISING))
    return FALSE;
  parsed.descending = g_str_equal (words[1], FALLING);
  parsed.shown = parse_columns (words[2]);
  *arrangement = parsed;
  return TRUE;
}

/* --- sorting --- */

/* A row with what it is compared by, looked up once and not at each comparison. */
typedef struct
{
  CwRow *row;
  const char *text;
  double number;
  guint place;
} Key;

static int
compare_places (const Key *a, const Key *b)
{
  return a->place < b->place ? -1 : a->place > b->place;
}

/* What is not known stands at the end in either direction, and equal rows in the list's order. */
static int
compare_numbers (gconstpointer first, gconstpointer second, gpointer direction)
{
  const Key *a = first, *b = second;

  if (isnan (a->number) || isnan (b->number))
    return isnan (a->number) == isnan (b->number) ? compare_places (a, b)
                                                  : isnan (a->number) - isnan (b->number);
  if (a->number < b->number || a->number > b->number)
    return (a->number < b->number ? -1 : 1) * GPOINTER_TO_INT (direction);
  return compare_places (a, b);
}

static int
compare_texts (gconstpointer first, gconstpointer second, gpointer direction)
{
  const Key *a = first, *b = second;
  int order = strcmp (a->text, b->text);

  return order != 0 ? order * GPOINTER_TO_INT (direction) : compare_places (a, b);
}

static Key
make_key (CwColumn column, CwRow *row, guint place)
{
  Key key = { .row = row, .place = place };

  if (column == CW_COLUMN_NAME)
    key.text = cw_row_get_name_key (row);
  else if (column == CW_COLUMN_SYMBOL)
    key.text = cw_row_get_symbol (row);
  else
    key.number = cw_column_get_number (column, row);
  return key;
}

/**
 * cw_arrangement_sort:
 * @arrangement: in which order
 * @rows: (element-type CwRow): rows in the list's own order
 *
 * Sorts the rows. What compares equal stays in the list's order.
 */
void
cw_arrangement_sort (const CwArrangement *arrangement, GPtrArray *rows)
{
  int direction = arrangement->descending ? -1 : 1;
  g_autofree Key *keys = NULL;

  if (!arrangement->sorted || rows->len < 2)
    return;
  keys = g_new (Key, rows->len);
  for (guint i = 0; i < rows->len; i++)
    keys[i] = make_key (arrangement->by, g_ptr_array_index (rows, i), i);
  g_qsort_with_data (keys, (int) rows->len, sizeof *keys,
                     cw_column_is_text (arrangement->by) ? compare_texts : compare_numbers,
                     GINT_TO_POINTER (direction));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_index (rows, i) = keys[i].row;
}
