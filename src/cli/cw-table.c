/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-table.h"

#include <string.h>
#include <unistd.h>

#define GAP "  "

typedef struct
{
  char *text;
  CwTone tone;
  int width;
} Cell;

struct _CwTable
{
  char *alignment; /* a character a column: l or r */
  gsize n_columns;
  GArray *cells; /* of Cell, row by row */
};

static const char *const tone_codes[CW_N_TONES] = {
  [CW_TONE_PLAIN] = "",      [CW_TONE_STRONG] = "\033[1m", [CW_TONE_DIM] = "\033[2m",
  [CW_TONE_UP] = "\033[32m", [CW_TONE_DOWN] = "\033[31m",
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

/**
 * cw_table_new:
 * @alignment: a character for each column: `l` sets its cells to the left, `r` to the right
 *
 * Returns: (transfer full): a table without rows
 */
CwTable *
cw_table_new (const char *alignment)
{
  CwTable *table = g_new0 (CwTable, 1);

  table->alignment = g_strdup (alignment);
  table->n_columns = strlen (alignment);
  table->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (table->cells, clear_cell);
  return table;
}

/** cw_table_free: @table: (transfer full): a table */
void
cw_table_free (CwTable *table)
{
  g_array_unref (table->cells);
  g_free (table->alignment);
  g_free (table);
}

/** cw_table_add: adds the next cell; a row is full when every column has one */
void
cw_table_add (CwTable *table, const char *text)
{
  cw_table_take (table, g_strdup (text), CW_TONE_PLAIN);
}

/** cw_table_add_toned: adds the next cell with a tone */
void
cw_table_add_toned (CwTable *table, const char *text, CwTone tone)
{
  cw_table_take (table, g_strdup (text), tone);
}

/**
 * cw_table_take:
 * @table: a table
 * @text: (transfer full): what stands in the next cell
 * @tone: its colour
 */
void
cw_table_take (CwTable *table, char *text, CwTone tone)
{
  Cell cell = { text, tone, cw_text_get_width (text) };

  g_array_append_val (table->cells, cell);
}

static void
print_spaces (FILE *file, int n)
{
  if (n > 0)
    fprintf (file, "%*s", n, "");
}

static int
column_width (const CwTable *table, gsize column)
{
  int width = 0;

  for (gsize i = column; i < table->cells->len; i += table->n_columns)
    width = MAX (width, g_array_index (table->cells, Cell, i).width);
  return width;
}

static void
print_row (const CwTable *table, gsize row, const int *widths, FILE *file, gboolean colour)
{
  int owed = 0; /* spaces that are printed only if something follows them */

  for (gsize i = 0; i < table->n_columns; i++)
    {
      const Cell *cell = &g_array_index (table->cells, Cell, row * table->n_columns + i);
      int rest = widths[i] - cell->width;
      gboolean right = table->alignment[i] == 'r';

      if (widths[i] == 0)
        continue;
      if (cell->width > 0)
        {
          print_spaces (file, owed + (right ? rest : 0));
          cw_print_toned (file, cell->text, cell->tone, colour);
          owed = right ? 0 : rest;
        }
      else
        {
          owed += rest;
        }
      owed += (int) strlen (GAP);
    }
  fputc ('\n', file);
}

/**
 * cw_table_print:
 * @table: a table whose rows are full
 * @file: where it goes
 * @colour: whether tones become colours
 *
 * Prints the rows without spaces at their ends; a column with nothing in it takes no room.
 */
void
cw_table_print (CwTable *table, FILE *file, gboolean colour)
{
  g_autofree int *widths = g_new0 (int, table->n_columns);

  g_return_if_fail (table->cells->len % table->n_columns == 0);

  for (gsize i = 0; i < table->n_columns; i++)
    widths[i] = column_width (table, i);
  for (gsize row = 0; row < table->cells->len / table->n_columns; row++)
    print_row (table, row, widths, file, colour);
}

/** cw_text_get_width: Returns: how many columns of a terminal @text takes */
int
cw_text_get_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iswide (c))
        width += 2;
      else if (!g_unichar_iszerowidth (c))
        width += 1;
    }
  return width;
}

/** cw_colour_is_wanted: Returns: whether @file is a terminal, and nobody asked for no colour */
gboolean
cw_colour_is_wanted (FILE *file)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (fileno (file)) && (no_color == NULL || no_color[0] == '\0')
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/** cw_print_toned: prints @text in its tone's colour, if there is to be colour */
void
cw_print_toned (FILE *file, const char *text, CwTone tone, gboolean colour)
{
  gboolean toned = colour && tone != CW_TONE_PLAIN;

  if (toned)
    fputs (tone_codes[tone], file);
  fputs (text, file);
  if (toned)
    fputs ("\033[0m", file);
}
