/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-kernels.h"

#include <stdint.h>
#include <string.h>

/* Numbers are read and written here rather than by strtod() and printf(), which follow the locale.
 * Six decimals and six digits before them are more than any parameter needs. */
#define MAX_DIGITS 6
#define MILLION 1000000.0

/* Where text is written, and how long it would be if all of it had fitted. */
typedef struct
{
  char *text;
  size_t size, length;
} Writer;

static void
put (Writer *writer, char c)
{
  if (writer->length + 1 < writer->size)
    {
      writer->text[writer->length] = c;
      writer->text[writer->length + 1] = '\0';
    }
  writer->length++;
}

static void
put_text (Writer *writer, const char *text)
{
  for (; *text != '\0'; text++)
    put (writer, *text);
}

static Writer
writer_start (char *text, size_t size)
{
  if (size > 0)
    text[0] = '\0';
  return (Writer){ .text = text, .size = size };
}

static void
put_whole (Writer *writer, uint64_t number)
{
  char digits[20];
  size_t n = 0;

  do
    digits[n++] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  while (n > 0)
    put (writer, digits[--n]);
}

/* At most six decimals, no zeros at their end. */
static void
put_number (Writer *writer, double number)
{
  uint64_t millionths, divisor = (uint64_t) MILLION / 10;

  if (!(fabs (number) < MILLION))
    {
      put_text (writer, "nan"); /* no indicator takes such a parameter */
      return;
    }
  millionths = (uint64_t) floor (fabs (number) * MILLION + 0.5);
  if (number < 0.0 && millionths > 0)
    put (writer, '-');
  put_whole (writer, millionths / (uint64_t) MILLION);
  millionths %= (uint64_t) MILLION;
  if (millionths > 0)
    put (writer, '.');
  for (; millionths > 0; divisor /= 10)
    {
      put (writer, (char) ('0' + millionths / divisor));
      millionths %= divisor;
    }
}

static void
put_params (Writer *writer, const CwIndicatorSpec *spec, const char *before, const char *between)
{
  for (size_t i = 0; i < spec->indicator->n_params; i++)
    {
      put_text (writer, i == 0 ? before : between);
      put_number (writer, spec->params[i]);
    }
}

/* Reads digits, counting them; moves *text behind them. */
static uint64_t
take_digits (const char **text, size_t *n_digits)
{
  uint64_t number = 0;

  for (*n_digits = 0; **text >= '0' && **text <= '9'; (*text)++)
    if (++*n_digits <= MAX_DIGITS)
      number = number * 10 + (uint64_t) (**text - '0');
  return number;
}

/* The quotient of two whole numbers this small is the double nearest to what is written. */
static bool
take_number (const char **text, double *number)
{
  size_t n_whole, n_decimals = 0;
  uint64_t whole = take_digits (text, &n_whole), decimals = 0, scale = 1;

  if (**text == '.')
    {
      (*text)++;
      decimals = take_digits (text, &n_decimals);
      if (n_decimals == 0)
        return false;
    }
  if (n_whole == 0 || n_whole > MAX_DIGITS || n_decimals > MAX_DIGITS)
    return false;
  for (size_t i = 0; i < n_decimals; i++)
    scale *= 10;
  *number = (double) (whole * scale + decimals) / (double) scale;
  return true;
}

static const CwIndicator *
find_with_length (const char *id, size_t length)
{
  for (size_t i = 0; i < cw_indicator_count (); i++)
    {
      const CwIndicator *indicator = cw_indicator_get (i);

      if (strlen (indicator->id) == length && strncmp (indicator->id, id, length) == 0)
        return indicator;
    }
  return NULL;
}

static bool
parse_params (const char *text, CwIndicatorSpec *spec)
{
  for (size_t i = 0; i < spec->indicator->n_params; i++)
    {
      if (!take_number (&text, &spec->params[i]))
        return false;
      if (*text == '\0')
        return cw_params_are_valid (spec->indicator, spec->params);
      if (*text++ != ',')
        return false;
    }
  return false; /* more numbers than parameters */
}

/**
 * cw_indicator_spec_parse:
 * @text: an indicator's id, alone or with parameters: `rsi`, `bbands:20,2`
 * @spec: (out): takes the indicator with its parameters, unless %false is returned
 *
 * Parameters left out at the end take their initial values. Numbers are written with a point,
 * without sign or exponent.
 *
 * Returns: whether @text names an indicator, with parameters inside its limits
 */
bool
cw_indicator_spec_parse (const char *text, CwIndicatorSpec *spec)
{
  size_t length = strcspn (text, ":");
  CwIndicatorSpec parsed = { .indicator = find_with_length (text, length) };

  if (parsed.indicator == NULL)
    return false;
  for (size_t i = 0; i < parsed.indicator->n_params; i++)
    parsed.params[i] = parsed.indicator->params[i].initial;
  if (text[length] == ':' && !parse_params (text + length + 1, &parsed))
    return false;
  *spec = parsed;
  return true;
}

/**
 * cw_indicator_spec_print:
 * @spec: an indicator with its parameters
 * @text: (out): takes what cw_indicator_spec_parse() reads, cut off if @size is too small
 * @size: how many bytes @text has room for
 *
 * Returns: how long the whole text is, without its final zero byte
 */
size_t
cw_indicator_spec_print (const CwIndicatorSpec *spec, char *text, size_t size)
{
  Writer writer = writer_start (text, size);

  put_text (&writer, spec->indicator->id);
  put_params (&writer, spec, ":", ",");
  return writer.length;
}

/**
 * cw_indicator_spec_print_label:
 *
 * As cw_indicator_spec_print(), for people: `MACD(12, 26, 9)`. The name is not translated, because
 * these abbreviations are the same all over the world.
 */
size_t
cw_indicator_spec_print_label (const CwIndicatorSpec *spec, char *text, size_t size)
{
  Writer writer = writer_start (text, size);

  put_text (&writer, spec->indicator->short_name);
  put_params (&writer, spec, "(", ", ");
  if (spec->indicator->n_params > 0)
    put (&writer, ')');
  return writer.length;
}

/**
 * cw_indicator_spec_print_column:
 * @output: which of the indicator's outputs
 *
 * As cw_indicator_spec_print(), but the name of the column that holds one of the outputs:
 * `macd_signal_12_26_9`.
 */
size_t
cw_indicator_spec_print_column (const CwIndicatorSpec *spec, size_t output, char *text, size_t size)
{
  Writer writer = writer_start (text, size);

  put_text (&writer, spec->indicator->outputs[output].name);
  put_params (&writer, spec, "_", "_");
  return writer.length;
}

/** cw_indicator_spec_equal: Returns: whether @a and @b ask for the same */
bool
cw_indicator_spec_equal (const CwIndicatorSpec *a, const CwIndicatorSpec *b)
{
  if (a->indicator != b->indicator)
    return false;
  for (size_t i = 0; i < a->indicator->n_params; i++)
    if (a->params[i] < b->params[i] || a->params[i] > b->params[i])
      return false;
  return true;
}
