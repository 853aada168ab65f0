/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-csv-number.h"
#include "cw-csv-text.h"
#include "cw-import-preview.h"
#include "cw-lists-export.h"

static CwImportPreview *
read_list (const char *text)
{
  return cw_watchlist_csv_read (text, strlen (text));
}

static CwImportPreview *
read_holdings (const char *text)
{
  return cw_holdings_csv_read (text, strlen (text));
}

static void
assert_number (double actual, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (actual));
  else
    g_assert_cmpmem (&actual, sizeof actual, &expected, sizeof expected);
}

static void
assert_entry (const CwImportPreview *preview,
              guint i,
              const char *symbol,
              const char *provider,
              const char *note,
              double low,
              double high)
{
  const CwListEntry *entry;

  g_assert_cmpuint (i, <, preview->entries->len);
  entry = g_ptr_array_index (preview->entries, i);
  g_assert_cmpstr (entry->symbol, ==, symbol);
  g_assert_cmpstr (entry->provider, ==, provider);
  g_assert_cmpstr (entry->note, ==, note);
  assert_number (entry->target_low, low);
  assert_number (entry->target_high, high);
}

static void
assert_problem (const CwImportPreview *preview, guint i, guint line, const char *part)
{
  const CwImportProblem *problem;

  g_assert_cmpuint (i, <, preview->problems->len);
  problem = g_ptr_array_index (preview->problems, i);
  g_test_message ("%u: %s", problem->line, problem->message);
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_nonnull (strstr (problem->message, part));
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    CwCsvNumber read;
    double number;
  } cases[] = {
    { "", CW_CSV_NUMBER_EMPTY, NAN },
    { "0", CW_CSV_NUMBER_OK, 0 },
    { "133.5", CW_CSV_NUMBER_OK, 133.5 },
    { "-1.5e3", CW_CSV_NUMBER_OK, -1500 },
    { "+7", CW_CSV_NUMBER_OK, 7 },
    { "1.234", CW_CSV_NUMBER_OK, 1.234 },
    { "1,5", CW_CSV_NUMBER_OK, 1.5 },
    { "1,50", CW_CSV_NUMBER_OK, 1.5 },
    { "0,125", CW_CSV_NUMBER_OK, 0.125 },
    { "1234,567", CW_CSV_NUMBER_OK, 1234.567 },
    { "1,2345", CW_CSV_NUMBER_OK, 1.2345 },
    { "1,234.5", CW_CSV_NUMBER_OK, 1234.5 },
    { "1.234,5", CW_CSV_NUMBER_OK, 1234.5 },
    { "1,234,567", CW_CSV_NUMBER_OK, 1234567 },
    { "1.234.567", CW_CSV_NUMBER_OK, 1234567 },
    { "12,345,678.25", CW_CSV_NUMBER_OK, 12345678.25 },
    { "1,234", CW_CSV_NUMBER_AMBIGUOUS, NAN },
    { "-12,345", CW_CSV_NUMBER_AMBIGUOUS, NAN },
    { "1,23,456", CW_CSV_NUMBER_BAD, NAN },
    { "1.234,5,6", CW_CSV_NUMBER_BAD, NAN },
    { "1234,567.8", CW_CSV_NUMBER_BAD, NAN },
    { "1,2.3,4", CW_CSV_NUMBER_BAD, NAN },
    { "12 345", CW_CSV_NUMBER_BAD, NAN },
    { "$5", CW_CSV_NUMBER_BAD, NAN },
    { "5%", CW_CSV_NUMBER_BAD, NAN },
    { "0x10", CW_CSV_NUMBER_BAD, NAN },
    { "inf", CW_CSV_NUMBER_BAD, NAN },
    { "nan", CW_CSV_NUMBER_BAD, NAN },
    { "1e999", CW_CSV_NUMBER_BAD, NAN },
    { "e", CW_CSV_NUMBER_BAD, NAN },
    { ",", CW_CSV_NUMBER_BAD, NAN },
    { "--1", CW_CSV_NUMBER_BAD, NAN },
    { "1-2", CW_CSV_NUMBER_BAD, NAN },
    { "=1+1", CW_CSV_NUMBER_BAD, NAN },
    { "0000000000000000000000000000000000000000000000000000000000000001", CW_CSV_NUMBER_BAD, NAN },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      double number;

      g_test_message ("“%s”", cases[n].text);
      g_assert_cmpint (cw_csv_number_read (cases[n].text, &number), ==, cases[n].read);
      assert_number (number, cases[n].number);
    }
  g_assert_cmpuint (n, ==, 35);
}

/* Whatever is written reads back as the same number, in as few digits as that takes. */
static void
test_numbers_back (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { 133.5, "133.5" }, { 0.1, "0.1" },           { 1.0 / 3, "0.3333333333333333" },
    { -2, "-2" },       { 1e11, "100000000000" }, { 5e-324, "4.94065645841247e-324" },
    { NAN, "" },        { INFINITY, "" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      cw_csv_number_append (text, cases[n].number);
      g_assert_cmpstr (text->str, ==, cases[n].text);
    }
  g_assert_cmpuint (n, ==, 8);
  for (n = 0; n < 10000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      double number = g_test_rand_double_range (0, 1) * pow (10, n % 24 - 12.0), back;

      cw_csv_number_append (text, number);
      g_assert_cmpint (cw_csv_number_read (text->str, &back), ==, CW_CSV_NUMBER_OK);
      g_assert_cmpmem (&back, sizeof back, &number, sizeof number);
    }
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = {
    { "Apple", "Apple" },
    { "", "" },
    { "=1+1", "\"'=1+1\"" },
    { "+49 89", "\"'+49 89\"" },
    { "-5 %", "\"'-5 %\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\tx", "\"'\tx\"" },
    { "\rx", "\"'\rx\"" },
    { "'=1+1", "\"''=1+1\"" },
    { "''-x", "\"'''-x\"" },
    { "'quoted'", "'quoted'" },
    { "a=b", "a=b" },
    { "say \"no\"", "\"say \"\"no\"\"\"" },
    { "a,b;c", "\"a,b;c\"" },
    { " padded ", "\" padded \"" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      cw_csv_text_append (cell, cases[n].text);
      g_assert_cmpstr (cell->str, ==, cases[n].cell);
      /* No cell begins, for a spreadsheet, with what makes a formula. */
      g_assert_false (cell->len > 0 && strchr ("=+-@\t\r", cell->str[cell->str[0] == '"']) != NULL);
    }
  g_assert_cmpuint (n, ==, 15);
}

static void
test_watchlist (void)
{
  g_autoptr (CwImportPreview) preview =
      read_list ("Symbol,Provider,Note,Target Low,Target High\n"
                 "aapl,,Fruit,100,200.5\r\n"
                 "\n"
                 "BRK-B,finnhub,\"Two, \"\"quoted\"\"\",,\n"
                 " ^GSPC , , '=not a formula ,1.5,1.5\n"
                 "MSFT\n"
                 ",,,,\n"
                 "\"TSLA\",\"csv:/a b\",\"over\ntwo lines\",,1e3");

  g_assert_cmpuint (preview->n_problems, ==, 0);
  g_assert_cmpuint (preview->entries->len, ==, 5);
  g_assert_cmpuint (preview->holdings->len, ==, 0);
  assert_entry (preview, 0, "AAPL", NULL, "Fruit", 100, 200.5);
  assert_entry (preview, 1, "BRK-B", "finnhub", "Two, \"quoted\"", NAN, NAN);
  assert_entry (preview, 2, "^GSPC", NULL, "=not a formula", 1.5, 1.5);
  assert_entry (preview, 3, "MSFT", NULL, "", NAN, NAN);
  assert_entry (preview, 4, "TSLA", "csv:/a b", "overtwo lines", NAN, 1000);
}

static void
test_shapes (void)
{
  static const char *const files[] = {
    "Symbol,Note\nAAPL,Fruit\n",
    "\xef\xbb\xbfSymbol,Note\r\nAAPL,Fruit\r\n",
    "Symbol;Note\nAAPL;Fruit\n",
    "Symbol\tNote\nAAPL\tFruit\n",
    "\"Symbol\",\"Note\"\r\n\"AAPL\",\"Fruit\"",
    "note,SYMBOL\rFruit,AAPL\r",
    "Price;Symbol;More;Note;Note\n1;AAPL;2;Fruit;Other\n",
    "\xef\xbb\xbfSymbol;Note;Target Low\n\n\nAAPL; Fruit ;\n\n",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (files); n++)
    {
      g_autoptr (CwImportPreview) preview = read_list (files[n]);

      g_test_message ("%u", n);
      g_assert_cmpuint (preview->n_problems, ==, 0);
      g_assert_cmpuint (preview->entries->len, ==, 1);
      assert_entry (preview, 0, "AAPL", NULL, "Fruit", NAN, NAN);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* Columns may be called what the machine's other outputs call them. */
static void
test_underscores (void)
{
  g_autoptr (CwImportPreview) preview =
      read_list ("symbol;note;target_low;TARGET_HIGH\nAAPL;x;1,5;2\n");

  g_assert_cmpuint (preview->n_problems, ==, 0);
  g_assert_cmpuint (preview->entries->len, ==, 1);
  assert_entry (preview, 0, "AAPL", NULL, "x", 1.5, 2);
}

static void
test_problems (void)
{
  g_autoptr (CwImportPreview) preview = read_list ("Symbol;Note;Target Low;Target High\n"
                                                   "AAPL;good;1,5;2\n"      /* 2 */
                                                   "A APL;x;1;2\n"          /* 3 */
                                                   "MSFT;x;1,234;\n"        /* 4 */
                                                   "TSLA;x;cheap;\n"        /* 5 */
                                                   "AMD;x;3;2\n"            /* 6 */
                                                   "aapl;again;;\n"         /* 7 */
                                                   "KHC;\"left open;;\n"    /* 8 */
                                                   "GOOG;good;;\n"          /* 9 */
                                                   "AMZN;\"over\ntwo\";;\n" /* 10, 11 */
                                                   ";without symbol;1;\n"   /* 12 */
                                                   "ZERO;x;0;\n"            /* 13 */
                                                   "HUGE;x;1e12;\n"         /* 14 */
                                                   "LATIN;caf\xe9;;\n"      /* 15 */
                                                   "=cmd|' /C calc'!A0;x;;\n");

  g_assert_cmpuint (preview->entries->len, ==, 3);
  assert_entry (preview, 0, "AAPL", NULL, "good", 1.5, 2);
  assert_entry (preview, 1, "GOOG", NULL, "good", NAN, NAN);
  assert_entry (preview, 2, "AMZN", NULL, "overtwo", NAN, NAN);
  g_assert_cmpuint (preview->n_problems, ==, 11);
  g_assert_cmpuint (preview->problems->len, ==, 11);
  assert_problem (preview, 0, 3, "A APL");
  assert_problem (preview, 1, 4, "1,234");
  assert_problem (preview, 2, 5, "cheap");
  assert_problem (preview, 3, 6, "above");
  assert_problem (preview, 4, 7, "line 2");
  assert_problem (preview, 5, 8, "do not match");
  assert_problem (preview, 6, 12, "not a ticker symbol");
  assert_problem (preview, 7, 13, "Target Low");
  assert_problem (preview, 8, 14, "Target Low");
  assert_problem (preview, 9, 15, "UTF-8");
  assert_problem (preview, 10, 16, "not a ticker symbol");
}

static void
test_no_table (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *part;
  } cases[] = {
    { "", 0, "Symbol" },
    { "\xef\xbb\xbf", 3, "Symbol" },
    { "AAPL\nMSFT\n", 10, "Symbol" },
    { "Ticker,Note\nAAPL,x\n", 19, "Symbol" },
    { "<html><body>no</body></html>", 28, "Symbol" },
    { "\xff\xfeS\0y\0", 6, "UTF-8" },
    { "\"Symbol", 7, "do not match" },
    { "Symb\xe9l\n", 7, "UTF-8" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwImportPreview) list = cw_watchlist_csv_read (cases[n].text, cases[n].length);
      g_autoptr (CwImportPreview) holdings = cw_holdings_csv_read (cases[n].text, cases[n].length);

      g_assert_cmpuint (list->entries->len, ==, 0);
      g_assert_cmpuint (list->n_problems, ==, 1);
      assert_problem (list, 0, 1, cases[n].part);
      g_assert_cmpuint (holdings->holdings->len, ==, 0);
      g_assert_cmpuint (holdings->n_problems, ==, 1);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_holdings (void)
{
  g_autoptr (CwImportPreview) preview = read_holdings ("Symbol,Shares,Cost,Currency,Date\n"
                                                       "AAPL,10.5,133.5,USD,2021-04-21\n"
                                                       "VOD.L,\"1.000,5\",\"120,25\",GBp,\n"
                                                       "MSFT,3\n"
                                                       "FREE,1,0,,\n"
                                                       "A,0,1,,\n"           /* 6 */
                                                       "B,-1,1,,\n"          /* 7 */
                                                       "C,,1,,\n"            /* 8 */
                                                       "D,1,-1,,\n"          /* 9 */
                                                       "E,1,1,dollars,\n"    /* 10 */
                                                       "F,1,1,,21.04.2021\n" /* 11 */
                                                       "G,1,1,,2021-02-29\n" /* 12 */
                                                       "H,1e12,1,,\n"        /* 13 */
                                                       "MSFT,4,,,\n");       /* 14 */
  const CwHolding *holding;

  g_assert_cmpuint (preview->holdings->len, ==, 4);
  g_assert_cmpuint (preview->entries->len, ==, 0);
  holding = g_ptr_array_index (preview->holdings, 0);
  g_assert_cmpstr (holding->symbol, ==, "AAPL");
  assert_number (holding->shares, 10.5);
  assert_number (holding->cost, 133.5);
  g_assert_cmpstr (holding->currency, ==, "USD");
  g_assert_cmpstr (holding->date, ==, "2021-04-21");
  holding = g_ptr_array_index (preview->holdings, 1);
  assert_number (holding->shares, 1000.5);
  assert_number (holding->cost, 120.25);
  g_assert_cmpstr (holding->currency, ==, "GBp");
  g_assert_null (holding->date);
  holding = g_ptr_array_index (preview->holdings, 2);
  assert_number (holding->cost, NAN);
  g_assert_null (holding->currency);
  holding = g_ptr_array_index (preview->holdings, 3);
  assert_number (holding->cost, 0);

  g_assert_cmpuint (preview->n_problems, ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (((CwImportProblem *) g_ptr_array_index (preview->problems, i))->line, ==,
                      6 + i);
  assert_problem (preview, 4, 10, "dollars");
  assert_problem (preview, 5, 11, "21.04.2021");
}

/* Text of all that is awkward, made anew each time. */
static char *
random_text (void)
{
  static const char *const pieces[] = {
    "=", "+", "-", "@", "'", "\"", ",", ";", " ", "é", "a", "1"
  };
  GString *text = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 8);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  g_autoptr (CwSymbolList) list = NULL;
  g_autoptr (CwImportPreview) read_entries = NULL, read_back = NULL;
  g_autoptr (GString) text = g_string_new (NULL), more = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("%sS%u", i % 2 == 0 ? "-" : "=", i);
      g_autofree char *note = random_text (), *provider = random_text ();
      double low = g_test_rand_double_range (0.001, 10), high = low * 3;

      g_ptr_array_add (entries, cw_list_entry_new (symbol, provider, note, i % 3 == 0 ? NAN : low,
                                                   i % 5 == 0 ? NAN : high));
      g_ptr_array_add (holdings, cw_holding_new (symbol, low, i % 7 == 0 ? NAN : high,
                                                 i % 2 == 0 ? "GBp" : NULL,
                                                 i % 3 == 0 ? "2020-02-29" : NULL));
    }
  list = cw_symbol_list_new (1, "All", entries, holdings);
  cw_watchlist_csv_write (list, text);
  cw_holdings_csv_write (list, more);
  read_entries = read_list (text->str);
  read_back = read_holdings (more->str);
  g_assert_cmpuint (read_entries->n_problems, ==, 0);
  g_assert_cmpuint (read_back->n_problems, ==, 0);
  g_assert_cmpuint (read_back->holdings->len, ==, 500);
  for (; n < 500; n++)
    {
      const CwListEntry *entry = list->entries[n];
      const CwHolding *one = list->holdings[n], *other = g_ptr_array_index (read_back->holdings, n);

      assert_entry (read_entries, n, entry->symbol, entry->provider, entry->note, entry->target_low,
                    entry->target_high);
      g_assert_cmpstr (one->symbol, ==, other->symbol);
      assert_number (other->shares, one->shares);
      assert_number (other->cost, one->cost);
      g_assert_cmpstr (one->currency, ==, other->currency);
      g_assert_cmpstr (one->date, ==, other->date);
    }
  g_assert_cmpuint (n, ==, 500);
}

/* More lines than are read: those that are too many are one problem, and memory stays bounded. */
static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("Symbol\n");
  g_autoptr (CwImportPreview) preview = NULL;

  for (guint i = 0; i < CW_IMPORT_MAX_ROWS + 5; i++)
    g_string_append (text, i < 1000 ? "A A\n" : "A\n");
  preview = read_list (text->str);
  g_assert_cmpuint (preview->entries->len, ==, 1);
  g_assert_cmpuint (preview->problems->len, ==, CW_IMPORT_MAX_PROBLEMS);
  /* Every line but one good one, and the word that there are more. */
  g_assert_cmpuint (preview->n_problems, ==, CW_IMPORT_MAX_ROWS - 1 + 1);
}

/* No file makes the reader fall over. */
static void
test_noise (void)
{
  static const char pieces[] = "Symbol,;\t\"\"\n\r=ANote 1.5\xef\xbb\xbf\xff";
  guint n = 0;

  for (; n < 3000; n++)
    {
      int length = g_test_rand_int_range (0, 200);
      g_autofree char *text = g_malloc ((gsize) length + 1);
      g_autoptr (CwImportPreview) list = NULL, holdings = NULL;

      for (int i = 0; i < length; i++)
        text[i] = pieces[g_test_rand_int_range (0, sizeof pieces - 1)];
      if (length > 30)
        memcpy (text, "Symbol,Note,Shares\n", 19);
      list = cw_watchlist_csv_read (text, (gsize) length);
      holdings = cw_holdings_csv_read (text, (gsize) length);
      g_assert_cmpuint (list->holdings->len + holdings->entries->len, ==, 0);
    }
  g_assert_cmpuint (n, ==, 3000);
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  g_autoptr (GPtrArray) lists =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_symbol_list_unref);
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_add (entries, cw_list_entry_new ("AAPL", NULL, "a \"b\" \\ c", NAN, 1.5));
  g_ptr_array_add (holdings, cw_holding_new ("AAPL", 10, NAN, "USD", NULL));
  g_ptr_array_add (lists, cw_symbol_list_new (1, "Mine\n", entries, holdings));
  g_ptr_array_add (lists, cw_symbol_list_new (2, "Empty", NULL, NULL));
  cw_lists_json_write (lists, NULL, text);
  g_assert_cmpstr (
      text->str, ==,
      "{\"lists\": [\n {\"name\": \"Mine\\u000a\", \"entries\": [\n"
      "  {\"symbol\": \"AAPL\", \"provider\": null, \"note\": \"a \\\"b\\\" \\\\ c\", "
      "\"target_low\": null, \"target_high\": 1.5}], \"holdings\": [\n"
      "  {\"symbol\": \"AAPL\", \"shares\": 10, \"cost\": null, \"currency\": \"USD\", "
      "\"date\": null}]},\n"
      " {\"name\": \"Empty\", \"entries\": [], \"holdings\": []}]}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/lists-csv/numbers", test_numbers);
  g_test_add_func ("/market/lists-csv/numbers-back", test_numbers_back);
  g_test_add_func ("/market/lists-csv/D22-formulas", test_formulas);
  g_test_add_func ("/market/lists-csv/watchlist", test_watchlist);
  g_test_add_func ("/market/lists-csv/D28-shapes", test_shapes);
  g_test_add_func ("/market/lists-csv/underscores", test_underscores);
  g_test_add_func ("/market/lists-csv/D28-problems", test_problems);
  g_test_add_func ("/market/lists-csv/D28-no-table", test_no_table);
  g_test_add_func ("/market/lists-csv/holdings", test_holdings);
  g_test_add_func ("/market/lists-csv/round-trip", test_round_trip);
  g_test_add_func ("/market/lists-csv/D28-many-rows", test_many_rows);
  g_test_add_func ("/market/lists-csv/noise", test_noise);
  g_test_add_func ("/market/lists-csv/json", test_json);
  return g_test_run ();
}
