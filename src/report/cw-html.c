/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-html.h"

/* Marks that turn text around would turn what stands behind it around too. The two that are only
 * letters of a direction, which one does not see, reach no further than to the next letter; they
 * keep signs before their numbers, and symbols whole, where words run from right to left. */
static gboolean
turns_text (gunichar c)
{
  return c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Of control characters XML has three, and of the others not all. */
static gboolean
is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';
  return !(c >= 0x7F && c < 0xA0) && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE
         && !(c >= 0xFDD0 && c <= 0xFDEF) && c <= 0x10FFFF && !turns_text (c);
}

static void
add_character (GString *to, gunichar c)
{
  switch (c)
    {
    case '&':
      g_string_append (to, "&amp;");
      break;
    case '<':
      g_string_append (to, "&lt;");
      break;
    case '>':
      g_string_append (to, "&gt;");
      break;
    case '"':
      g_string_append (to, "&quot;");
      break;
    case '\'':
      g_string_append (to, "&#39;");
      break;
    default:
      g_string_append_unichar (to, c);
    }
}

/**
 * cw_html_add_text:
 * @to: a page
 * @text: (nullable): any bytes
 *
 * Adds what is text and nothing else, within an element or between the quotation marks of an
 * attribute. Bytes that are no UTF-8 become U+FFFD; characters that XML does not have and those
 * that turn text around are left out.
 */
void
cw_html_add_text (GString *to, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_allowed (c))
        add_character (to, c);
    }
}

/**
 * cw_html_add_element:
 * @to: a page
 * @tag: the element's name
 * @class: (nullable): its class
 * @text: (nullable): what stands in it
 *
 * Adds an element that holds text; @tag and @class are this room's own words.
 */
void
cw_html_add_element (GString *to, const char *tag, const char *class, const char *text)
{
  g_string_append_printf (to, "<%s", tag);
  if (class != NULL)
    g_string_append_printf (to, " class=\"%s\"", class);
  g_string_append_c (to, '>');
  cw_html_add_text (to, text);
  g_string_append_printf (to, "</%s>\n", tag);
}

/** cw_html_take_cell: adds a cell of a table and frees @text (transfer full), what stands in it */
void
cw_html_take_cell (GString *to, const char *class, char *text)
{
  cw_html_add_element (to, "td", class, text);
  g_free (text);
}
