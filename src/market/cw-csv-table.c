/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-csv-number.h"
#include "cw-csv-text.h"
#include "cw-symbol.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_CELLS 64
/* A quotation mark that is still open after so much text was left open by mistake. */
#define MAX_CELL_BYTES 65536
#define SHOWN_CHARS 40
#define ABSENT G_MAXUINT

struct _CwCsvTable
{
  char *text;     /* owned: a copy, with a zero at its end */
  const char *at; /* what is left of it */
  char separator;
  const char *const *columns;
  guint place[CW_CSV_MAX_COLUMNS]; /* in which cell a column stands, or ABSENT */
  CwImportPreview *preview;        /* not owned */
  GHashTable *lines;               /* symbol → the line that it was in */

  guint next_line; /* the number of the line at @at */
  guint line;      /* where the current row begins */
  guint n_rows;
  GString *cells; /* the current row's, one after the other, each with a zero at its end */
  gsize starts[MAX_CELLS];
  guint n_cells;
};

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r' || c == '\0';
}

static void
skip_line_end (CwCsvTable *self)
{
  if (self->at[0] == '\0')
    return;
  self->at += self->at[0] == '\r' && self->at[1] == '\n' ? 2 : 1;
  self->next_line++;
}

/* Reads a cell in quotation marks up to after the second one, which doubled is part of the text.
 *
 * Returns: whether there is a second one */
static gboolean
read_quoted (CwCsvTable *self)
{
  const char *start = self->at++;

  while (self->at[0] != '\0' && self->at - start < MAX_CELL_BYTES)
    {
      if (self->at[0] == '"' && self->at[1] != '"')
        {
          self->at++;
          return TRUE;
        }
      if (self->at[0] == '"')
        self->at++;
      else if (self->at[0] == '\n' || (self->at[0] == '\r' && self->at[1] != '\n'))
        self->next_line++;
      g_string_append_c (self->cells, *self->at++);
    }
  return FALSE;
}

static void
read_plain (CwCsvTable *self)
{
  const char *start = self->at, *end;

  while (!is_line_end (*self->at) && *self->at != self->separator)
    self->at++;
  for (end = self->at; end > start && (end[-1] == ' ' || end[-1] == '\t'); end--)
    ;
  g_string_append_len (self->cells, start, end - start);
}

static gboolean
is_space (const CwCsvTable *self, char c)
{
  return c == ' ' || (c == '\t' && self->separator != '\t');
}

/* Reads one cell, without the spaces around it.
 *
 * Returns: whether it has an end; text after a second quotation mark means that it was not meant as
 * one */
static gboolean
read_cell (CwCsvTable *self)
{
  if (self->n_cells < MAX_CELLS)
    self->starts[self->n_cells++] = self->cells->len;
  while (is_space (self, *self->at))
    self->at++;
  if (*self->at != '"')
    read_plain (self);
  else if (!read_quoted (self))
    return FALSE;
  while (is_space (self, *self->at))
    self->at++;
  g_string_append_c (self->cells, '\0');
  return is_line_end (*self->at) || *self->at == self->separator;
}

/* After a quotation mark that has no match, what follows that line may be sound again. */
static void
give_up_row (CwCsvTable *self, const char *start)
{
  cw_import_preview_add_problem (self->preview, self->line,
                                 _ ("The quotation marks in this line do not match"));
  self->at = start;
  self->next_line = self->line;
  while (!is_line_end (*self->at))
    self->at++;
  skip_line_end (self);
}

/* Returns: whether the row can be used */
static gboolean
read_row (CwCsvTable *self)
{
  const char *start = self->at;

  self->line = self->next_line;
  g_string_truncate (self->cells, 0);
  self->n_cells = 0;
  for (;;)
    {
      if (!read_cell (self))
        {
          give_up_row (self, start);
          return FALSE;
        }
      if (*self->at != self->separator)
        break;
      self->at++;
    }
  skip_line_end (self);
  if (g_utf8_validate_len (start, (gsize) (self->at - start), NULL))
    return TRUE;
  cw_import_preview_add_problem (self->preview, self->line,
                                 _ ("This is not UTF-8 text; save the file with that encoding"));
  return FALSE;
}

static gboolean
is_empty_row (const CwCsvTable *self)
{
  return self->cells->len == self->n_cells; /* nothing but the zeros */
}

/* Whichever of them stands in the first line most often is the one that separates. */
static char
guess_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize counts[G_N_ELEMENTS (candidates)] = { 0 }, best = 0;

  for (; !is_line_end (*text); text++)
    for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
      counts[i] += *text == candidates[i];
  for (gsize i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/* Neither the case of letters nor “_” in place of a space matters. */
static gboolean
is_name (const char *cell, const char *name)
{
  for (; *cell != '\0' && *name != '\0'; cell++, name++)
    if (g_ascii_tolower (*cell == '_' ? ' ' : *cell) != g_ascii_tolower (*name))
      return FALSE;
  return *cell == *name;
}

static void
find_columns (CwCsvTable *self)
{
  for (guint column = 0; self->columns[column] != NULL; column++)
    {
      self->place[column] = ABSENT;
      for (guint i = self->n_cells; i > 0; i--)
        if (is_name (self->cells->str + self->starts[i - 1], self->columns[column]))
          self->place[column] = i - 1;
    }
}

static gboolean
read_header (CwCsvTable *self)
{
  if (g_str_has_prefix (self->at, BYTE_ORDER_MARK))
    self->at += strlen (BYTE_ORDER_MARK);
  self->separator = guess_separator (self->at);
  if (!read_row (self))
    return FALSE;
  find_columns (self);
  if (self->place[0] != ABSENT)
    return TRUE;
  cw_import_preview_add_problem (self->preview, self->line,
                                 /* Translators: %s is the name of a column, as the file has it */
                                 _ ("The first line must name the columns, at least “%s”"),
                                 self->columns[0]);
  return FALSE;
}

/**
 * cw_csv_table_new:
 * @text: (array length=length): the file
 * @length: its length in bytes
 * @columns: (array zero-terminated=1): static names of the columns that matter; the first one must
 *   be there, the others may be missing
 * @preview: (transfer none): gets the problems
 *
 * Returns: (transfer full): a table before its first row; it has none if the file cannot be read
 */
CwCsvTable *
cw_csv_table_new (const char *text,
                  gsize length,
                  const char *const *columns,
                  CwImportPreview *preview)
{
  CwCsvTable *self = g_new0 (CwCsvTable, 1);

  self->columns = columns;
  self->preview = preview;
  self->next_line = 1;
  self->cells = g_string_new (NULL);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (memchr (text, '\0', length) != NULL)
    {
      cw_import_preview_add_problem (preview, 1,
                                     _ ("This is not UTF-8 text, so it cannot be read as a table"));
      self->text = g_strdup ("");
      self->at = self->text;
      return self;
    }
  self->text = g_strndup (text, length);
  self->at = self->text;
  if (!read_header (self))
    self->at += strlen (self->at);
  return self;
}

/** cw_csv_table_free: @table: (transfer full) (nullable): a table */
void
cw_csv_table_free (CwCsvTable *table)
{
  if (table == NULL)
    return;
  g_string_free (table->cells, TRUE);
  g_hash_table_unref (table->lines);
  g_free (table->text);
  g_free (table);
}

/**
 * cw_csv_table_next:
 * @self: a table
 *
 * Goes on to the next row that can be read; empty ones do not count.
 *
 * Returns: whether there is one
 */
gboolean
cw_csv_table_next (CwCsvTable *self)
{
  while (*self->at != '\0')
    {
      if (!read_row (self) || is_empty_row (self))
        continue;
      if (self->n_rows++ < CW_IMPORT_MAX_ROWS)
        return TRUE;
      cw_import_preview_add_problem (self->preview, self->line,
                                     /* Translators: a number of lines */
                                     _ ("Only the first %d lines of a file are read"),
                                     CW_IMPORT_MAX_ROWS);
      self->at += strlen (self->at);
    }
  return FALSE;
}

/** cw_csv_table_get_line: Returns: the number of the line in which the current row begins */
guint
cw_csv_table_get_line (const CwCsvTable *self)
{
  return self->line;
}

static const char *
get_cell (const CwCsvTable *self, guint column)
{
  guint place = self->place[column];

  return place < self->n_cells ? self->cells->str + self->starts[place] : "";
}

/**
 * cw_csv_table_get_text:
 * @self: a table
 * @column: a column's place among those that were asked for
 *
 * Returns: (transfer none): what stands there in the current row, without the protection against
 *   formulas; empty if it is nothing
 */
const char *
cw_csv_table_get_text (const CwCsvTable *self, guint column)
{
  return cw_csv_text_undo (get_cell (self, column));
}

/**
 * cw_csv_table_get_number:
 * @self: a table
 * @column: a column's place among those that were asked for
 * @number: (out): the number that stands there in the current row, NaN if there is none
 *
 * Returns: whether what stands there, if anything, is a number; if not, it has become a problem
 */
gboolean
cw_csv_table_get_number (const CwCsvTable *self, guint column, double *number)
{
  const char *cell = get_cell (self, column);
  CwCsvNumber read = cw_csv_number_read (cell, number);
  g_autofree char *shown = NULL;

  if (read == CW_CSV_NUMBER_OK || read == CW_CSV_NUMBER_EMPTY)
    return TRUE;
  shown = cw_text_clean (cell, SHOWN_CHARS);
  if (read == CW_CSV_NUMBER_AMBIGUOUS)
    cw_import_preview_add_problem (
        self->preview, self->line,
        /* Translators: a column's name and a number such as 1,234 */
        _ ("Column “%s”: “%s” may have thousands or decimals after its comma; write it with a "
           "decimal point"),
        self->columns[column], shown);
  else
    cw_import_preview_add_problem (self->preview, self->line,
                                   /* Translators: a column's name and what stands there */
                                   _ ("Column “%s”: “%s” is not a number"), self->columns[column],
                                   shown);
  return FALSE;
}

/**
 * cw_csv_table_get_any_symbol:
 * @self: a table
 * @column: a column's place among those that were asked for
 *
 * Returns: (transfer full) (nullable): the normalized symbol that stands there in the current row,
 *   or %NULL if it is none; that has become a problem
 */
char *
cw_csv_table_get_any_symbol (CwCsvTable *self, guint column)
{
  g_autoptr (GError) error = NULL;
  char *symbol = cw_symbol_normalize (cw_csv_table_get_text (self, column), &error);

  if (symbol == NULL)
    cw_import_preview_add_problem (self->preview, self->line, "%s", error->message);
  return symbol;
}

/**
 * cw_csv_table_get_symbol:
 * @self: a table
 * @column: a column's place among those that were asked for
 *
 * Returns: (transfer full) (nullable): the normalized symbol that stands there in the current row,
 *   or %NULL if it is none or stood in a row before; that has become a problem
 */
char *
cw_csv_table_get_symbol (CwCsvTable *self, guint column)
{
  g_autofree char *symbol = cw_csv_table_get_any_symbol (self, column);
  guint before;

  if (symbol == NULL)
    return NULL;
  before = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, symbol));
  if (before != 0)
    {
      cw_import_preview_add_problem (self->preview, self->line,
                                     /* Translators: a ticker symbol and a line's number */
                                     _ ("%s stands in line %u already"), symbol, before);
      return NULL;
    }
  g_hash_table_insert (self->lines, g_strdup (symbol), GUINT_TO_POINTER (self->line));
  return g_steal_pointer (&symbol);
}
