/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "cw-heat-map.h"
#include "cw-plot-view.h"
#include "cw-risk-command.h"
#include "cw-risk-report.h"
#include "cw-scenarios.h"
#include "cw-series-builder.h"
#include "cw-settings-store.h"
#include "cw-until.h"
#include "cw-widget-samples.h"

#define DAY (24 * 60 * 60)
#define FIRST_TIME G_GINT64_CONSTANT (1514903400) /* 2 January 2018 14:30 UTC */

/* A generator of its own, so that every machine has the same prices. */
static double
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return (double) (*state >> 8) / (double) (1 << 24) - 0.5;
}

/* Prices that follow a market common to all, each in its own measure. */
static CwSeries *
make_series (const char *symbol, double beta, gsize first, gsize n)
{
  g_autoptr (CwSeriesBuilder) builder = cw_series_builder_new (symbol, CW_INTERVAL_1D);
  guint32 market = 7, own = 1000 + g_str_hash (symbol) % 1000;
  double price = 100;

  cw_series_builder_set_text (&builder->info.currency, "USD");
  for (gsize i = 0; i < n; i++)
    {
      price *= 1 + beta * 0.03 * next_random (&market) + 0.003 * next_random (&own);
      if (i >= first)
        cw_series_builder_add_bar (builder, FIRST_TIME + (gint64) (i / 5 * 7 + i % 5) * DAY, price,
                                   price, price, price, price, 1);
    }
  return cw_series_builder_end (builder);
}

static CwRiskPart *
add_part (CwRiskQuestion *question, const char *symbol, CwSeries *series)
{
  CwRiskPart *part = cw_risk_part_new (symbol, NULL);

  part->series = series;
  g_ptr_array_add (question->parts, part);
  return part;
}

static CwRiskQuestion *
new_question (CwRiskPortfolio portfolio)
{
  CwRiskQuestion *question = cw_risk_question_new ();

  question->portfolio = portfolio;
  question->range = CW_RANGE_MAX;
  question->measure = (CwRiskMeasure){ .confidence = 0.95, .horizon = 1 };
  question->benchmark_name = g_strdup ("SPY");
  question->benchmark = make_series ("SPY", 1, 0, 800);
  return question;
}

static CwRiskQuestion *
new_pair (CwRiskPortfolio portfolio)
{
  CwRiskQuestion *question = new_question (portfolio);

  add_part (question, "AAA", make_series ("AAA", 0.8, 0, 800));
  add_part (question, "BBB", make_series ("BBB", 1.6, 0, 800));
  return question;
}

/* --- studies --- */

static void
test_study (void)
{
  g_autoptr (CwRiskStudy) study = cw_risk_study_make (new_pair (CW_RISK_EQUAL), NULL);

  g_assert_null (study->problem);
  g_assert_cmpuint (study->basket->n_symbols, ==, 2);
  g_assert_cmpuint (study->basket->returns->n_days, ==, 799);
  g_assert_cmpfloat_with_epsilon (study->betas[0], 0.8, 0.1);
  g_assert_cmpfloat_with_epsilon (study->betas[1], 1.6, 0.1);
  g_assert_cmpfloat (study->day_var, ==, study->figures.var[CW_VAR_HISTORICAL].value);
  g_assert_nonnull (study->histogram);
  g_assert_nonnull (study->drawdown);
  g_assert_cmpint (cw_plot_get_n_items (study->correlation), ==, 4);
  g_assert_cmpuint (cw_risk_study_count_left_out (study), ==, 0);
  g_assert_null (study->shortest);
}

/* Over more days the figures are others, but the histogram is of days still. */
static void
test_horizon (void)
{
  CwRiskQuestion *question = new_pair (CW_RISK_EQUAL);
  g_autoptr (CwRiskStudy) study = NULL;

  question->measure.horizon = 10;
  study = cw_risk_study_make (question, NULL);
  g_assert_cmpfloat (study->figures.var[CW_VAR_HISTORICAL].value, >, 1.5 * study->day_var);
}

/* A symbol that cannot be used is named, and the others are all the portfolio. */
static void
test_left_out (void)
{
  CwRiskQuestion *question = new_pair (CW_RISK_EQUAL);
  CwRiskPart *failed = cw_risk_part_new ("CCC", NULL);
  g_autoptr (CwRiskStudy) study = NULL;
  const CwRiskPart *young;

  failed->reason = g_strdup ("No answer");
  g_ptr_array_add (question->parts, failed);
  add_part (question, "DDD", make_series ("DDD", 1, 780, 800));
  study = cw_risk_study_make (question, NULL);
  g_assert_cmpuint (study->basket->n_symbols, ==, 2);
  g_assert_cmpuint (study->basket->returns->n_days, ==, 799);
  g_assert_cmpuint (cw_risk_study_count_left_out (study), ==, 2);
  young = g_ptr_array_index (study->question->parts, 3);
  g_assert_cmpstr (young->reason, ==, "It has prices of 20 days only, which are too few");
}

static void
test_problems (void)
{
  CwRiskQuestion *question = new_question (CW_RISK_EQUAL);
  g_autoptr (CwRiskStudy) nothing = cw_risk_study_make (question, NULL);
  g_autoptr (CwRiskStudy) apart = NULL;

  g_assert_null (nothing->basket);
  g_assert_nonnull (nothing->problem);
  question = new_question (CW_RISK_EQUAL);
  add_part (question, "OLD", make_series ("OLD", 1, 0, 300));
  add_part (question, "NEW", make_series ("NEW", 1, 290, 700));
  apart = cw_risk_study_make (question, NULL);
  g_assert_null (apart->basket);
  g_assert_cmpstr (apart->problem, ==, "There are 9 daily returns that all symbols share.");
  g_assert_nonnull (strstr (apart->remedy, "30"));
}

static void
test_shortest (void)
{
  CwRiskQuestion *question = new_pair (CW_RISK_EQUAL);
  g_autoptr (CwRiskStudy) study = NULL;

  add_part (question, "YOUNG", make_series ("YOUNG", 1, 500, 800));
  study = cw_risk_study_make (question, NULL);
  g_assert_cmpstr (study->shortest, ==, "YOUNG");
  g_assert_cmpuint (study->basket->returns->n_days, ==, 299);
}

/* Of many symbols those are mapped that bring most into the risk, the first of them first. */
static void
test_many (void)
{
  CwRiskQuestion *question = new_question (CW_RISK_EQUAL);
  g_autoptr (CwRiskStudy) study = NULL;
  g_autofree char *first = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *symbol = g_strdup_printf ("S%02u", i);

      add_part (question, symbol, make_series (symbol, 0.5 + 0.05 * i, 0, 400));
    }
  study = cw_risk_study_make (question, NULL);
  g_assert_cmpuint (study->n_correlated, ==, CW_HEAT_MAP_MOST);
  first = cw_plot_describe_item (study->correlation, 0);
  g_assert_cmpstr (first, ==, "S39");
}

static void
test_actual (void)
{
  g_autoptr (CwRiskStudy) study = cw_risk_study_make (new_pair (CW_RISK_EQUAL), NULL);
  gsize n_known = 0;

  for (gsize i = 0; i < cw_scenario_get_n (); i++)
    {
      double first = cw_risk_study_get_actual (study, i, 0);
      double both = cw_risk_study_get_actual (study, i, 2);

      /* Of all falls only that of 2020 lies within these years. */
      g_assert_true (isnan (first) == !g_str_equal (cw_scenario_get (i)->id, "covid-2020"));
      if (isnan (first))
        continue;
      g_assert_cmpfloat_with_epsilon (both, (first + cw_risk_study_get_actual (study, i, 1)) / 2,
                                      1e-12);
      n_known++;
    }
  g_assert_cmpuint (n_known, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (cw_risk_study_make (new_pair (CW_RISK_EQUAL), cancellable));
}

static void
test_same (void)
{
  g_autoptr (CwRiskQuestion) a = new_pair (CW_RISK_EQUAL);
  g_autoptr (CwRiskQuestion) b = new_question (CW_RISK_EQUAL);
  CwRiskPart *part = NULL;

  cw_series_unref (b->benchmark);
  b->benchmark = cw_series_ref (a->benchmark);
  for (guint i = 0; i < a->parts->len; i++)
    {
      part = g_ptr_array_index (a->parts, i);
      g_assert_false (cw_risk_question_is_same (a, b));
      add_part (b, part->name, cw_series_ref (part->series));
    }
  g_assert_true (cw_risk_question_is_same (a, b));
  b->measure.horizon = 5;
  g_assert_false (cw_risk_question_is_same (a, b));
  b->measure.horizon = 1;
  /* That it was answered makes no difference. */
  part->reason = g_strdup ("too short");
  g_assert_true (cw_risk_question_is_same (a, b));
}

/* A list becomes what is held of it, all of it, or one of it. */
static void
test_list (void)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  g_autoptr (GPtrArray) holdings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  static const struct
  {
    const char *portfolio, *symbol, *requests;
  } cases[] = { { "equal", "", "AAA finnhub:BBB CCC DDD" },
                { "holdings", "", "finnhub:BBB DDD" },
                { "symbol", "CCC", "CCC" },
                { "symbol", "BBB", "finnhub:BBB" },
                { "symbol", "NOSUCH", "AAA" } };
  g_autoptr (CwRiskChoice) choice = cw_risk_choice_new ();
  g_autoptr (CwSymbolList) list = NULL;
  gsize n = 0;

  g_ptr_array_add (entries, cw_list_entry_new ("AAA", NULL, NULL, NAN, NAN));
  g_ptr_array_add (entries, cw_list_entry_new ("BBB", "finnhub", NULL, NAN, NAN));
  g_ptr_array_add (entries, cw_list_entry_new ("CCC", NULL, NULL, NAN, NAN));
  g_ptr_array_add (entries, cw_list_entry_new ("DDD", NULL, NULL, NAN, NAN));
  g_ptr_array_add (holdings, cw_holding_new ("BBB", 3, 10, NULL, NULL));
  g_ptr_array_add (holdings, cw_holding_new ("DDD", 4, 10, NULL, NULL));
  list = cw_symbol_list_new (1, "List", entries, holdings);
  for (; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (CwRiskQuestion) question = NULL;
      g_autoptr (GString) requests = g_string_new (NULL);

      g_object_set (choice, "portfolio", cases[n].portfolio, "symbol", cases[n].symbol, NULL);
      question = cw_risk_question_new_for_list (choice, list);
      for (guint i = 0; i < question->parts->len; i++)
        {
          const CwRiskPart *part = g_ptr_array_index (question->parts, i);

          g_string_append_printf (requests, "%s%s", i > 0 ? " " : "", part->request);
          g_assert_true ((part->holding != NULL) == g_str_equal (cases[n].portfolio, "holdings"));
        }
      g_assert_cmpstr (requests->str, ==, cases[n].requests);
    }
  g_assert_cmpuint (n, ==, 5);
}

/* --- the choice and the command --- */

static void
test_choice (void)
{
  g_autoptr (CwRiskChoice) choice = cw_risk_choice_new ();

  g_object_set (choice, "range", "1y", "confidence", "0.975", "horizon", "21", "price", "close",
                "portfolio", "holdings", "symbol", "BRK-B", NULL);
  g_assert_cmpint (cw_risk_choice_get_range (choice), ==, CW_RANGE_1Y);
  g_assert_cmpfloat (cw_risk_choice_get_measure (choice).confidence, ==, 0.975);
  g_assert_cmpint (cw_risk_choice_get_measure (choice).horizon, ==, 21);
  g_assert_cmpint (cw_risk_choice_get_price (choice), ==, CW_RETURNS_CLOSE);
  g_assert_cmpint (cw_risk_choice_get_portfolio (choice), ==, CW_RISK_HOLDINGS);
  g_assert_cmpstr (cw_risk_choice_get_symbol (choice), ==, "BRK-B");
  /* Whoever may write there may write nonsense. */
  g_object_set (choice, "range", "3w", "confidence", "2", "symbol", "b%d", "portfolio", "", NULL);
  g_assert_cmpint (cw_risk_choice_get_range (choice), ==, CW_RANGE_1Y);
  g_assert_cmpfloat (cw_risk_choice_get_measure (choice).confidence, ==, 0.975);
  g_assert_cmpstr (cw_risk_choice_get_symbol (choice), ==, "BRK-B");
  g_assert_cmpint (cw_risk_choice_get_portfolio (choice), ==, CW_RISK_HOLDINGS);
}

static void
test_kept (void)
{
  g_autoptr (GSettings) store = cw_settings_store_open (FALSE);
  g_autoptr (CwRiskChoice) first = cw_risk_choice_new ();
  g_autoptr (CwRiskChoice) second = cw_risk_choice_new ();

  if (store == NULL)
    {
      g_test_skip ("the schema is not compiled");
      return;
    }
  cw_risk_choice_keep (first, store);
  g_object_set (first, "range", "2y", "symbol", "IBM", NULL);
  cw_risk_choice_keep (second, store);
  g_assert_cmpint (cw_risk_choice_get_range (second), ==, CW_RANGE_2Y);
  g_assert_cmpstr (cw_risk_choice_get_symbol (second), ==, "IBM");
  cw_risk_choice_keep (first, NULL);
  g_object_set (first, "range", "1y", NULL);
  g_assert_cmpint (cw_risk_choice_get_range (second), ==, CW_RANGE_2Y);
}

static void
test_command (void)
{
  static const struct
  {
    CwRiskPortfolio portfolio;
    gboolean some_left_out;
    CwRiskCommand command;
    const char *text;
  } cases[] = {
#define END " --range 5y --confidence 0.95 --horizon 1 --price adjclose"
    { CW_RISK_EQUAL, FALSE, { .list = "Watchlist" }, "risk --list Watchlist" END },
    { CW_RISK_EQUAL, FALSE, { .list = "My “best” list" }, "risk --list 'My “best” list'" END },
    { CW_RISK_EQUAL, TRUE, { .list = "Watchlist" }, "risk AAA BBB" END },
    { CW_RISK_EQUAL, FALSE, { .list = NULL }, "risk AAA BBB" END },
    { CW_RISK_HOLDINGS, FALSE, { .list = "Depot" }, "risk --holdings --list Depot" END },
    { CW_RISK_HOLDINGS, TRUE, { .list = "Depot" }, "risk --holdings --list Depot AAA BBB" END },
    { CW_RISK_HOLDINGS, FALSE, { .list = NULL }, NULL },
    { CW_RISK_EQUAL,
      FALSE,
      { .demo = TRUE,
        .offline = TRUE,
        .data_dir = "/a dir",
        .provider = "finnhub",
        .benchmark = "^GSPC" },
      "--demo --offline --data-dir '/a dir' --provider finnhub risk AAA BBB" END
      " --benchmark '^GSPC'" },
  };
  g_autoptr (CwRiskChoice) choice = cw_risk_choice_new ();
  gsize n = 0;

  for (; n < G_N_ELEMENTS (cases); n++)
    {
      CwRiskQuestion *question = new_pair (cases[n].portfolio);
      g_autoptr (CwRiskStudy) study = g_new0 (CwRiskStudy, 1);
      g_autofree char *expected = g_strconcat ("candlewick-cli ", cases[n].text, NULL);
      g_autofree char *text = NULL;

      study->question = question;
      if (cases[n].some_left_out)
        add_part (question, "CCC", NULL)->reason = g_strdup ("no answer");
      text = cw_risk_command_make (&cases[n].command, study, choice);
      g_assert_cmpstr (text, ==, cases[n].text != NULL ? expected : NULL);
    }
  g_assert_cmpuint (n, ==, 8);
}

/* --- what is shown --- */

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
await_text (GtkWidget *widget, const char *text)
{
  CW_UNTIL (shows_text (widget, text));
}

static GtkWidget *
present (const CwRiskStudy *study)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *report = g_object_new (CW_TYPE_RISK_REPORT, NULL);

  gtk_window_set_child (GTK_WINDOW (window), report);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  cw_risk_report_show (CW_RISK_REPORT (report), study);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (report) || !cw_risk_report_is_settled (CW_RISK_REPORT (report)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static char *
make_portfolio_text (const CwRiskStudy *study, double shock)
{
  double change = cw_scenario_apply_to_all (shock, study->betas, study->basket->weights, 2);

  return g_strdup_printf ("Portfolio %s %s%.1f\u202f%%", change < 0 ? "▼" : "▲",
                          change < 0 ? "\u2212" : "+", 100 * fabs (change));
}

/* The slider says what happens to the portfolio, wherever it stands. */
static void
test_slider (void)
{
  static const double shocks[] = { -35, 10, -60, 45 };
  g_autoptr (CwRiskStudy) study = cw_risk_study_make (new_pair (CW_RISK_EQUAL), NULL);
  GtkWidget *window = present (study);
  GtkWidget *slider = cw_find_widget (window, GTK_TYPE_SCALE);
  gsize n = 0;

  g_assert_true (shows_text (window, "Market \u221220.0\u202f%"));
  for (; n < G_N_ELEMENTS (shocks); n++)
    {
      g_autofree char *expected = make_portfolio_text (study, shocks[n] / 100);

      gtk_range_set_value (GTK_RANGE (slider), shocks[n]);
      await_text (window, expected);
    }
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (shows_text (window, "Actual"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is pointed at by keys stands below the picture. */
static void
test_plot_keys (void)
{
  g_autoptr (CwRiskStudy) study = cw_risk_study_make (new_pair (CW_RISK_EQUAL), NULL);
  GtkWidget *window = present (study);
  GtkWidget *view = cw_find_widget (window, CW_TYPE_PLOT_VIEW);
  g_autofree char *first = cw_plot_describe_item (study->histogram, 0);
  g_autofree char *last =
      cw_plot_describe_item (study->histogram, cw_plot_get_n_items (study->histogram) - 1);
  GListModel *controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_KEY (keys))
        continue;
      g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_End, 0, 0, &handled);
      g_assert_true (handled);
      g_assert_true (shows_text (window, last));
      g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Home, 0, 0, &handled);
      g_assert_true (handled);
      g_assert_true (shows_text (window, first));
      g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_a, 0, 0, &handled);
      g_assert_false (handled);
    }
  g_object_unref (controllers);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A phone's width is enough. */
static void
test_narrow (void)
{
  g_autoptr (CwRiskStudy) study = cw_risk_study_make (new_pair (CW_RISK_EQUAL), NULL);
  GtkWidget *window = present (study);
  int minimum;

  gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (window)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, >, 100);
  g_assert_cmpint (minimum, <=, 324); /* 360 without the page's margins */
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  adw_init ();
  g_test_init (&argc, &argv, NULL); /* the session has its own directories */
  g_test_add_func ("/ui/risk-study/study", test_study);
  g_test_add_func ("/ui/risk-study/horizon", test_horizon);
  g_test_add_func ("/ui/risk-study/left-out", test_left_out);
  g_test_add_func ("/ui/risk-study/problems", test_problems);
  g_test_add_func ("/ui/risk-study/shortest", test_shortest);
  g_test_add_func ("/ui/risk-study/many", test_many);
  g_test_add_func ("/ui/risk-study/actual", test_actual);
  g_test_add_func ("/ui/risk-study/cancelled", test_cancelled);
  g_test_add_func ("/ui/risk-study/same", test_same);
  g_test_add_func ("/ui/risk-study/list", test_list);
  g_test_add_func ("/ui/risk-study/choice", test_choice);
  g_test_add_func ("/ui/risk-study/kept", test_kept);
  g_test_add_func ("/ui/risk-study/command", test_command);
  g_test_add_func ("/ui/risk-study/slider", test_slider);
  g_test_add_func ("/ui/risk-study/plot-keys", test_plot_keys);
  g_test_add_func ("/ui/risk-study/narrow", test_narrow);
  return g_test_run ();
}
