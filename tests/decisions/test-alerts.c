/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cw-alert-look.h"

/* When alerts fire, and when they do not. */

#define NOON 1700000000

/* An alert and what is known of its symbol, look after look. */
typedef struct
{
  CwAlert *alert;
  CwAlertMemory memory;
  CwAlertFacts facts;
  double average;
} Watch;

static void
begin (Watch *watch, CwAlertKind kind, double level)
{
  CwAlert fields = CW_ALERT_INIT;

  fields.symbol = "AAPL";
  fields.kind = kind;
  fields.level = level;
  fields.period = cw_alert_kind_has_period (kind) ? 50 : 0;
  fields.currency = "USD";
  *watch = (Watch){ .alert = cw_alert_new (&fields), .average = (double) NAN };
  watch->memory = watch->alert->memory;
  cw_alert_facts_init (&watch->facts);
  watch->facts.knows_splits = TRUE;
  g_strlcpy (watch->facts.currency, "USD", sizeof watch->facts.currency);
}

static void
end (Watch *watch)
{
  cw_alert_unref (watch->alert);
}

static gboolean
look (Watch *watch)
{
  CwAlertLook look = cw_alert_look (watch->alert, &watch->memory, &watch->facts, watch->average);

  watch->memory = look.memory;
  return look.fires;
}

/* A second later the price is @price. */
static gboolean
see_price (Watch *watch, double price)
{
  watch->facts.quote = cw_quote_make (price, 100, watch->facts.quote.time + 1);
  return look (watch);
}

static gboolean
see_rsi (Watch *watch, double rsi)
{
  watch->facts.technicals.rsi = rsi;
  watch->facts.decided_at += 86400;
  return look (watch);
}

static gboolean
see_macd (Watch *watch, double macd, double signal)
{
  watch->facts.technicals.macd = macd;
  watch->facts.technicals.signal_line = signal;
  watch->facts.decided_at += 86400;
  return look (watch);
}

static gboolean
see_action (Watch *watch, CwAction action)
{
  watch->facts.action = action;
  watch->facts.decided_at += 86400;
  return look (watch);
}

static void
test_price_rises (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  g_assert_false (see_price (&watch, 190));
  g_assert_false (see_price (&watch, 199.99));
  g_assert_true (see_price (&watch, 200)); /* reached is enough */
  g_assert_false (see_price (&watch, 210));
  g_assert_cmpint (watch.memory.state, ==, CW_ALERT_FIRED);
  end (&watch);
}

static void
test_price_falls (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_FALLS, 150);
  g_assert_false (see_price (&watch, 151));
  g_assert_true (see_price (&watch, 149));
  g_assert_false (see_price (&watch, 140));
  end (&watch);
}

/* Single precision on its way, and it is the same price to whoever reads it. */
static void
test_almost_reached (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_RISES, 133.51);
  g_assert_false (see_price (&watch, 130));
  g_assert_false (see_price (&watch, 133.5));
  g_assert_true (see_price (&watch, (double) 133.509994f));
  end (&watch);
}

/* What is so at the first look is no news; nor is it when it is so the second time. */
static void
test_first_look (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  g_assert_false (see_price (&watch, 205));
  g_assert_cmpint (watch.memory.state, ==, CW_ALERT_MET);
  g_assert_false (see_price (&watch, 206));
  g_assert_false (see_price (&watch, 199.9)); /* no margin: it has not fired yet */
  g_assert_true (see_price (&watch, 200.1));
  end (&watch);
}

static void
test_armed_again (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  see_price (&watch, 190);
  g_assert_true (see_price (&watch, 201));
  for (int i = 0; i < 10; i++)
    {
      g_assert_false (see_price (&watch, 199.5)); /* trembles */
      g_assert_false (see_price (&watch, 200.5));
    }
  g_assert_false (see_price (&watch, 199));
  g_assert_cmpint (watch.memory.state, ==, CW_ALERT_ARMED);
  g_assert_true (see_price (&watch, 200));
  end (&watch);
}

static void
test_unknown_and_old (void)
{
  Watch watch;
  CwAlertMemory before;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  g_assert_false (see_price (&watch, NAN));
  g_assert_cmpint (watch.memory.state, ==, CW_ALERT_NEW);
  watch.facts.quote.time = NOON;
  g_assert_false (see_price (&watch, 190));
  before = watch.memory;
  g_assert_false (see_price (&watch, NAN));
  watch.facts.quote.time = NOON - 1000;
  g_assert_false (see_price (&watch, 250));
  g_assert_cmpmem (&watch.memory, sizeof before, &before, sizeof before);
  watch.facts.quote.time = NOON; /* the same moment, told anew, as where a market’s clock stands */
  g_assert_true (see_price (&watch, 250));
  end (&watch);
}

static void
test_day (void)
{
  static const struct
  {
    CwAlertKind kind;
    double quiet, loud;
  } cases[] = {
    { CW_ALERT_DAY_RISES, 94, 105 },
    { CW_ALERT_DAY_FALLS, 106, 95 },
    { CW_ALERT_DAY_MOVES, 104, 105 },
    { CW_ALERT_DAY_MOVES, 96, 95 },
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      Watch watch;

      begin (&watch, cases[n].kind, 5);
      watch.facts.day = 1;
      g_assert_false (see_price (&watch, cases[n].quiet));
      g_assert_true (see_price (&watch, cases[n].loud));
      g_assert_false (see_price (&watch, cases[n].loud));
      /* The next session opens with such a change, and that is another one. */
      watch.facts.day = 2;
      g_assert_true (see_price (&watch, cases[n].loud));
      end (&watch);
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_rsi (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_RSI_RISES, 70);
  g_assert_false (see_rsi (&watch, NAN));
  g_assert_false (see_rsi (&watch, 60));
  g_assert_false (see_rsi (&watch, 70)); /* not above */
  g_assert_true (see_rsi (&watch, 70.1));
  g_assert_false (see_rsi (&watch, 69));
  g_assert_false (see_rsi (&watch, 71));
  g_assert_false (see_rsi (&watch, 68));
  g_assert_true (see_rsi (&watch, 71));
  end (&watch);
  begin (&watch, CW_ALERT_RSI_FALLS, 30);
  see_rsi (&watch, 40);
  g_assert_true (see_rsi (&watch, 29));
  end (&watch);
}

static void
test_average (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_AVERAGE_RISES, NAN);
  g_assert_false (see_price (&watch, 99)); /* the average is not known */
  g_assert_cmpint (watch.memory.state, ==, CW_ALERT_NEW);
  watch.average = 100;
  g_assert_false (see_price (&watch, 99));
  g_assert_false (see_price (&watch, 100));
  g_assert_true (see_price (&watch, 100.01));
  watch.average = 102; /* the average may pass the price, too */
  g_assert_false (see_price (&watch, 101));
  g_assert_true (see_price (&watch, 103));
  end (&watch);
  begin (&watch, CW_ALERT_AVERAGE_FALLS, NAN);
  watch.average = 100;
  see_price (&watch, 101);
  g_assert_true (see_price (&watch, 99));
  end (&watch);
}

static void
test_macd (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_MACD_RISES, NAN);
  g_assert_false (see_macd (&watch, -1, -0.5));
  g_assert_true (see_macd (&watch, -0.4, -0.5));
  g_assert_false (see_macd (&watch, 1, 0.5));
  g_assert_false (see_macd (&watch, 0.4, 0.5));
  g_assert_true (see_macd (&watch, 0.6, 0.5));
  end (&watch);
  begin (&watch, CW_ALERT_MACD_FALLS, NAN);
  see_macd (&watch, 1, 0.5);
  g_assert_true (see_macd (&watch, 0.4, 0.5));
  end (&watch);
}

static void
test_decisions (void)
{
  static const CwAction course[] = { CW_ACTION_HOLD, CW_ACTION_HOLD, CW_ACTION_NOT_ENOUGH_DATA,
                                     CW_ACTION_BUY,  CW_ACTION_BUY,  CW_ACTION_SELL,
                                     CW_ACTION_HOLD, CW_ACTION_SELL };
  static const struct
  {
    CwAlertKind kind;
    const char *fires;
  } cases[] = {
    { CW_ALERT_DECISION_BUY, "   x    " },
    { CW_ALERT_DECISION_SELL, "     x x" },
    { CW_ALERT_DECISION_CHANGES, "   x xxx" },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Watch watch;

      begin (&watch, cases[i].kind, NAN);
      for (guint j = 0; j < G_N_ELEMENTS (course); j++, n++)
        g_assert_cmpint (see_action (&watch, course[j]), ==, cases[i].fires[j] == 'x');
      end (&watch);
    }
  g_assert_cmpuint (n, ==, 24);
}

static void
test_decision_says_what_it_was (void)
{
  Watch watch;
  CwAlertLook found;

  begin (&watch, CW_ALERT_DECISION_CHANGES, NAN);
  see_action (&watch, CW_ACTION_SELL);
  watch.facts.action = CW_ACTION_BUY;
  found = cw_alert_look (watch.alert, &watch.memory, &watch.facts, NAN);
  g_assert_true (found.fires);
  g_assert_cmpstr (found.before, ==, "sell");
  g_assert_cmpstr (found.after, ==, "buy");
  end (&watch);
}

/* Four new shares for one: no fall. */
static void
test_leap_awaits_bars (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_FALLS, 380);
  g_assert_false (see_price (&watch, 400));
  watch.facts.knows_splits = FALSE;
  g_assert_false (see_price (&watch, 390));
  g_assert_false (see_price (&watch, 97));
  g_assert_false (see_price (&watch, 97));
  g_assert_cmpfloat_with_epsilon (watch.memory.price, 390, 1e-9);
  watch.facts.knows_splits = TRUE; /* and there was none: it has crashed */
  g_assert_true (see_price (&watch, 97));
  end (&watch);
}

static void
test_other_money (void)
{
  Watch watch;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  see_price (&watch, 190);
  g_strlcpy (watch.facts.currency, "GBp", sizeof watch.facts.currency);
  g_assert_false (see_price (&watch, 210));
  watch.facts.currency[0] = '\0'; /* not said is not another one */
  g_assert_true (see_price (&watch, 210));
  end (&watch);
}

/* However a price wanders: what fires was armed before, is met now, and fires once for each time
 * it has been clearly away. */
static void
test_wandering (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_fired = 0, n_looks = 0;

  for (int run = 0; run < 200; run++)
    {
      CwAlertKind kind = run % 2 ? CW_ALERT_PRICE_RISES : CW_ALERT_PRICE_FALLS;
      int sign = run % 2 ? 1 : -1;
      gboolean away = FALSE, first = TRUE;
      double price = 100;
      Watch watch;

      begin (&watch, kind, 100 + g_rand_double_range (rand, -1, 1));
      for (int i = 0; i < 200; i++, n_looks++)
        {
          gboolean fires, met;

          price *= g_rand_double_range (rand, 0.99, 1.01);
          fires = see_price (&watch, price);
          met = sign * (price - watch.alert->level) >= -1e-4;
          g_assert_true (!fires || (met && away));
          if (!fires && met && away)
            g_assert_not_reached ();
          if (fires || first)
            away = FALSE;
          if (!met
              && (watch.memory.state == CW_ALERT_ARMED
                  || sign * (watch.alert->level - price) >= 0.005 * watch.alert->level))
            away = TRUE;
          first = FALSE;
          n_fired += fires;
        }
      end (&watch);
    }
  g_assert_cmpuint (n_looks, ==, 40000);
  g_assert_cmpuint (n_fired, >, 200);
}

/* The same course, looked at by a program that is ended and started again between any two looks,
 * gives the same: all that counts is in what is written down as news. */
static void
test_restarts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_fired = 0;

  for (int run = 0; run < 100; run++)
    {
      Watch always, restarted;
      CwAlertMemory written;
      double price = 100;

      begin (&always, CW_ALERT_PRICE_RISES, 100);
      begin (&restarted, CW_ALERT_PRICE_RISES, 100);
      written = restarted.memory;
      for (int i = 0; i < 200; i++)
        {
          gboolean fires;

          price *= g_rand_double_range (rand, 0.99, 1.01);
          fires = see_price (&always, price);
          restarted.memory = written;
          g_assert_cmpint (see_price (&restarted, price), ==, fires);
          if (cw_alert_memory_is_news (&written, &restarted.memory))
            written = restarted.memory;
          n_fired += fires;
        }
      end (&always);
      end (&restarted);
    }
  g_assert_cmpuint (n_fired, >, 100);
}

static void
test_event (void)
{
  Watch watch;
  CwAlertLook found;
  g_autoptr (CwAlertEvent) event = NULL;

  begin (&watch, CW_ALERT_PRICE_RISES, 200);
  see_price (&watch, 190);
  watch.facts.quote = cw_quote_make (201.3, 200, NOON);
  watch.facts.decimals = 4;
  found = cw_alert_look (watch.alert, &watch.memory, &watch.facts, NAN);
  g_assert_true (found.fires);
  event = cw_alert_event_new_from_look (watch.alert, &watch.facts, &found, NOON + 5);
  g_assert_cmpfloat_with_epsilon (event->value, 201.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (event->threshold, 200, 1e-9);
  g_assert_cmpint (event->time, ==, NOON);
  g_assert_cmpint (event->fired_at, ==, NOON + 5);
  g_assert_cmpint (event->decimals, ==, 4);
  g_assert_false (event->seen);
  end (&watch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/decisions/alerts/price-rises", test_price_rises);
  g_test_add_func ("/decisions/alerts/price-falls", test_price_falls);
  g_test_add_func ("/decisions/alerts/almost-reached", test_almost_reached);
  g_test_add_func ("/decisions/alerts/first-look", test_first_look);
  g_test_add_func ("/decisions/alerts/armed-again", test_armed_again);
  g_test_add_func ("/decisions/alerts/unknown-and-old", test_unknown_and_old);
  g_test_add_func ("/decisions/alerts/day", test_day);
  g_test_add_func ("/decisions/alerts/rsi", test_rsi);
  g_test_add_func ("/decisions/alerts/average", test_average);
  g_test_add_func ("/decisions/alerts/macd", test_macd);
  g_test_add_func ("/decisions/alerts/decisions", test_decisions);
  g_test_add_func ("/decisions/alerts/decision-says-what-it-was", test_decision_says_what_it_was);
  g_test_add_func ("/decisions/alerts/leap-awaits-bars", test_leap_awaits_bars);
  g_test_add_func ("/decisions/alerts/other-money", test_other_money);
  g_test_add_func ("/decisions/alerts/wandering", test_wandering);
  g_test_add_func ("/decisions/alerts/restarts", test_restarts);
  g_test_add_func ("/decisions/alerts/event", test_event);
  return g_test_run ();
}
