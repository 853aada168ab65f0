/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-body-cache.h"
#include "cw-json-text.h"
#include "cw-prng.h"
#include "cw-server-client.h"

static void
assert_printed (double number, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  cw_json_append_number (text, number);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_number (void)
{
  assert_printed (0, "0");
  assert_printed (133.5, "133.5");
  assert_printed (-0.07, "-0.07");
  assert_printed (12.678571, "12.678571");
  assert_printed (0.000001, "0.000001");
  assert_printed (100, "100");
  assert_printed (2233444111222.0, "2233444111222");
  assert_printed (9007199254740992.0, "9007199254740992");
  assert_printed (0.1 + 0.2, "0.30000000000000004");
  assert_printed (NAN, "null");
  assert_printed (-INFINITY, "null");
}

/* Whatever is printed reads back as the very same number. */
static void
test_number_reads_back (void)
{
  CwPrng prng = cw_prng_init (11, 0, 0);
  guint n = 0;

  for (; n < 40000; n++)
    {
      guint64 bits = cw_prng_next (&prng);
      double scale[] = { 1, 100, 1e6, 1e9 }, number;
      g_autoptr (GString) text = g_string_new (NULL);

      if (n % 2 == 0)
        number = (double) (gint64) (bits >> 20) / scale[n / 2 % 4];
      else
        memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      cw_json_append_number (text, number);
      assert_number (g_ascii_strtod (text->str, NULL), number);
    }
  g_assert_cmpuint (n, ==, 40000);
}

static void
test_columns (void)
{
  const double numbers[] = { 1.25, NAN, 1e300, -3 };
  const gint64 integers[] = { G_MININT64, 0, G_MAXINT64 };
  g_autoptr (GString) text = g_string_new (NULL);

  cw_json_append_numbers (text, numbers, G_N_ELEMENTS (numbers));
  cw_json_append_numbers (text, numbers, 0);
  cw_json_append_integers (text, integers, G_N_ELEMENTS (integers));
  g_assert_cmpstr (text->str, ==,
                   "[1.25,null,1.0000000000000001e+300,-3][]"
                   "[-9223372036854775808,0,9223372036854775807]");
}

static void
test_string (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (JsonNode) json = NULL;
  const char *odd = "“a” \"b\" \\c\\ \n\t\x01\x7f é";

  cw_json_append_string_member (text, "first", odd);
  cw_json_append_string_member (text, "second", "");
  cw_json_append_integer_member (text, "third", -5);
  g_string_append_c (text, '}');
  json = json_from_string (text->str, NULL);
  g_assert_nonnull (json);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "first"), ==, odd);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "second"), ==, "");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "third"), ==, -5);
}

static void
add_body (CwBodyCache *cache, const char *key, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);

  cw_body_cache_add (cache, key, body);
}

static void
test_cache (void)
{
  g_autoptr (CwBodyCache) cache = cw_body_cache_new (3500);

  g_assert_null (cw_body_cache_find (cache, "a"));
  add_body (cache, "a", 1000);
  add_body (cache, "b", 1000);
  add_body (cache, "c", 1000);
  g_assert_cmpuint (g_bytes_get_size (cw_body_cache_find (cache, "a")), ==, 1000);
  /* The one that was used longest ago goes, and only as many as must. */
  add_body (cache, "d", 1000);
  g_assert_null (cw_body_cache_find (cache, "b"));
  g_assert_nonnull (cw_body_cache_find (cache, "a"));
  g_assert_nonnull (cw_body_cache_find (cache, "c"));
  g_assert_nonnull (cw_body_cache_find (cache, "d"));
  /* What is larger than the cache is not kept, and nothing breaks. */
  add_body (cache, "e", 10000);
  g_assert_null (cw_body_cache_find (cache, "e"));
  add_body (cache, "f", 10);
  g_assert_nonnull (cw_body_cache_find (cache, "f"));
}

static void
test_prng (void)
{
  CwPrng prng = cw_prng_init (1, 2, 3), other = cw_prng_init (1, 2, 4);
  double sum = 0, squares = 0;
  const guint n = 100000;

  g_assert_cmpuint (cw_prng_next (&prng), !=, cw_prng_next (&other));
  for (guint i = 0; i < n; i++)
    {
      double bell = cw_prng_bell (&prng), uniform = cw_prng_uniform (&prng);

      g_assert_true (uniform >= 0 && uniform < 1 && fabs (bell) < 3.5);
      sum += bell;
      squares += bell * bell;
    }
  /* Six deviations of the mean and of the variance of that many draws. */
  g_assert_cmpfloat_with_epsilon (sum / n, 0, 0.019);
  g_assert_cmpfloat_with_epsilon (squares / n, 1, 0.027);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/server/parts/number", test_number);
  g_test_add_func ("/server/parts/number-reads-back", test_number_reads_back);
  g_test_add_func ("/server/parts/columns", test_columns);
  g_test_add_func ("/server/parts/string", test_string);
  g_test_add_func ("/server/parts/cache", test_cache);
  g_test_add_func ("/server/parts/prng", test_prng);
  return g_test_run ();
}
