/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cw-alert-text.h"

/* What is said of alerts, in English. */

#define NNBSP "\u202f"

static CwAlert *
alert_new (CwAlertKind kind, double level)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = "AAPL";
  fields.kind = kind;
  fields.level = level;
  fields.period = cw_alert_kind_has_period (kind) ? 50 : 0;
  fields.currency = "USD";
  return cw_alert_new (&fields);
}

static const struct
{
  CwAlertKind kind;
  double level, value, threshold;
  const char *waits, *headline, *detail;
} cases[] = {
  { CW_ALERT_PRICE_RISES, 200, 201.3, 200, "Rises to 200.00 USD", "AAPL rose to 201.30 USD",
    "Your alert was at 200.00 USD" },
  { CW_ALERT_PRICE_FALLS, 0.0125, 0.01, 0.0125, "Falls to 0.0125 USD", "AAPL fell to 0.01 USD",
    "Your alert was at 0.0125 USD" },
  { CW_ALERT_DAY_RISES, 5, 5.234, 5, "Gains 5" NNBSP "% in a day",
    "AAPL gained 5.23" NNBSP "% in a day", "Your alert was at 5" NNBSP "%" },
  { CW_ALERT_DAY_FALLS, 2.5, -3, -2.5, "Loses 2.5" NNBSP "% in a day",
    "AAPL lost 3" NNBSP "% in a day", "Your alert was at 2.5" NNBSP "%" },
  { CW_ALERT_DAY_MOVES, 4, -4.5, -4, "Moves 4" NNBSP "% in a day",
    "AAPL lost 4.5" NNBSP "% in a day", "Your alert was at 4" NNBSP "%" },
  { CW_ALERT_RSI_RISES, 70, 71.26, 70, "RSI rises above 70", "The RSI of AAPL rose to 71.3",
    "Your alert was at 70" },
  { CW_ALERT_RSI_FALLS, 29.5, 28, 29.5, "RSI falls below 29.5", "The RSI of AAPL fell to 28.0",
    "Your alert was at 29.5" },
  { CW_ALERT_AVERAGE_RISES, (double) NAN, 133.5, 133.499, "Rises above its 50-day average",
    "AAPL rose above its 50-day average", "The price is 133.500 USD, the average 133.499" },
  { CW_ALERT_AVERAGE_FALLS, (double) NAN, 120, 121.5, "Falls below its 50-day average",
    "AAPL fell below its 50-day average", "The price is 120.00 USD, the average 121.50" },
  { CW_ALERT_MACD_RISES, (double) NAN, 0.5, 0.25, "MACD rises above its signal",
    "The MACD of AAPL rose above its signal", "MACD is 0.500, the signal 0.250" },
  { CW_ALERT_MACD_FALLS, (double) NAN, -0.5, 0.25, "MACD falls below its signal",
    "The MACD of AAPL fell below its signal", "MACD is \u22120.500, the signal 0.250" },
  { CW_ALERT_DECISION_BUY, (double) NAN, (double) NAN, (double) NAN, "Decision becomes Buy",
    "The decision for AAPL became Sell", "It was Hold" },
  { CW_ALERT_DECISION_SELL, (double) NAN, (double) NAN, (double) NAN, "Decision becomes Sell",
    "The decision for AAPL became Sell", "It was Hold" },
  { CW_ALERT_DECISION_CHANGES, (double) NAN, (double) NAN, (double) NAN, "Decision changes",
    "The decision for AAPL became Sell", "It was Hold" },
};

static void
test_every_kind (void)
{
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwAlert) alert = alert_new (cases[n].kind, cases[n].level);
      g_autofree char *waits = cw_alert_describe (alert);
      g_autoptr (CwAlertEvent) event =
          cw_alert_event_new (&(CwAlertEvent){ .alert = alert,
                                               .value = cases[n].value,
                                               .threshold = cases[n].threshold,
                                               .before = "hold",
                                               .after = "sell",
                                               .decimals = 2 });
      g_autofree char *headline = cw_alert_event_get_headline (event);
      g_autofree char *detail = cw_alert_event_get_detail (event);

      g_assert_cmpint (cases[n].kind, ==, n);
      g_assert_cmpstr (waits, ==, cases[n].waits);
      g_assert_cmpstr (headline, ==, cases[n].headline);
      g_assert_cmpstr (detail, ==, cases[n].detail);
      g_assert_cmpstr (cw_alert_kind_get_name (cases[n].kind), !=, "");
    }
  g_assert_cmpuint (n, ==, CW_N_ALERT_KINDS);
}

static void
test_target (void)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) alert = NULL;
  g_autoptr (CwAlertEvent) event = NULL;
  g_autofree char *detail = NULL;

  fields.symbol = "AAPL";
  fields.kind = CW_ALERT_PRICE_FALLS;
  fields.level = 96;
  fields.is_target = TRUE;
  alert = cw_alert_new (&fields);
  event = cw_alert_event_new (&(CwAlertEvent){ .alert = alert, .value = 95, .threshold = 96 });
  detail = cw_alert_event_get_detail (event);
  g_assert_cmpstr (detail, ==, "Your price to buy below is 96.00");
}

static CwAlertFacts
facts_new (void)
{
  CwAlertFacts facts;

  cw_alert_facts_init (&facts);
  facts.quote = cw_quote_make (133.5, 130, 1700000000);
  facts.technicals.rsi = 60.65;
  facts.technicals.macd = 2.5;
  facts.technicals.signal_line = 2;
  facts.action = CW_ACTION_BUY;
  g_strlcpy (facts.currency, "USD", sizeof facts.currency);
  return facts;
}

static void
assert_now (CwAlertKind kind, double level, double average, const char *expected)
{
  g_autoptr (CwAlert) alert = alert_new (kind, level);
  CwAlertFacts facts = facts_new ();
  g_autofree char *now = cw_alert_describe_now (alert, &facts, average);
  g_autofree char *unknown = cw_alert_describe_now (alert, NULL, NAN);

  g_assert_cmpstr (now, ==, expected);
  g_assert_cmpstr (unknown, ==, "Not known yet");
}

static void
test_now (void)
{
  assert_now (CW_ALERT_PRICE_RISES, 200, NAN, "Now 133.50 USD, 49.8" NNBSP "% away");
  assert_now (CW_ALERT_PRICE_RISES, 100, NAN, "Now 133.50 USD, which is past it");
  assert_now (CW_ALERT_AVERAGE_FALLS, NAN, 120, "Now 133.50 USD, 10.1" NNBSP "% away");
  assert_now (CW_ALERT_AVERAGE_FALLS, NAN, NAN, "Not known yet");
  assert_now (CW_ALERT_DAY_MOVES, 5, NAN, "Now +2.69" NNBSP "%");
  assert_now (CW_ALERT_RSI_RISES, 70, NAN, "Now 60.6");
  assert_now (CW_ALERT_MACD_RISES, NAN, NAN, "Now 2.5");
  assert_now (CW_ALERT_DECISION_SELL, NAN, NAN, "Now Buy");
}

static void
test_problems (void)
{
  static const struct
  {
    CwAlertKind kind;
    double level;
    gboolean is_wrong;
  } checks[] = {
    { CW_ALERT_PRICE_RISES, 133.51, FALSE },
    { CW_ALERT_PRICE_RISES, 133.5, TRUE },
    { CW_ALERT_PRICE_RISES, (double) NAN, TRUE },
    { CW_ALERT_PRICE_RISES, 0, TRUE },
    { CW_ALERT_PRICE_RISES, -1, TRUE },
    { CW_ALERT_PRICE_RISES, 1e12, TRUE },
    { CW_ALERT_PRICE_FALLS, 133.49, FALSE },
    { CW_ALERT_PRICE_FALLS, 140, TRUE },
    { CW_ALERT_DAY_RISES, 2, TRUE },
    { CW_ALERT_DAY_RISES, 3, FALSE },
    { CW_ALERT_DAY_FALLS, 2, FALSE },
    { CW_ALERT_DAY_FALLS, 100, TRUE },
    { CW_ALERT_DAY_MOVES, 1000, TRUE },
    { CW_ALERT_RSI_RISES, 60, TRUE },
    { CW_ALERT_RSI_RISES, 70, FALSE },
    { CW_ALERT_RSI_FALLS, 100, TRUE },
    { CW_ALERT_RSI_FALLS, 30, FALSE },
    { CW_ALERT_AVERAGE_RISES, (double) NAN, FALSE },
    { CW_ALERT_MACD_RISES, (double) NAN, FALSE },
    { CW_ALERT_DECISION_BUY, (double) NAN, FALSE },
  };
  CwAlertFacts facts = facts_new ();
  guint n = 0;

  for (; n < G_N_ELEMENTS (checks); n++)
    {
      g_autoptr (CwAlert) alert = alert_new (checks[n].kind, checks[n].level);
      g_autofree char *problem = cw_alert_find_problem (alert, &facts, 120);

      g_test_message ("%u: %s", n, problem != NULL ? problem : "right");
      g_assert_cmpint (problem != NULL, ==, checks[n].is_wrong);
    }
  g_assert_cmpuint (n, ==, 20);
}

/* Where nothing is known of the symbol, only the number itself can be wrong. */
static void
test_problems_of_unknown (void)
{
  g_autoptr (CwAlert) alert = alert_new (CW_ALERT_PRICE_RISES, 1);
  g_autofree char *problem = cw_alert_find_problem (alert, NULL, NAN);
  CwAlert fields = CW_ALERT_INIT;
  guint n = 0;

  g_assert_null (problem);
  fields.symbol = "AAPL";
  fields.kind = CW_ALERT_AVERAGE_RISES;
  for (int period = -1; period <= 502; period++, n++)
    {
      g_autoptr (CwAlert) average = NULL;
      g_autofree char *wrong = NULL;

      fields.period = period;
      average = cw_alert_new (&fields);
      wrong = cw_alert_find_problem (average, NULL, NAN);
      g_assert_cmpint (wrong == NULL, ==, period >= 2 && period <= 500);
    }
  g_assert_cmpuint (n, ==, 504);
}

static void
test_split (void)
{
  CwAlert fields = CW_ALERT_INIT;
  g_autoptr (CwAlert) alert = NULL;
  g_autofree char *waits = NULL, *before = NULL;

  fields.symbol = "AAPL";
  fields.level = 200;
  fields.split_factor = 0.25;
  alert = cw_alert_new (&fields);
  waits = cw_alert_describe (alert);
  before = cw_alert_describe_split (alert);
  g_assert_cmpstr (waits, ==, "Rises to 50.00");
  g_assert_cmpstr (before, ==, "It was 200.00 before a split");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/decisions/alert-text/every-kind", test_every_kind);
  g_test_add_func ("/decisions/alert-text/target", test_target);
  g_test_add_func ("/decisions/alert-text/now", test_now);
  g_test_add_func ("/decisions/alert-text/problems", test_problems);
  g_test_add_func ("/decisions/alert-text/problems-of-unknown", test_problems_of_unknown);
  g_test_add_func ("/decisions/alert-text/split", test_split);
  return g_test_run ();
}
