/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-json-text.h"

#include <math.h>
#include <string.h>

/* This server is what the program's speed is measured against, and nearly all of its own time goes
 * into printing prices. json-glib prints each with 17 digits through printf, which is tens of times
 * slower; so the text is written here. */

#define MAX_NUMBER 32 /* bytes, enough for any double or 64-bit integer */
#define LARGEST_INTEGER 9e15
#define LARGEST 9e9 /* as millionths still less than 2^53, up to where doubles have no gaps */

static char *
print_unsigned (char *to, guint64 value)
{
  char digits[20];
  guint n = 0;

  do
    digits[n++] = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  while (n > 0)
    *to++ = digits[--n];
  return to;
}

static char *
print_integer (char *to, gint64 value)
{
  if (value < 0)
    *to++ = '-';
  return print_unsigned (to, value < 0 ? -(guint64) value : (guint64) value);
}

static char *
drop_zeros (char *end)
{
  while (end[-1] == '0')
    end--;
  return end[-1] == '.' ? end - 1 : end;
}

/* The divisors are constants, so that the compiler can do without dividing. */
static char *
print_cents (char *to, guint64 cents)
{
  to = print_unsigned (to, cents / 100);
  to[0] = '.';
  to[1] = (char) ('0' + cents / 10 % 10);
  to[2] = (char) ('0' + cents % 10);
  return drop_zeros (to + 3);
}

static char *
print_micros (char *to, guint64 micros)
{
  guint fraction = (guint) (micros % 1000000);

  to = print_unsigned (to, micros / 1000000);
  to[0] = '.';
  for (guint i = 6; i > 0; i--, fraction /= 10)
    to[i] = (char) ('0' + fraction % 10);
  return drop_zeros (to + 7);
}

static gboolean
same (double a, double b)
{
  return a <= b && a >= b;
}

/* A quotient of two integers that doubles hold exactly is rounded as the decimal text is when it
 * is read, so comparing it with the number says whether the text reads back as that very number. */
static char *
print_number (char *to, double number)
{
  double magnitude = fabs (number), cents, micros;

  if (!isfinite (number))
    return (char *) memcpy (to, "null", 4) + 4;
  if (number < 0)
    *to++ = '-';
  if (magnitude < LARGEST_INTEGER && same ((double) (gint64) magnitude, magnitude))
    return print_unsigned (to, (guint64) magnitude);
  if (magnitude < LARGEST)
    {
      cents = (double) (gint64) (magnitude * 100 + 0.5);
      if (same (cents / 100, magnitude))
        return print_cents (to, (guint64) cents);
      micros = (double) (gint64) (magnitude * 1e6 + 0.5);
      if (same (micros / 1e6, magnitude))
        return print_micros (to, (guint64) micros);
    }
  g_ascii_dtostr (to, MAX_NUMBER, magnitude);
  return to + strlen (to);
}

/**
 * cw_json_append_key:
 * @to: text that ends within an object
 * @key: plain ASCII
 *
 * Appends the comma that the object may need, and the key.
 */
void
cw_json_append_key (GString *to, const char *key)
{
  if (to->len > 0 && to->str[to->len - 1] != '{')
    g_string_append_c (to, ',');
  g_string_append_c (to, '"');
  g_string_append (to, key);
  g_string_append (to, "\":");
}

/** cw_json_append_string: Appends @text, which is valid UTF-8, as a JSON string */
void
cw_json_append_string (GString *to, const char *text)
{
  g_string_append_c (to, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (to, '\\');
      if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (to, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (to, *p);
    }
  g_string_append_c (to, '"');
}

/** cw_json_append_number: Appends @number so that it reads back exactly, or `null` */
void
cw_json_append_number (GString *to, double number)
{
  char text[MAX_NUMBER + 1];

  g_string_append_len (to, text, print_number (text, number) - text);
}

/* Makes room for a column and returns where it begins. */
static char *
open_column (GString *to, gsize n)
{
  gsize length = to->len;

  g_string_set_size (to, length + n * (MAX_NUMBER + 1) + 2);
  to->str[length] = '[';
  return to->str + length + 1;
}

static void
close_column (GString *to, char *end, gsize n)
{
  if (n > 0)
    end--; /* the comma after the last number */
  *end++ = ']';
  g_string_truncate (to, (gsize) (end - to->str));
}

/** cw_json_append_numbers: Appends @n numbers as a JSON array */
void
cw_json_append_numbers (GString *to, const double *numbers, gsize n)
{
  char *end = open_column (to, n);

  for (gsize i = 0; i < n; i++)
    {
      end = print_number (end, numbers[i]);
      *end++ = ',';
    }
  close_column (to, end, n);
}

/** cw_json_append_integers: Appends @n integers as a JSON array */
void
cw_json_append_integers (GString *to, const gint64 *integers, gsize n)
{
  char *end = open_column (to, n);

  for (gsize i = 0; i < n; i++)
    {
      end = print_integer (end, integers[i]);
      *end++ = ',';
    }
  close_column (to, end, n);
}

/** cw_json_append_string_member: Appends a member of the object that @to ends within */
void
cw_json_append_string_member (GString *to, const char *key, const char *text)
{
  cw_json_append_key (to, key);
  cw_json_append_string (to, text);
}

/** cw_json_append_number_member: Appends a member of the object that @to ends within */
void
cw_json_append_number_member (GString *to, const char *key, double number)
{
  cw_json_append_key (to, key);
  cw_json_append_number (to, number);
}

/** cw_json_append_integer_member: Appends a member of the object that @to ends within */
void
cw_json_append_integer_member (GString *to, const char *key, gint64 integer)
{
  char text[MAX_NUMBER];

  cw_json_append_key (to, key);
  g_string_append_len (to, text, print_integer (text, integer) - text);
}
