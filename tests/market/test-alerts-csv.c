/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-alerts-csv.h"
#include "cw-lists-export.h"

/* Alerts as files. */

#define HEAD "Symbol,Kind,Level,Period,Repeats,Currency,Note,Provider,Date\r\n"
#define MADE 1710460800 /* 2024-03-15 */

static CwImportPreview *
read_text (const char *text)
{
  return cw_alerts_csv_read (text, strlen (text));
}

static void
assert_same (const CwAlert *one, const CwAlert *other)
{
  double level = cw_alert_get_level (one), other_level = cw_alert_get_level (other);

  g_assert_cmpstr (one->symbol, ==, other->symbol);
  g_assert_cmpstr (one->provider, ==, other->provider);
  g_assert_cmpint (one->kind, ==, other->kind);
  g_assert_true (memcmp (&level, &other_level, sizeof level) == 0
                 || (isnan (level) && isnan (other_level)));
  g_assert_cmpint (one->period, ==, other->period);
  g_assert_cmpint (one->repeats, ==, other->repeats);
  g_assert_cmpstr (one->currency, ==, other->currency);
  g_assert_cmpstr (one->note, ==, other->note);
  g_assert_cmpint (one->splits_until, ==, other->splits_until);
}

static CwAlert *
alert_of (CwAlertKind kind, guint i)
{
  static const char *const notes[] = { "", "a, \"b\"", "=1+1", "’\302\240x", "-3", "\t" };
  static const double levels[] = { 0.1, 12.5, 99.999999999999986, 1e-9, 50, 1.0 / 3 };
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = i % 2 == 0 ? "BRK-B" : "^GSPC";
  fields.provider = i % 3 == 0 ? "finnhub" : NULL;
  fields.kind = kind;
  fields.level = cw_alert_kind_has_level (kind) ? levels[i] : NAN;
  fields.period = cw_alert_kind_has_period (kind) ? 2 + (int) i * 90 : 0;
  fields.repeats = i % 2 == 1;
  fields.currency = cw_alert_kind_has_price (kind) && i > 0 ? "GBp" : "";
  fields.note = notes[i];
  fields.created_at = MADE;
  fields.splits_until = MADE;
  return cw_alert_new (&fields);
}

/* Every kind, several times each, bit for bit. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CwImportPreview) preview = NULL;

  for (guint i = 0; i < CW_N_ALERT_KINDS * 6; i++)
    g_ptr_array_add (alerts, alert_of (i / 6, i % 6));
  cw_alerts_csv_write (alerts, text);
  g_assert_true (g_str_has_prefix (text->str, HEAD));
  preview = cw_alerts_csv_read (text->str, text->len);
  g_assert_cmpuint (preview->n_problems, ==, 0);
  g_assert_cmpuint (preview->entries->len + preview->holdings->len, ==, 0);
  g_assert_cmpuint (preview->alerts->len, ==, 84);
  for (guint i = 0; i < preview->alerts->len; i++)
    assert_same (g_ptr_array_index (preview->alerts, i), g_ptr_array_index (alerts, i));
}

/* What splits have made of a level is what it is today; a target is the list's own. */
static void
test_written_as_today (void)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = "AAPL";
  fields.level = 400;
  fields.split_factor = 0.25;
  fields.created_at = MADE - 1000000;
  fields.splits_until = MADE + 50000;
  fields.currency = "notacurrency";
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  fields.is_target = TRUE;
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  cw_alerts_csv_write (alerts, text);
  g_assert_cmpstr (text->str, ==, HEAD "AAPL,price-rises,100,,no,,,,2024-03-15\r\n");
}

/* Columns in any order and among others, what is usual left out, and one symbol as often as it
 * likes. */
static void
test_shapes (void)
{
  g_autoptr (CwImportPreview) preview =
      read_text ("\xef\xbb\xbfnote;KIND;broker;symbol;level;repeats\n"
                 "first;Price-Rises ;x; aapl;10.5;TRUE\n"
                 "second;price-falls;x;AAPL;9;\n"
                 ";macd-rises;x;AAPL;nonsense;0\n");
  const CwAlert *first, *last;

  g_assert_cmpuint (preview->n_problems, ==, 0);
  g_assert_cmpuint (preview->alerts->len, ==, 3);
  first = g_ptr_array_index (preview->alerts, 0);
  last = g_ptr_array_index (preview->alerts, 2);
  g_assert_cmpstr (first->symbol, ==, "AAPL");
  g_assert_cmpint (first->kind, ==, CW_ALERT_PRICE_RISES);
  g_assert_cmpfloat_with_epsilon (first->level, 10.5, 1e-12);
  g_assert_true (first->repeats);
  g_assert_cmpstr (first->note, ==, "first");
  g_assert_cmpint (first->splits_until, ==, 0);
  g_assert_true (isnan (last->level));
  g_assert_false (last->repeats);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *line, *problem;
  } cases[] = {
    { "A PL,price-rises,1,,,,,,", "“A PL” is not a ticker symbol" },
    { ",price-rises,1,,,,,,", "“” is not a ticker symbol" },
    { "AAPL,,1,,,,,,", "“” is nothing that an alert waits for" },
    { "AAPL,price-%s,1,,,,,,", "“price-%s” is nothing that an alert waits for" },
    { "AAPL,price-rises,,,,,,,", "Column “Level”: a price" },
    { "AAPL,price-rises,0,,,,,,", "Column “Level”: a price" },
    { "AAPL,price-rises,-1,,,,,,", "Column “Level”: a price" },
    { "AAPL,price-rises,1e12,,,,,,", "Column “Level”: a price" },
    { "AAPL,price-rises,nan,,,,,,", "Column “Level”: “nan” is not a number" },
    { "AAPL,price-rises,inf,,,,,,", "Column “Level”: “inf” is not a number" },
    { "AAPL,price-rises,ten,,,,,,", "Column “Level”: “ten” is not a number" },
    { "AAPL,day-rises,1000,,,,,,", "Column “Level”: a number more than 0 and less than 1000" },
    { "AAPL,day-falls,100,,,,,,", "Column “Level”: a number more than 0 and less than 100" },
    { "AAPL,rsi-rises,100,,,,,,", "Column “Level”: a number more than 0 and less than 100" },
    { "AAPL,rsi-falls,,,,,,,", "Column “Level”: a number more than 0 and less than 100" },
    { "AAPL,average-rises,,,,,,,", "Column “Period”: a number of days from 2 to 500" },
    { "AAPL,average-rises,,1,,,,,", "Column “Period”: a number of days from 2 to 500" },
    { "AAPL,average-rises,,501,,,,,", "Column “Period”: a number of days from 2 to 500" },
    { "AAPL,average-rises,,20.5,,,,,", "Column “Period”: a number of days from 2 to 500" },
    { "AAPL,average-rises,,1e300,,,,,", "Column “Period”: a number of days from 2 to 500" },
    { "AAPL,macd-rises,,,perhaps,,,,", "“perhaps” is neither yes nor no" },
    { "AAPL,price-rises,1,,,dollars,,,", "“dollars” is not a currency’s code" },
    { "AAPL,macd-rises,,,,,,,yesterday", "“yesterday” is not a day written as" },
    { "AAPL,macd-rises,,,,,,,2024-02-30", "“2024-02-30” is not a day written as" },
    { "\xff,macd-rises,,,,,,,", "This is not UTF-8 text" },
    { "\"AAPL,macd-rises", "The quotation marks in this line do not match" },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autofree char *text = g_strconcat (HEAD, cases[n].line, "\nMSFT,macd-rises\n", NULL);
      g_autoptr (CwImportPreview) preview = read_text (text);
      const CwImportProblem *problem;

      g_assert_cmpuint (preview->n_problems, ==, 1);
      problem = g_ptr_array_index (preview->problems, 0);
      g_test_message ("%s", problem->message);
      g_assert_true (g_str_has_prefix (problem->message, cases[n].problem));
      g_assert_cmpuint (problem->line, ==, 2);
      /* The other line comes. */
      g_assert_cmpuint (preview->alerts->len, ==, 1);
    }
  g_assert_cmpuint (n, ==, 26);
}

/* What is no table of alerts brings nothing, and says so. */
static void
test_no_table (void)
{
  static const char *const texts[] = { "", "\n\n", "AAPL\nMSFT\n", "{\"alerts\": []}",
                                       "Shares,Kind\n1,2\n" };
  g_autoptr (CwImportPreview) nul = cw_alerts_csv_read ("Symbol\0,Kind\nA,macd-rises\n", 26);
  guint n = 0;

  for (; n < G_N_ELEMENTS (texts); n++)
    {
      g_autoptr (CwImportPreview) preview = read_text (texts[n]);

      g_assert_cmpuint (preview->alerts->len, ==, 0);
      g_assert_cmpuint (preview->n_problems, >, 0);
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (nul->alerts->len, ==, 0);
  g_assert_cmpuint (nul->n_problems, ==, 1);
}

/* More than anybody can look after. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (CwImportPreview) preview = NULL;

  for (guint i = 0; i < CW_ALERTS_MAX_IMPORT + 500; i++)
    g_string_append_printf (text, "A%u,macd-rises\n", i);
  preview = cw_alerts_csv_read (text->str, text->len);
  g_assert_cmpuint (preview->alerts->len, ==, CW_ALERTS_MAX_IMPORT);
  g_assert_cmpuint (preview->n_problems, ==, 500);
}

static void
test_begin (void)
{
  static const struct
  {
    gint64 read, begun;
  } cases[] = { { 0, MADE }, { MADE - 5, MADE - 5 }, { MADE + 5, MADE }, { 1, 1 } };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      CwAlert fields = CW_ALERT_INIT;
      g_autoptr (CwAlert) begun = NULL;

      fields.symbol = "AAPL";
      fields.id = 7;
      fields.splits_until = cases[n].read;
      begun = cw_alert_begin (&fields, MADE);
      g_assert_cmpint (begun->id, ==, 0);
      g_assert_cmpint (begun->splits_until, ==, cases[n].begun);
      g_assert_cmpint (begun->created_at, ==, cases[n].begun);
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) none = g_string_new (NULL);
  CwAlert fields = CW_ALERT_INIT;

  cw_lists_json_write (lists, alerts, none);
  g_assert_cmpstr (none->str, ==, "{\"lists\": [], \"alerts\": []}\n");
  fields.symbol = "AAPL";
  fields.level = 0.5;
  fields.note = "\"x\"";
  fields.created_at = MADE;
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  g_ptr_array_add (alerts, alert_of (CW_ALERT_AVERAGE_FALLS, 1));
  fields.is_target = TRUE;
  g_ptr_array_add (alerts, cw_alert_new (&fields));
  cw_lists_json_write (lists, alerts, text);
  g_assert_cmpstr (
      text->str, ==,
      "{\"lists\": [], \"alerts\": [\n"
      " {\"symbol\": \"AAPL\", \"kind\": \"price-rises\", \"level\": 0.5, \"period\": null, "
      "\"repeats\": false, \"currency\": null, \"note\": \"\\\"x\\\"\", \"provider\": null, "
      "\"date\": \"2024-03-15\"},\n"
      " {\"symbol\": \"^GSPC\", \"kind\": \"average-falls\", \"level\": null, \"period\": 92, "
      "\"repeats\": true, \"currency\": null, \"note\": \"a, \\\"b\\\"\", \"provider\": null, "
      "\"date\": \"2024-03-15\"}]}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/market/alerts-csv/round-trip", test_round_trip);
  g_test_add_func ("/market/alerts-csv/written-as-today", test_written_as_today);
  g_test_add_func ("/market/alerts-csv/shapes", test_shapes);
  g_test_add_func ("/market/alerts-csv/problems", test_problems);
  g_test_add_func ("/market/alerts-csv/no-table", test_no_table);
  g_test_add_func ("/market/alerts-csv/many", test_many);
  g_test_add_func ("/market/alerts-csv/begin", test_begin);
  g_test_add_func ("/market/alerts-csv/json", test_json);
  return g_test_run ();
}
