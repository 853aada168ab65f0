/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-csv-number.h"

#include <math.h>
#include <string.h>

#include "cw-number-text.h"

#define MAX_LENGTH 63
#define GROUP 3 /* digits between two marks of thousands */

static gsize
count_char (const char *text, char c)
{
  gsize n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* Whether @mark stands where a mark of thousands would: one to three digits before the first, three
 * between two and after the last, up to @end. */
static gboolean
is_grouped (const char *text, const char *end, char mark)
{
  gsize digits = 0;
  gboolean first = TRUE;

  if (*text == '-' || *text == '+')
    text++;
  for (; text < end; text++)
    {
      if (*text != mark)
        {
          digits++;
          continue;
        }
      if (first ? digits < 1 || digits > GROUP : digits != GROUP)
        return FALSE;
      first = FALSE;
      digits = 0;
    }
  return !first && digits == GROUP;
}

static void
drop_char (char *text, char c)
{
  char *to = text;

  for (; *text != '\0'; text++)
    if (*text != c)
      *to++ = *text;
  *to = '\0';
}

/* Of two kinds of marks the later one marks the decimals and stands once; the other one must group
 * thousands. */
static gboolean
settle_both (char *text)
{
  char *comma = strrchr (text, ','), *point = strrchr (text, '.');
  char decimal = comma > point ? ',' : '.', thousands = comma > point ? '.' : ',';
  char *end = strchr (text, decimal);

  if (count_char (text, decimal) != 1 || !is_grouped (text, end, thousands))
    return FALSE;
  drop_char (text, thousands);
  end = strchr (text, decimal);
  *end = '.';
  return TRUE;
}

/* Commas alone: several group thousands; one that could do either is not guessed about. A number
 * that begins with 0, as 0,125 does, has no thousands. */
static CwCsvNumber
settle_commas (char *text)
{
  const char *digits = text + (text[0] == '-' || text[0] == '+');
  char *comma = strchr (text, ',');
  gboolean grouped = is_grouped (text, text + strlen (text), ',');

  if (count_char (text, ',') > 1)
    {
      if (!grouped)
        return CW_CSV_NUMBER_BAD;
      drop_char (text, ',');
      return CW_CSV_NUMBER_OK;
    }
  if (grouped && digits[0] != '0')
    return CW_CSV_NUMBER_AMBIGUOUS;
  *comma = '.';
  return CW_CSV_NUMBER_OK;
}

static CwCsvNumber
settle_marks (char *text)
{
  gsize n_points = count_char (text, '.'), n_commas = count_char (text, ',');

  if (n_commas > 0 && n_points > 0)
    return settle_both (text) ? CW_CSV_NUMBER_OK : CW_CSV_NUMBER_BAD;
  if (n_commas > 0)
    return settle_commas (text);
  if (n_points > 1)
    {
      if (!is_grouped (text, text + strlen (text), '.'))
        return CW_CSV_NUMBER_BAD;
      drop_char (text, '.');
    }
  return CW_CSV_NUMBER_OK;
}

/**
 * cw_csv_number_read:
 * @text: what stands in a cell, without spaces around it
 * @number: (out): the number, NaN unless %CW_CSV_NUMBER_OK is returned
 *
 * Reads a number whoever wrote it: `1234.5`, `1234,5`, `1,234.5`, `1.234,5`, `1e3`. A point alone
 * marks the decimals, as in every file that a machine wrote. A comma alone with three digits after
 * it, `1,234`, may mean either and is not read. Infinity, hexadecimal numbers, signs of currencies
 * and percents are no numbers.
 *
 * Returns: how it went
 */
CwCsvNumber
cw_csv_number_read (const char *text, double *number)
{
  char buffer[MAX_LENGTH + 1], *end;
  CwCsvNumber settled;
  double value;

  *number = NAN;
  if (text[0] == '\0')
    return CW_CSV_NUMBER_EMPTY;
  if (strlen (text) > MAX_LENGTH || strspn (text, "0123456789.,+-eE") != strlen (text))
    return CW_CSV_NUMBER_BAD;
  g_strlcpy (buffer, text, sizeof buffer);
  settled = settle_marks (buffer);
  if (settled != CW_CSV_NUMBER_OK)
    return settled;
  value = g_ascii_strtod (buffer, &end);
  if (end == buffer || *end != '\0' || !isfinite (value))
    return CW_CSV_NUMBER_BAD;
  *number = value;
  return CW_CSV_NUMBER_OK;
}

/**
 * cw_csv_number_append:
 * @to: where it is appended
 * @number: a number
 *
 * Writes the shortest decimal number that reads back as @number, and nothing if it is not finite.
 */
void
cw_csv_number_append (GString *to, double number)
{
  char text[CW_NUMBER_SIZE];

  if (!isfinite (number))
    return;
  g_string_append_len (to, text, (gssize) cw_number_print_shortest (number, text));
}
