/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program says in the languages that it is translated to: the forms of their plurals, and
 * signs that stay before their numbers where words run from right to left. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>

#include "cw-format.h"
#include "cw-number.h"
#include "cw-people-text.h"

#define DAY (24 * 60 * 60)
#define MARK "\u200e"
#define MINUS "\u2212"

static void
use_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, "")); /* which is when gettext looks again */
}

static void
assert_takes (char *text, const char *expected)
{
  g_autofree char *taken = text;

  g_assert_cmpstr (taken, ==, expected);
}

static void
test_signs_left_to_right (void)
{
  use_language ("en");
  assert_takes (cw_format_signed (0.39, 2), "+0.39");
  assert_takes (cw_format_number (-1.5, 1), MINUS "1.5");
  assert_takes (cw_format_percent (0.29), "+0.29\u202f%");
  assert_takes (cw_format_change (0.39, 2), "▲ +0.39");
  assert_takes (cw_number_format_change (-0.25, 0), MINUS "25\u202f%");
  assert_takes (cw_number_format_score (3), "+3");
}

static void
test_signs_right_to_left (void)
{
  use_language ("ar");
  assert_takes (cw_format_signed (0.39, 2), MARK "+0.39");
  assert_takes (cw_format_signed (0, 2), "0.00");
  assert_takes (cw_format_number (-1.5, 1), MARK MINUS "1.5");
  assert_takes (cw_format_number (1.5, 1), "1.5");
  assert_takes (cw_format_number (NAN, 1), CW_FORMAT_NO_VALUE);
  assert_takes (cw_format_percent (0.29), MARK "+0.29%");
  assert_takes (cw_format_change (0.39, 2), "▲ " MARK "+0.39");
  assert_takes (cw_format_change (-0.39, 2), "▼ " MARK MINUS "0.39");
  assert_takes (cw_format_change (0.001, 2), "0.00");
  assert_takes (cw_number_format_change (0.25, 0), MARK "+25%");
  assert_takes (cw_number_format_change (-0.25, 0), MARK MINUS "25%");
  assert_takes (cw_number_format_score (-2), MARK MINUS "2");
  assert_takes (cw_number_format_score (0), "0");
}

/* One after the other, forms of the plural that the language has. */
static void
test_plurals (void)
{
  static const struct
  {
    const char *language;
    int days;
    const char *age;
  } cases[] = {
    { "en", 1, "1 day ago" },    { "en", 2, "2 days ago" },    { "ar", 1, "قبل يوم" },
    { "ar", 2, "قبل يومين" },    { "ar", 3, "قبل 3 أيام" },    { "ar", 10, "قبل 10 أيام" },
    { "ar", 11, "قبل 11 يومًا" }, { "ar", 100, "قبل 100 يوم" }, { "ar", 103, "قبل 103 أيام" },
    { "ja", 1, "1 日前" },       { "ja", 2, "2 日前" },        { "zh_CN", 1, "1 天前" },
    { "zh_CN", 30, "30 天前" },
  };
  guint n_cases = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++, n_cases++)
    {
      use_language (cases[i].language);
      assert_takes (cw_describe_age ((gint64) cases[i].days * DAY), cases[i].age);
    }
  g_assert_cmpuint (n_cases, ==, 13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  bindtextdomain (GETTEXT_PACKAGE, TRANSLATIONS_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_add_func ("/cli/languages/signs-left-to-right", test_signs_left_to_right);
  g_test_add_func ("/cli/languages/signs-right-to-left", test_signs_right_to_left);
  g_test_add_func ("/cli/languages/plurals", test_plurals);
  return g_test_run ();
}
