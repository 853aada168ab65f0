/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-json-scan.h"

#include <string.h>

#include "cw-number-reader.h"

#define MAX_INTEGER_DIGITS 18
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

G_STATIC_ASSERT (CW_JSON_MAX_DEPTH <= 64); /* cw_json_scan_skip() keeps one bit a level */

static gboolean
fail (CwJsonScan *scan)
{
  scan->failed = TRUE;
  scan->next = scan->end;
  return FALSE;
}

static void
skip_space (CwJsonScan *scan)
{
  const char *p = scan->next;

  while (p < scan->end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  scan->next = p;
}

static gboolean
take (CwJsonScan *scan, char c)
{
  skip_space (scan);
  if (scan->next >= scan->end || *scan->next != c)
    return FALSE;
  scan->next++;
  return TRUE;
}

/**
 * cw_json_scan_init:
 * @scan: (out caller-allocates): a scan that begins before the outermost value
 * @body: (array length=length) (nullable): the text; it must outlive the scan
 * @length: its length in bytes
 */
void
cw_json_scan_init (CwJsonScan *scan, const char *body, gsize length)
{
  memset (scan, 0, sizeof *scan);
  scan->next = body != NULL ? body : ""; /* an empty text may have no address */
  scan->end = scan->next + length;
  if (length >= 3 && memcmp (scan->next, BYTE_ORDER_MARK, 3) == 0)
    scan->next += 3;
}

/**
 * cw_json_scan_enter:
 * @scan: a scan that stands before a value
 * @open: `[` or `{`
 *
 * Goes into the value if it is an array, or an object, and does nothing otherwise.
 *
 * Returns: whether it did
 */
gboolean
cw_json_scan_enter (CwJsonScan *scan, char open)
{
  if (!take (scan, open))
    return FALSE;
  if (++scan->depth > CW_JSON_MAX_DEPTH)
    return fail (scan);
  scan->n_values++;
  scan->first = TRUE;
  return TRUE;
}

static gboolean
leave (CwJsonScan *scan)
{
  scan->depth--;
  scan->first = FALSE;
  return FALSE;
}

/**
 * cw_json_scan_next_element:
 * @scan: a scan inside an array, before its first element or behind one that was read or skipped
 *
 * Returns: whether there is another element; otherwise the scan has left the array
 */
gboolean
cw_json_scan_next_element (CwJsonScan *scan)
{
  if (scan->failed)
    return FALSE;
  if (take (scan, ']'))
    return leave (scan);
  if (scan->first)
    return TRUE;
  return take (scan, ',') || fail (scan);
}

static gboolean
skip_escape (CwJsonScan *scan)
{
  const char *p = scan->next;

  if (p >= scan->end)
    return fail (scan);
  scan->next++;
  if (*p != 'u')
    return (*p != '\0' && strchr ("\"\\/bfnrt", *p) != NULL) || fail (scan);
  if (scan->end - scan->next < 4)
    return fail (scan);
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isxdigit (*scan->next++))
      return fail (scan);
  return TRUE;
}

static gboolean
skip_string (CwJsonScan *scan)
{
  scan->next++;
  while (scan->next < scan->end)
    {
      guchar c = (guchar) *scan->next++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !skip_escape (scan)))
        break;
    }
  return fail (scan);
}

/**
 * cw_json_scan_next_member:
 * @scan: a scan inside an object, before its first member or behind one that was read or skipped
 * @name: (out): the member's name as it is written, without the quotes
 *
 * Returns: whether there is another member, before whose value the scan then stands; otherwise the
 *   scan has left the object
 */
gboolean
cw_json_scan_next_member (CwJsonScan *scan, CwJsonSlice *name)
{
  if (scan->failed)
    return FALSE;
  if (take (scan, '}'))
    return leave (scan);
  if (!scan->first && !take (scan, ','))
    return fail (scan);
  skip_space (scan);
  if (scan->next >= scan->end || *scan->next != '"')
    return fail (scan);
  name->start = scan->next + 1;
  if (!skip_string (scan))
    return FALSE;
  name->length = (gsize) (scan->next - 1 - name->start);
  return take (scan, ':') || fail (scan);
}

static gboolean
skip_word (CwJsonScan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->next) < length || memcmp (scan->next, word, length) != 0)
    return fail (scan);
  scan->next += length;
  return TRUE;
}

static gboolean
is_integer (const char *number, const char *after)
{
  for (const char *p = number; p < after; p++)
    if (*p != '-' && !g_ascii_isdigit (*p))
      return FALSE;
  return TRUE;
}

/**
 * cw_json_scan_number:
 * @scan: a scan that stands before a value
 * @value: (out): the value, if it is a number
 *
 * Reads a number, and does nothing if there is another kind of value.
 *
 * Returns: whether it did
 */
gboolean
cw_json_scan_number (CwJsonScan *scan, double *value)
{
  const char *first, *after;

  skip_space (scan);
  first = scan->next;
  if (first >= scan->end || (*first != '-' && !g_ascii_isdigit (*first)))
    return FALSE;
  after = cw_number_read (first, scan->end, value);
  if (after == NULL)
    return fail (scan);
  if (after - first > MAX_INTEGER_DIGITS && is_integer (first, after))
    scan->huge = TRUE;
  scan->next = after;
  scan->first = FALSE;
  scan->n_values++;
  return TRUE;
}

static gboolean
skip_scalar (CwJsonScan *scan)
{
  double ignored;

  skip_space (scan);
  if (scan->next >= scan->end)
    return fail (scan);
  scan->first = FALSE;
  scan->n_values++;
  switch (*scan->next)
    {
    case '"':
      return skip_string (scan);
    case 't':
      return skip_word (scan, "true");
    case 'f':
      return skip_word (scan, "false");
    case 'n':
      return skip_word (scan, "null");
    default:
      return cw_json_scan_number (scan, &ignored) || fail (scan);
    }
}

/* Whether the value that the scan stands before has an inside, in which it then stands. */
static gboolean
enter_any (CwJsonScan *scan, guint64 *objects)
{
  gboolean is_object = cw_json_scan_enter (scan, '{');

  if (!is_object && !cw_json_scan_enter (scan, '['))
    return FALSE;
  *objects = *objects << 1 | (is_object ? 1 : 0);
  return TRUE;
}

/**
 * cw_json_scan_skip:
 * @scan: a scan that stands before a value
 * @value: (out) (optional): where the value stood
 *
 * Goes over a value of whatever kind, and checks it.
 *
 * Returns: whether it was well-formed
 */
gboolean
cw_json_scan_skip (CwJsonScan *scan, CwJsonSlice *value)
{
  guint outside = scan->depth;
  guint64 objects = 0; /* a bit for each level below @outside, the innermost last */
  CwJsonSlice name;
  const char *first;

  skip_space (scan);
  first = scan->next;
  if (!enter_any (scan, &objects) && !scan->failed)
    skip_scalar (scan);
  while (!scan->failed && scan->depth > outside)
    {
      gboolean more =
          objects & 1 ? cw_json_scan_next_member (scan, &name) : cw_json_scan_next_element (scan);

      if (!more)
        objects >>= 1;
      else if (!enter_any (scan, &objects) && !scan->failed)
        skip_scalar (scan);
    }
  if (value != NULL)
    *value = (CwJsonSlice){ first, (gsize) (scan->next - first) };
  return !scan->failed;
}

/**
 * cw_json_scan_end:
 * @scan: a scan behind the outermost value
 *
 * Returns: whether the text was well-formed and nothing but space follows
 */
gboolean
cw_json_scan_end (CwJsonScan *scan)
{
  skip_space (scan);
  return !scan->failed && scan->depth == 0 && (scan->next == scan->end || fail (scan));
}

/** cw_json_slice_equals: Returns: whether @slice is @text, letter by letter */
gboolean
cw_json_slice_equals (CwJsonSlice slice, const char *text)
{
  return slice.length == strlen (text) && memcmp (slice.start, text, slice.length) == 0;
}
