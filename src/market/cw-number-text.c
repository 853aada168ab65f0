/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number-text.h"

#include <math.h>
#include <string.h>

/* printf() takes up to three attempts, and strtod() as many, to find how few digits a number needs.
 * A history has millions of numbers, and nearly all of them are prices and volumes, whose digits
 * take no more than arithmetic with whole numbers. */

#define FULL_DIGITS 17 /* what every double needs at the most … */
#define SURE_DIGITS 15 /* … and what it keeps at the least */
#define MANTISSA_BITS 53
#define LARGEST_EXACT (G_GUINT64_CONSTANT (1) << MANTISSA_BITS)
#define MOST_CENTS 1e15     /* fewer are exact, and take no more than SURE_DIGITS */
#define LOWEST_PLAIN 0x1p-8 /* from here on sixty bits hold what stands behind the point … */
#define HIGHEST_PLAIN 1e14  /* … and up to here "%g" writes no exponent, however it rounds */
#define MAX_DECIMALS 19     /* of a number that is not below LOWEST_PLAIN */

/** Digits: a number's first seventeen digits, cut off, and what was cut off. */
typedef struct
{
  guint64 value;
  int decimals;       /* how many of the digits stand behind the point */
  guint64 rest, unit; /* what was cut off, and how much of it would be one in the last digit */
} Digits;

static const guint64 powers[MAX_DECIMALS + 1] = {
  1u,
  10u,
  100u,
  1000u,
  10000u,
  100000u,
  1000000u,
  10000000u,
  100000000u,
  1000000000u,
  10000000000u,
  100000000000u,
  1000000000000u,
  10000000000000u,
  100000000000000u,
  1000000000000000u,
  10000000000000000u,
  100000000000000000u,
  1000000000000000000u,
  10000000000000000000u,
};

/* Whether two numbers are the very same, which is meant here. */
static gboolean
same (double a, double b)
{
  return a <= b && a >= b;
}

static char *
print_whole (char *to, guint64 value)
{
  char digits[MAX_DECIMALS + 1];
  guint n = 0;

  do
    digits[n++] = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  while (n > 0)
    *to++ = digits[--n];
  return to;
}

/* Prints @value / 10 ^ @decimals without zeros at the end. */
static char *
print_decimal (char *to, guint64 value, int decimals)
{
  guint64 fraction;

  while (decimals > 0 && value % 10 == 0)
    {
      value /= 10;
      decimals--;
    }
  to = print_whole (to, value / powers[decimals]);
  if (decimals == 0)
    return to;
  fraction = value % powers[decimals];
  *to++ = '.';
  for (int i = decimals; i-- > 0; fraction /= 10)
    to[i] = (char) ('0' + fraction % 10);
  return to + decimals;
}

/* The quotient of two whole numbers that doubles hold exactly is rounded as the decimal text is
 * when it is read. So comparing it says whether the text reads back as that very number. */
static char *
print_cents (char *to, double magnitude)
{
  double cents = floor (magnitude * 100 + 0.5);

  if (cents >= MOST_CENTS || !same (cents / 100, magnitude))
    return NULL;
  return print_decimal (to, (guint64) cents, 2);
}

/* Digit by digit, and exactly: a double is a whole number of units of a power of two. */
static Digits
take_digits (double magnitude)
{
  int exponent;
  guint64 mantissa = (guint64) ldexp (frexp (magnitude, &exponent), MANTISSA_BITS);
  int shift = MANTISSA_BITS - exponent;
  guint64 unit = G_GUINT64_CONSTANT (1) << shift;
  Digits digits = { .value = mantissa >> shift, .rest = mantissa & (unit - 1), .unit = unit };

  while (digits.value < powers[FULL_DIGITS - 1])
    {
      digits.rest *= 10;
      digits.value = digits.value * 10 + (digits.rest >> shift);
      digits.rest &= unit - 1;
      digits.decimals++;
    }
  return digits;
}

/* Ties go to the even digit, as they do in printf(). */
static guint64
round_digits (const Digits *digits, guint64 drop)
{
  guint64 value = digits->value / drop, rest = digits->value % drop, half = drop / 2;
  gboolean is_tie, is_more;

  if (drop == 1)
    {
      is_tie = digits->rest == digits->unit / 2;
      is_more = digits->rest > digits->unit / 2;
    }
  else
    {
      is_tie = rest == half && digits->rest == 0;
      is_more = rest > half || (rest == half && digits->rest > 0);
    }
  return value + (is_more || (is_tie && value % 2 == 1));
}

static gboolean
reads_back (guint64 value, int decimals, const char *text, double magnitude)
{
  if (value <= LARGEST_EXACT)
    return same ((double) value / (double) powers[decimals], magnitude);
  return same (g_ascii_strtod (text, NULL), magnitude);
}

static char *
print_plain (char *to, double magnitude, int fewest_digits)
{
  Digits digits = take_digits (magnitude);

  for (int n = fewest_digits;; n++)
    {
      int dropped = FULL_DIGITS - n;
      guint64 value = round_digits (&digits, powers[dropped]);
      char *end = print_decimal (to, value, digits.decimals - dropped);

      *end = '\0';
      if (n == FULL_DIGITS || reads_back (value, digits.decimals - dropped, to, magnitude))
        return end;
    }
}

/* The library knows how to print any number. */
static gsize
print_any (char *text, double number, int fewest_digits)
{
  for (int n = fewest_digits;; n++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", n);
      g_ascii_formatd (text, CW_NUMBER_SIZE, format, number);
      if (n == FULL_DIGITS || same (g_ascii_strtod (text, NULL), number))
        return strlen (text);
    }
}

static gsize
print (char *text, double number, int fewest_digits)
{
  double magnitude = fabs (number);
  char *to = text, *end = NULL;

  text[0] = '\0';
  if (!isfinite (number))
    return 0;
  if (magnitude < LOWEST_PLAIN || magnitude >= HIGHEST_PLAIN)
    return print_any (text, number, fewest_digits);
  if (number < 0)
    *to++ = '-';
  if (fewest_digits == SURE_DIGITS)
    end = print_cents (to, magnitude);
  if (end == NULL)
    end = print_plain (to, magnitude, fewest_digits);
  *end = '\0';
  return (gsize) (end - text);
}

/**
 * cw_number_print_shortest:
 * @number: any number
 * @text: where it is printed, for example `133.5`
 *
 * Prints @number as `%.15g` does in the C locale, or with one or two digits more if it takes them
 * to read back exactly the same number.
 *
 * Returns: the length; 0, and an empty text, for what is no number
 */
gsize
cw_number_print_shortest (double number, char text[CW_NUMBER_SIZE])
{
  return print (text, number, SURE_DIGITS);
}

/** cw_number_print_full: like cw_number_print_shortest(), but as `%.17g` does */
gsize
cw_number_print_full (double number, char text[CW_NUMBER_SIZE])
{
  return print (text, number, FULL_DIGITS);
}
