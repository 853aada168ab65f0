/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-desk.h"

/* The program is found again as it was left: list, symbol, chart, size. */

#define GROUP CW_DESK_GROUP "/session"

static void
start (CwDesk *desk, const char *symbol)
{
  const char *const arguments[] = { symbol, NULL };

  cw_desk_start (desk, arguments);
}

static void
await_loaded (CwDesk *desk)
{
  cw_program_await_enabled (desk->program, "remove-shown", TRUE);
  cw_program_await_enabled (desk->program, "cancel-loading", FALSE);
}

static GVariant *
read_setting (CwDesk *desk, const char *key)
{
  g_autofree char *path = cw_desk_dup_settings_path (desk);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  text = g_key_file_get_value (file, GROUP, key, NULL);
  return text != NULL ? g_variant_parse (NULL, text, NULL, NULL, NULL) : NULL;
}

static void
assert_setting (CwDesk *desk, const char *key, const char *expected)
{
  g_autoptr (GVariant) value = read_setting (desk, key);
  g_autofree char *text = value != NULL ? g_variant_print (value, FALSE) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_state (CwDesk *desk, const char *action, const char *expected)
{
  g_autoptr (GVariant) state = cw_program_get_state (desk->program, action);
  g_autofree char *text = g_variant_print (state, FALSE);

  return g_str_equal (text, expected);
}

static void
assert_state (CwDesk *desk, const char *action, const char *expected)
{
  CW_AWAIT (is_state (desk, action, expected), expected);
}

static void
assert_has (GVariant *texts, const char *text, gboolean has)
{
  g_autofree const char **all = g_variant_get_strv (texts, NULL);

  g_assert_true (g_strv_contains (all, text) == has);
}

static void
assert_all_left (CwDesk *desk)
{
  static const struct
  {
    const char *key, *value;
  } rows[] = {
    { "symbol", "'MSFT'" },     { "range", "'6mo'" },    { "interval", "'1wk'" },
    { "chart-type", "'line'" }, { "log-scale", "true" }, { "volume", "false" },
  };
  g_autoptr (GVariant) indicators = read_setting (desk, "indicators");
  g_autoptr (GVariant) list = read_setting (desk, "list");
  g_autofree char *number = NULL;
  gsize n = 0;

  for (; n < G_N_ELEMENTS (rows); n++)
    assert_setting (desk, rows[n].key, rows[n].value);
  g_assert_cmpuint (n, ==, 6);
  assert_has (indicators, "ema:20", TRUE);
  g_assert_nonnull (list);
  number = g_variant_print (list, FALSE);
  g_assert_cmpint (g_ascii_strtoll (number, NULL, 10), >, 0);
}

static void
leave_things (CwDesk *desk)
{
  cw_desk_act (desk, "add-symbol", "AAPL MSFT");
  await_loaded (desk);
  cw_desk_act (desk, "show-symbol", "MSFT");
  cw_desk_act (desk, "range", "6mo");
  cw_desk_act (desk, "interval", "1wk");
  cw_desk_act (desk, "chart-type", "line");
  cw_desk_act (desk, "log-scale", NULL);
  cw_desk_act (desk, "indicator", "ema:20");
  cw_desk_act (desk, "indicator", "volume");
}

/* What is left at the end of the second run is what the first left, so it was there in between. */
static void
test_restored (CwDesk *desk, gconstpointer data)
{
  start (desk, NULL);
  leave_things (desk);
  assert_state (desk, "log-scale", "true");
  cw_desk_quit (desk);
  assert_all_left (desk);

  start (desk, NULL);
  await_loaded (desk);
  assert_state (desk, "range", "'6mo'");
  assert_state (desk, "interval", "'1wk'");
  assert_state (desk, "chart-type", "'line'");
  assert_state (desk, "log-scale", "true");
  cw_desk_quit (desk);
  assert_all_left (desk);
}

/* A list that is not kept leaves the place alone. */
static void
test_unsaved (CwDesk *desk, gconstpointer data)
{
  start (desk, NULL);
  leave_things (desk);
  assert_state (desk, "log-scale", "true");
  cw_desk_quit (desk);
  start (desk, "IBM");
  await_loaded (desk);
  cw_desk_quit (desk);
  assert_all_left (desk);
}

/* What another editor of settings wrote there and cannot be is left alone. */
static void
test_nonsense (CwDesk *desk, gconstpointer data)
{
  cw_desk_write_settings (desk, GROUP,
                          "list=int64 999\nsymbol='no such'\n"
                          "chart-type='tea leaves'\ninterval='1s'\nwidth=uint32 3\n"
                          "indicators=['crystal:1', 'sma:33']\npanes=[nan, -1.0]");
  start (desk, "AAPL");
  await_loaded (desk);
  assert_state (desk, "chart-type", "'candles'");
  assert_state (desk, "interval", "'1d'");
  cw_desk_quit (desk);
  {
    g_autoptr (GVariant) indicators = read_setting (desk, "indicators");

    assert_has (indicators, "sma:33", TRUE);
    assert_has (indicators, "crystal:1", FALSE);
  }
}

#define ADD(name, func) \
  CW_DESK_ADD ("/ui/session/" name, CW_DESK_SERVER | CW_DESK_STORE | CW_DESK_SETTINGS, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL); /* the session has directories of its own */
  ADD ("restored", test_restored);
  ADD ("unsaved", test_unsaved);
  ADD ("nonsense", test_nonsense);
  return g_test_run ();
}
