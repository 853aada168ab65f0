/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-machine-text.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define JULIAN_1970 719163 /* GLib counts days from 1 January of the year 1 */
#define JULIAN_END 3652060 /* 1 January 10000: later years have five digits */

/**
 * cw_print_number:
 * @number: any number
 * @text: where it is printed, for example `133.5`
 *
 * Prints @number with as few digits as it takes to read back exactly the same number.
 *
 * Returns: whether there is anything to print; a NaN or an infinity is no number
 */
gboolean
cw_print_number (double number, char text[CW_NUMBER_SIZE])
{
  return cw_number_print_shortest (number, text) > 0;
}

static char *
print_padded (char *to, guint number, guint width)
{
  for (guint i = width; i-- > 0; number /= 10)
    to[i] = (char) ('0' + number % 10);
  return to + width;
}

/* A history has a moment a bar, and GDateTime would take several allocations for each. */
static char *
print_date (char *to, gint64 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_1970));
  to = print_padded (to, g_date_get_year (&date), 4);
  *to++ = '-';
  to = print_padded (to, g_date_get_month (&date), 2);
  *to++ = '-';
  return print_padded (to, g_date_get_day (&date), 2);
}

static char *
print_clock (char *to, guint seconds)
{
  *to++ = 'T';
  to = print_padded (to, seconds / 3600, 2);
  *to++ = ':';
  to = print_padded (to, seconds / 60 % 60, 2);
  *to++ = ':';
  to = print_padded (to, seconds % 60, 2);
  *to++ = 'Z';
  return to;
}

static gsize
print_moment (gint64 time, gboolean with_clock, char text[CW_TIME_SIZE])
{
  gint64 day = time / DAY - (time % DAY < 0);
  char *end = text;

  if (time != 0 && day > -JULIAN_1970 && day < JULIAN_END - JULIAN_1970)
    {
      end = print_date (end, day);
      if (with_clock)
        end = print_clock (end, (guint) (time - day * DAY));
    }
  *end = '\0';
  return (gsize) (end - text);
}

/**
 * cw_print_time:
 * @time: seconds since 1970, 0 for unknown
 * @text: where it is printed, for example `2021-04-21T20:00:00Z`
 *
 * Returns: the length; 0, and an empty text, if the time is not known
 */
gsize
cw_print_time (gint64 time, char text[CW_TIME_SIZE])
{
  return print_moment (time, TRUE, text);
}

/** cw_print_day: like cw_print_time() for the day in UTC alone, for example `2021-04-21` */
gsize
cw_print_day (gint64 time, char text[CW_TIME_SIZE])
{
  return print_moment (time, FALSE, text);
}

/**
 * cw_csv_write_text:
 * @file: where the cell goes
 * @text: (nullable): what stands in it
 *
 * Writes a cell of text, quoted as RFC 4180 has it. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it, which makes it plain text there.
 */
void
cw_csv_write_text (FILE *file, const char *text)
{
  gboolean quote;

  if (text == NULL || text[0] == '\0')
    return;
  quote = strpbrk (text, ",;\"\r\n\t") != NULL;
  if (quote)
    fputc ('"', file);
  if (strchr ("=+-@\t\r", text[0]) != NULL)
    fputc ('\'', file);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        fputc ('"', file);
      fputc (*p, file);
    }
  if (quote)
    fputc ('"', file);
}

/** cw_csv_write_number: writes a cell that cw_print_number() fills, empty where there is none */
void
cw_csv_write_number (FILE *file, double number)
{
  char text[CW_NUMBER_SIZE];

  if (cw_print_number (number, text))
    fputs (text, file);
}

/** cw_csv_write_full_number: writes a number with 17 significant digits, empty where there is none
 */
void
cw_csv_write_full_number (FILE *file, double number)
{
  char text[CW_NUMBER_SIZE];

  if (cw_number_print_full (number, text) > 0)
    fputs (text, file);
}
