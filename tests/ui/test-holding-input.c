/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "cw-holding-input.h"
#include "cw-number-input.h"

/* What a person types about a holding: what is taken, and what is said about the rest. */

typedef struct
{
  CwHoldingField field;
  const char *text;
  const char *said; /* a part of it; NULL for nothing */
} Case;

static const Case cases[] = {
  { CW_HOLDING_SYMBOL, "aapl", NULL },
  { CW_HOLDING_SYMBOL, " yahoo:brk.b ", NULL },
  { CW_HOLDING_SYMBOL, "", "What is held?" },
  { CW_HOLDING_SYMBOL, "aapl msft", "one ticker" },
  { CW_HOLDING_SYMBOL, "nobody:aapl", "nobody" },
  { CW_HOLDING_SHARES, "12", NULL },
  { CW_HOLDING_SHARES, " 0.25 ", NULL },
  { CW_HOLDING_SHARES, "1 000", NULL },
  { CW_HOLDING_SHARES, "0,5", NULL },
  { CW_HOLDING_SHARES, "", "How many" },
  { CW_HOLDING_SHARES, "ten", "“ten” is not a number. Write it like 12.5." },
  { CW_HOLDING_SHARES, "0", "more than 0" },
  { CW_HOLDING_SHARES, "-3", "more than 0" },
  { CW_HOLDING_SHARES, "1000000000000", "too large" },
  { CW_HOLDING_COST, "", NULL },
  { CW_HOLDING_COST, "0", NULL },
  { CW_HOLDING_COST, "133.50", NULL },
  { CW_HOLDING_COST, "-1", "less than 0" },
  { CW_HOLDING_COST, "$5", "“$5” is not a number" },
  { CW_HOLDING_COST, "1e13", "not a number" },
  { CW_HOLDING_CURRENCY, "", NULL },
  { CW_HOLDING_CURRENCY, "GBp", NULL },
  { CW_HOLDING_CURRENCY, "dollars", "USD" },
  { CW_HOLDING_DATE, "", NULL },
  { CW_HOLDING_DATE, "2021-03-15", NULL },
  { CW_HOLDING_DATE, "2021-3-5", NULL },
  { CW_HOLDING_DATE, "2021-02-30", "“2021-02-30” is not a day. Write it like 2024-03-15." },
  { CW_HOLDING_DATE, "yesterday", "is not a day" },
  { CW_HOLDING_DATE, "2021", "is not a day" },
  { CW_HOLDING_DATE, "2099-01-01", "has not come yet" },
  { CW_HOLDING_NOTE, "anything, “really”", NULL },
};

static void
test_check (void)
{
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++, n_cases++)
    {
      g_autofree char *problem = cw_holding_input_check (cases[i].field, cases[i].text);

      g_test_message ("“%s”: %s", cases[i].text, problem != NULL ? problem : "right");
      if (cases[i].said == NULL)
        g_assert_cmpstr (problem, ==, NULL);
      else if (problem == NULL || strstr (problem, cases[i].said) == NULL)
        g_error ("“%s”: %s", cases[i].text, problem);
    }
  g_assert_cmpuint (n_cases, ==, 31);
}

static void
test_dates (void)
{
  static const char *const texts[][2] = {
    { " 2021-03-15 ", "2021-03-15" },
    { "2021-3-5", "2021-03-05" },
    { "2021/03/15", "2021-03-15" },
    { "", NULL },
    { "15", NULL },
    { "March 2021", NULL },
    { "2021-13-01", NULL },
  };
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++, n_cases++)
    {
      g_autofree char *date = cw_holding_input_read_date (texts[i][0]);

      g_assert_cmpstr (date, ==, texts[i][1]);
    }
  g_assert_cmpuint (n_cases, ==, 7);
}

static void
test_read (void)
{
  static const char *const texts[CW_N_HOLDING_FIELDS] = { "finnhub:aapl", " 12.5 ",   "",
                                                          "EUR",          "2021-3-5", " of mine " };
  g_autoptr (CwListEntry) before = cw_list_entry_new ("AAPL", "yahoo", "old", 10, 20);
  g_autoptr (CwImportPreview) preview = cw_holding_input_read (texts, before);
  const CwListEntry *entry = g_ptr_array_index (preview->entries, 0);
  const CwHolding *holding = g_ptr_array_index (preview->holdings, 0);

  g_assert_cmpstr (entry->symbol, ==, "AAPL");
  g_assert_cmpstr (entry->provider, ==, "finnhub");
  g_assert_cmpstr (entry->note, ==, "of mine");
  g_assert_cmpfloat_with_epsilon (entry->target_low, 10, 1e-12);
  g_assert_cmpfloat_with_epsilon (entry->target_high, 20, 1e-12);
  g_assert_cmpstr (holding->symbol, ==, "AAPL");
  g_assert_cmpfloat_with_epsilon (holding->shares, 12.5, 1e-12);
  g_assert_true (isnan (holding->cost));
  g_assert_cmpstr (holding->currency, ==, "EUR");
  g_assert_cmpstr (holding->date, ==, "2021-03-05");
}

/* What stands beside a symbol already stays, but for what the dialog is about. */
static void
test_read_keeps_the_entry (void)
{
  static const char *const texts[CW_N_HOLDING_FIELDS] = { "AAPL", "1", "2", "", "", "" };
  g_autoptr (CwListEntry) before = cw_list_entry_new ("AAPL", "yahoo", "old", NAN, 20);
  g_autoptr (CwImportPreview) preview = cw_holding_input_read (texts, before);
  g_autoptr (CwImportPreview) alone = cw_holding_input_read (texts, NULL);
  const CwListEntry *entry = g_ptr_array_index (preview->entries, 0);
  const CwHolding *holding = g_ptr_array_index (alone->holdings, 0);

  g_assert_cmpstr (entry->provider, ==, "yahoo");
  g_assert_cmpstr (entry->note, ==, "");
  g_assert_cmpfloat_with_epsilon (entry->target_high, 20, 1e-12);
  g_assert_null (((CwListEntry *) g_ptr_array_index (alone->entries, 0))->provider);
  g_assert_cmpfloat_with_epsilon (holding->cost, 2, 1e-12);
  g_assert_null (holding->currency);
  g_assert_null (holding->date);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/holding-input/check", test_check);
  g_test_add_func ("/ui/holding-input/dates", test_dates);
  g_test_add_func ("/ui/holding-input/read", test_read);
  g_test_add_func ("/ui/holding-input/read-keeps-the-entry", test_read_keeps_the_entry);
  return g_test_run ();
}
