/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-text.h"

#include <string.h>

#define STARTS_FORMULA "=+-@\t\r\n"

/* Whether a spreadsheet could take the text for a formula, or would be told so by as many
 * apostrophes as stand before it. Counting those in makes writing and reading each other's exact
 * opposite. */
static gboolean
is_dangerous (const char *text)
{
  char first = text[strspn (text, "'")];

  return first != '\0' && strchr (STARTS_FORMULA, first) != NULL;
}

/**
 * cw_csv_text_append:
 * @to: where the cell is appended
 * @text: what it says
 *
 * Writes a cell of text as RFC 4180 says, with an apostrophe before what a spreadsheet would take
 * for a formula.
 */
void
cw_csv_text_append (GString *to, const char *text)
{
  gboolean dangerous = is_dangerous (text);

  if (!dangerous && strpbrk (text, ",;\t\"\r\n") == NULL && text[0] != ' '
      && !g_str_has_suffix (text, " "))
    {
      g_string_append (to, text);
      return;
    }
  g_string_append_c (to, '"');
  if (dangerous)
    g_string_append_c (to, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (to, '"');
      g_string_append_c (to, *text);
    }
  g_string_append_c (to, '"');
}

/**
 * cw_csv_text_undo:
 * @text: what stands in a cell of text
 *
 * Returns: (transfer none): the text without the apostrophe that cw_csv_text_append() put there
 */
const char *
cw_csv_text_undo (const char *text)
{
  return text[0] == '\'' && is_dangerous (text + 1) ? text + 1 : text;
}

/**
 * cw_csv_text_append_next:
 * @to: where a line's cells are appended
 * @text: (nullable): what the next cell says, if anything
 */
void
cw_csv_text_append_next (GString *to, const char *text)
{
  g_return_if_fail (to != NULL);

  g_string_append_c (to, ',');
  if (text != NULL)
    cw_csv_text_append (to, text);
}
