/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-number-reader.h"

#include <float.h>
#include <string.h>

#include "cw-number-powers.h"

#define MAX_TOKEN 1024
#define MAX_DIGITS 19 /* what surely fits into 64 bits */
#define MANTISSA_BITS 53
#define MAX_EXACT_POWER 22 /* ten to this and below are doubles without rounding */
#define EXPONENT_LIMIT 100000

static const double powers_of_ten[MAX_EXACT_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,
                                                           1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
                                                           1e18, 1e19, 1e20, 1e21, 1e22 };

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 Wide;

/* digits × 10^power by one multiplication of 64 by 128 bits (the idea is Michael Eisel's and Daniel
 * Lemire's). The power of five is cut off after 128 bits and the product after another 64, so the
 * exact product, in units of the product's last bit, lies at the product or less than two above it.
 * Unless the rounding boundary lies in that gap, the rounding is certain. */
static gboolean
scale (guint64 digits, int power, double *value)
{
  int shift = __builtin_clzll (digits);
  int exponent_of_five; /* floor of log2 of the power */
  const guint64 *five;
  Wide product, rest, half;
  guint64 mantissa, bits;
  int dropped, exponent;

  if (power < -MAX_POWER || power > MAX_POWER)
    return FALSE;
  exponent_of_five = (power * 152170) >> 16;
  five = powers_of_five[power + MAX_POWER];
  digits <<= shift;
  product = (Wide) digits * five[0] + (((Wide) digits * five[1]) >> 64);
  dropped = 128 - MANTISSA_BITS - ((product >> 127) != 0 ? 0 : 1);
  mantissa = (guint64) (product >> dropped);
  rest = product & (((Wide) 1 << dropped) - 1);
  half = (Wide) 1 << (dropped - 1);
  if (rest > half)
    mantissa++;
  else if (rest + 2 > half)
    return FALSE;

  /* A mantissa that was rounded up to the next power of two carries into the exponent by itself. */
  exponent = dropped + exponent_of_five + power - 63 - shift;
  bits = ((guint64) (exponent + MANTISSA_BITS - 1 + DBL_MAX_EXP - 1) << (MANTISSA_BITS - 1))
         + (mantissa - (G_GUINT64_CONSTANT (1) << (MANTISSA_BITS - 1)));
  memcpy (value, &bits, sizeof bits);
  return TRUE;
}

#else

static gboolean
scale (guint64 digits, int power, double *value)
{
  return FALSE;
}

#endif

static gboolean
convert (guint64 digits, int power, double *value)
{
  if (digits == 0)
    {
      *value = 0;
      return TRUE;
    }
  /* Both operands are exact, so the one operation rounds correctly. */
  if (FLT_EVAL_METHOD == 0 && digits <= G_GUINT64_CONSTANT (1) << MANTISSA_BITS
      && power >= -MAX_EXACT_POWER && power <= MAX_EXACT_POWER)
    {
      *value = power < 0 ? (double) digits / powers_of_ten[-power]
                         : (double) digits * powers_of_ten[power];
      return TRUE;
    }
  return scale (digits, power, value);
}

static const char *
convert_slowly (const char *text, const char *after, double *value)
{
  char token[MAX_TOKEN + 1];
  gsize length = (gsize) (after - text);

  if (length > MAX_TOKEN)
    return NULL;
  memcpy (token, text, length);
  token[length] = '\0';
  *value = g_ascii_strtod (token, NULL);
  return after;
}

#define EACH_BYTE(c) (G_GUINT64_CONSTANT (0x0101010101010101) * (c))

/* Reads up to eight digits without looking at any of them alone: the first byte that is no digit is
 * found, the digits before it are moved to the end of the word, as if zeros stood before them, and
 * pairs, fours and all eight are joined by multiplication. */
static inline guint
read_chunk (const char *p, guint64 *digits)
{
  static const guint64 shifts[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };
  guint64 chunk, others;
  guint n;

  memcpy (&chunk, p, sizeof chunk);
  chunk = GUINT64_FROM_LE (chunk) ^ EACH_BYTE ('0');
  others = ((chunk + EACH_BYTE (0x7f - 9)) | chunk) & EACH_BYTE (0x80);
  n = others != 0 ? (guint) __builtin_ctzll (others) / 8 : 8;
  if (n == 0)
    return 0;
  chunk <<= 64 - 8 * n;
  chunk = chunk * 10 + (chunk >> 8);
  chunk =
      ((chunk & G_GUINT64_CONSTANT (0x000000ff000000ff)) * G_GUINT64_CONSTANT (0x000f424000000064)
       + ((chunk >> 16) & G_GUINT64_CONSTANT (0x000000ff000000ff))
             * G_GUINT64_CONSTANT (0x0000271000000001))
      >> 32;
  *digits = *digits * shifts[n] + (guint32) chunk;
  return n;
}

/* More digits than 64 bits hold wrap around; the caller counts them. */
static inline const char *
read_digits (const char *p, const char *end, guint64 *digits)
{
  while (end - p >= 8)
    {
      guint n = read_chunk (p, digits);

      p += n;
      if (n < 8)
        return p;
    }
  while (p < end && *p >= '0' && *p <= '9')
    *digits = *digits * 10 + (guint64) (*p++ - '0');
  return p;
}

static const char *
read_exponent (const char *p, const char *end, int *exponent)
{
  gboolean negative = FALSE;
  const char *first;
  int sum = 0;

  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  for (first = p; p < end && g_ascii_isdigit (*p); p++)
    sum = MIN (sum * 10 + (*p - '0'), EXPONENT_LIMIT);
  *exponent = negative ? -sum : sum;
  return p > first ? p : NULL;
}

/**
 * cw_number_read:
 * @text: where a number should begin
 * @end: where the text ends; no terminating NUL is needed
 * @value: (out): the double nearest to the number; infinite if it is beyond all doubles
 *
 * Reads a number by JSON's grammar, in the C locale whatever the process's own is. Correctly
 * rounded: digits that fit a double exactly by one division or multiplication, nearly all others by
 * one wide multiplication, and what is left by g_ascii_strtod().
 *
 * Returns: (nullable): the first character after the number, %NULL if there is none or if it is
 *   longer than any number needs to be
 */
const char *
cw_number_read (const char *text, const char *end, double *value)
{
  const char *p = text, *whole, *fraction = NULL;
  gboolean negative;
  guint64 digits = 0;
  int exponent = 0;
  gssize n_digits;

  negative = p < end && *p == '-';
  if (negative)
    p++;
  whole = p;
  p = read_digits (p, end, &digits);
  n_digits = p - whole;
  if (n_digits == 0 || (n_digits > 1 && *whole == '0'))
    return NULL;
  if (p < end && *p == '.')
    {
      fraction = ++p;
      p = read_digits (p, end, &digits);
      if (p == fraction)
        return NULL;
      n_digits += p - fraction;
      exponent = -(int) MIN (p - fraction, EXPONENT_LIMIT);
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      int given;

      p = read_exponent (p + 1, end, &given);
      if (p == NULL)
        return NULL;
      exponent += given;
    }
  if (n_digits > MAX_DIGITS || !convert (digits, exponent, value))
    return convert_slowly (text, p, value);
  if (negative)
    *value = -*value;
  return p;
}
