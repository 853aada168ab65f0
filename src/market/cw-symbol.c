/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-market-error.h"

/* The longest part of a refused symbol that an error message repeats. */
#define SHOWN_CHARS 24

static gboolean
is_symbol_char (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c) || (c != '\0' && strchr (".^=&_-", c) != NULL);
}

/**
 * cw_symbol_normalize:
 * @text: what a person or a file gave as a symbol
 * @error: return location for a `CW_MARKET_ERROR_INVALID_SYMBOL`
 *
 * Trims @text, raises it to capitals and checks that it can be a ticker symbol: one to
 * %CW_SYMBOL_MAX_LENGTH of the characters `A-Z 0-9 . ^ = & _ -`.
 *
 * Returns: (transfer full) (nullable): the symbol
 */
char *
cw_symbol_normalize (const char *text, GError **error)
{
  g_autofree char *symbol = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  symbol = g_strstrip (g_ascii_strup (text, -1));
  length = strlen (symbol);
  for (gsize i = 0; i < length; i++)
    if (!is_symbol_char (symbol[i]))
      length = 0;
  if (length == 0 || length > CW_SYMBOL_MAX_LENGTH)
    {
      g_autofree char *shown = cw_text_clean (text, SHOWN_CHARS);

      g_set_error (error, CW_MARKET_ERROR, CW_MARKET_ERROR_INVALID_SYMBOL,
                   /* Translators: %s is what was typed, for example AA PL */
                   _ ("“%s” is not a ticker symbol"), shown);
      return NULL;
    }
  return g_steal_pointer (&symbol);
}

/**
 * cw_symbol_list_normalize:
 * @texts: (array zero-terminated=1): symbols as they were given
 * @error: return location for a `CW_MARKET_ERROR_INVALID_SYMBOL`
 *
 * Normalizes each symbol and drops repetitions, keeping the order in which they were given.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the symbols
 */
char **
cw_symbol_list_normalize (const char *const *texts, GError **error)
{
  g_autoptr (GPtrArray) symbols = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (texts != NULL, NULL);

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      char *symbol = cw_symbol_normalize (texts[i], error);

      if (symbol == NULL)
        return NULL;
      if (g_hash_table_contains (seen, symbol))
        {
          g_free (symbol);
          continue;
        }
      g_hash_table_add (seen, symbol);
      g_ptr_array_add (symbols, symbol);
    }
  g_ptr_array_add (symbols, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&symbols), FALSE);
}

/**
 * cw_symbol_list_parse:
 * @text: symbols with spaces, commas or semicolons between them
 * @error: return location for a `CW_MARKET_ERROR_INVALID_SYMBOL`
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the normalized symbols, each once
 */
char **
cw_symbol_list_parse (const char *text, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  words = g_strsplit_set (text, " ,;\t\n\r", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (filled, words[i]);
  g_ptr_array_add (filled, NULL);
  return cw_symbol_list_normalize ((const char *const *) filled->pdata, error);
}

/**
 * cw_symbol_is_simulated:
 * @symbol: a normalized symbol
 *
 * Returns: whether @symbol is one of the demo market's simulated symbols, `SIM0001` … `SIM9999`
 */
gboolean
cw_symbol_is_simulated (const char *symbol)
{
  if (!g_str_has_prefix (symbol, "SIM") || strlen (symbol) != 7)
    return FALSE;
  for (gsize i = 3; i < 7; i++)
    if (!g_ascii_isdigit (symbol[i]))
      return FALSE;
  return !g_str_equal (symbol, "SIM0000");
}

static gboolean
is_unwanted (gunichar c)
{
  return g_unichar_iscntrl (c)
         || (c >= 0x202a && c <= 0x202e)  /* directional embeddings and overrides … */
         || (c >= 0x2066 && c <= 0x2069); /* … and isolates turn the text around them over */
}

/**
 * cw_text_clean:
 * @text: (nullable): text from outside
 * @max_chars: how many characters to keep at the most
 *
 * Makes foreign text safe to show: valid UTF-8, no control characters, nothing that reorders the
 * text beside it, and bounded.
 *
 * Returns: (transfer full): the text, empty if there is none
 */
char *
cw_text_clean (const char *text, gsize max_chars)
{
  g_autofree char *valid = NULL;
  GString *clean;
  gsize kept = 0;

  if (text == NULL)
    return g_strdup ("");

  /* A character takes at most four bytes, so what lies further cannot be kept. */
  valid = g_utf8_make_valid (text, (gssize) strnlen (text, max_chars * 4 + 4));
  clean = g_string_sized_new (MIN (strlen (valid), max_chars * 4) + 1);
  for (const char *p = valid; *p != '\0' && kept < max_chars; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unwanted (c))
        continue;
      g_string_append_unichar (clean, c);
      kept++;
    }
  return g_string_free (clean, FALSE);
}
