/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-image.h"

#include <string.h>

static void
assert_name (const char *symbol, const char *expected)
{
  g_autofree char *name = cw_image_safe_name (symbol, CW_IMAGE_PNG);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("AAPL", "AAPL.png");
  assert_name ("BRK-B", "BRK-B.png");
  assert_name ("WSU.DE", "WSU.DE.png");
  assert_name ("EURUSD=X", "EURUSD=X.png");
  assert_name ("^GSPC", "%5EGSPC.png");
  assert_name ("M&M", "M%26M.png");
  assert_name ("CON", "%43ON.png");
  assert_name ("con", "%63%6F%6E.png");
  assert_name ("CON.DE", "%43ON.DE.png");
  assert_name ("COM1", "%43OM1.png");
  assert_name ("COMX", "COMX.png");
  assert_name ("CONE", "CONE.png");
  assert_name ("../../etc/passwd", "%2E.%2F..%2F%65%74%63%2F%70%61%73%73%77%64.png");
  assert_name (".hidden", "%2E%68%69%64%64%65%6E.png");
  assert_name ("-RF", "%2DRF.png");
  assert_name ("", "%.png");
  assert_name ("Ä", "%C3%84.png");
}

/* Different symbols have different names, also where a file system does not tell a from A. */
static void
test_names_are_unique (void)
{
  static const char letters[] = "AaCONp.%^/~5E-= ";
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (gsize i = 0; i < sizeof letters - 1; i++)
    for (gsize j = 0; j < sizeof letters - 1; j++)
      for (gsize k = 0; k < sizeof letters - 1; k++)
        {
          char symbol[4] = { letters[i], letters[j], letters[k], '\0' };
          g_autofree char *name = cw_image_safe_name (symbol, CW_IMAGE_SVG);

          g_assert_true (g_hash_table_add (seen, g_ascii_strdown (name, -1)));
          g_assert_null (strpbrk (name, "/\\:*?\"<>| "));
          n++;
        }
  g_assert_cmpuint (n, ==, 16 * 16 * 16);
}

static void
test_long_names (void)
{
  g_autofree char *long_one = g_strnfill (5000, 'A');
  g_autofree char *other = g_strnfill (5001, 'A');
  g_autofree char *name = cw_image_safe_name (long_one, CW_IMAGE_PNG);
  g_autofree char *other_name = cw_image_safe_name (other, CW_IMAGE_PNG);

  g_assert_cmpuint (strlen (name), <=, 200);
  g_assert_cmpstr (name, !=, other_name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/image-name/safe", test_names);
  g_test_add_func ("/chart/image-name/unique", test_names_are_unique);
  g_test_add_func ("/chart/image-name/long", test_long_names);
  return g_test_run ();
}
