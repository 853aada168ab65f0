/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-image.h"

#include <string.h>

/* File systems take at least 255 bytes; the rest is for endings that others append. */
#define LONGEST_STEM 180
#define SUM_LENGTH 16

/* Capitals only: some file systems take a.png and A.png for the same file. */
static gboolean
is_safe (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c) || (c != '\0' && strchr ("._-=", c) != NULL);
}

/* Names that are devices on Windows, whatever ending they have. */
static gboolean
is_device (const char *symbol)
{
  static const char *const devices[] = {
    "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"
  };
  gsize length = strcspn (symbol, ".");

  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    if (length == strlen (devices[i]) && g_ascii_strncasecmp (symbol, devices[i], length) == 0)
      return TRUE;
  return length == 4 && g_ascii_isdigit (symbol[3])
         && (g_ascii_strncasecmp (symbol, "COM", 3) == 0
             || g_ascii_strncasecmp (symbol, "LPT", 3) == 0);
}

/* A dot in front hides a file, a dash makes it an option. */
static gboolean
is_safe_in_front (const char *symbol)
{
  return is_safe (symbol[0]) && symbol[0] != '.' && symbol[0] != '-' && !is_device (symbol);
}

static void
shorten (GString *stem, const char *symbol)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, symbol, -1);
  g_autofree char *tail = g_ascii_strup (sum, SUM_LENGTH);

  g_string_truncate (stem, LONGEST_STEM - SUM_LENGTH - 1);
  g_string_append_printf (stem, "~%s", tail);
}

/**
 * cw_image_safe_name:
 * @symbol: a ticker symbol, as it came
 * @format: of the file
 *
 * Makes a file's name of a symbol: capitals, digits and `. _ - =` stay, every other byte becomes
 * `%` and two hexadecimal digits, as in addresses, so that different symbols never share a name:
 * `BRK-B.png`, `%5EGSPC.png`. So does the first byte where the name would be hidden, look like an
 * option, or be a device's (`%43ON.png`). A name that would be too long ends in `~` and a checksum.
 *
 * Returns: (transfer full): a name without any directory, which every file system takes
 */
char *
cw_image_safe_name (const char *symbol, CwImageFormat format)
{
  GString *name;

  g_return_val_if_fail (symbol != NULL, NULL);

  name = g_string_new (symbol[0] == '\0' ? "%" : NULL);
  for (const char *c = symbol; *c != '\0'; c++)
    if (c == symbol ? is_safe_in_front (symbol) : is_safe (*c))
      g_string_append_c (name, *c);
    else
      g_string_append_printf (name, "%%%02X", (guchar) *c);
  if (name->len > LONGEST_STEM)
    shorten (name, symbol);
  g_string_append_printf (name, ".%s", cw_image_format_to_string (format));
  return g_string_free (name, FALSE);
}
