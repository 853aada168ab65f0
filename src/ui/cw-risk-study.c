/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-study.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-position.h"
#include "cw-risk-study-private.h"
#include "cw-scenarios.h"
#include "cw-splice.h"

/* Somebody looks at it. */
#define PRIORITY G_PRIORITY_DEFAULT

/* What a portfolio is made from, column by column. */
typedef struct
{
  GPtrArray *names;  /* of unowned texts */
  GPtrArray *series; /* of owned CwSeries: the range that was asked for */
  GPtrArray *whole;  /* of unowned CwSeries: all that there is */
  GArray *amounts;   /* of double */
} Columns;

static void
columns_clear (Columns *columns)
{
  g_ptr_array_unref (columns->names);
  g_ptr_array_unref (columns->series);
  g_ptr_array_unref (columns->whole);
  g_array_unref (columns->amounts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static CwSeries *
cut (const CwRiskQuestion *question, const CwSeries *series)
{
  const CwLoadOptions options = { .interval = CW_INTERVAL_1D, .range = question->range };

  return cw_splice_shape (series, &options);
}

static double
count_shares (const CwRiskPart *part, const CwSeries *series)
{
  g_autoptr (CwHolding) today = cw_holding_apply_splits (part->holding, series);

  return today->shares;
}

static void
leave_out_short (CwRiskPart *part, gsize n_bars)
{
  part->reason = g_strdup_printf (
      /* Translators: of how many days the prices of a symbol are known */
      g_dngettext (GETTEXT_PACKAGE, "It has prices of %d day only, which is too few",
                   "It has prices of %d days only, which are too few", (gulong) n_bars),
      (int) n_bars);
}

static void
take_part (Columns *columns, const CwRiskQuestion *question, CwRiskPart *part)
{
  g_autoptr (CwSeries) series =
      part->series != NULL && part->reason == NULL ? cut (question, part->series) : NULL;
  double amount = 1;

  if (series == NULL)
    return;
  if (series->n_bars <= CW_RISK_LEAST_RETURNS)
    {
      leave_out_short (part, series->n_bars);
      return;
    }
  if (part->holding != NULL)
    amount = count_shares (part, series);
  g_ptr_array_add (columns->names, part->name);
  g_ptr_array_add (columns->whole, part->series);
  g_ptr_array_add (columns->series, g_steal_pointer (&series));
  g_array_append_val (columns->amounts, amount);
}

static Columns
take_parts (const CwRiskQuestion *question)
{
  Columns columns = { g_ptr_array_new (),
                      g_ptr_array_new_with_free_func ((GDestroyNotify) cw_series_unref),
                      g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (double)) };

  for (guint i = 0; i < question->parts->len; i++)
    take_part (&columns, question, g_ptr_array_index (question->parts, i));
  return columns;
}

static CwBasket *
make_basket (const CwRiskQuestion *question, const Columns *columns, GError **error)
{
  g_autoptr (CwSeries) benchmark =
      question->benchmark != NULL ? cut (question, question->benchmark) : NULL;
  const CwBasketSpec spec = {
    .n_symbols = columns->names->len,
    .names = (const char *const *) columns->names->pdata,
    .series = (const CwSeries *const *) columns->series->pdata,
    .amounts = &g_array_index (columns->amounts, double, 0),
    .shares = question->portfolio == CW_RISK_HOLDINGS,
    .price = question->price,
    .benchmark = benchmark != NULL && benchmark->n_bars > 0 ? benchmark : NULL,
  };

  return cw_basket_new (&spec, error);
}

/* A symbol that is much younger than the others takes their past from them. */
static void
find_shortest (CwRiskStudy *study, const Columns *columns)
{
  gsize least = G_MAXSIZE, most = 0;

  for (guint i = 0; i < columns->series->len; i++)
    {
      const CwSeries *series = g_ptr_array_index (columns->series, i);

      if (series->n_bars < least)
        study->shortest = study->basket->names[i];
      least = MIN (least, series->n_bars);
      most = MAX (most, series->n_bars);
    }
  if (5 * least > 4 * most)
    study->shortest = NULL;
}

static void
look_up_scenarios (CwRiskStudy *study, const Columns *columns)
{
  gsize n = columns->whole->len;

  study->actuals = g_new (double, cw_scenario_get_n () * n + 1);
  for (gsize k = 0; k < cw_scenario_get_n (); k++)
    for (gsize i = 0; i < n; i++)
      study->actuals[k * n + i] =
          cw_scenario_look_up (cw_scenario_get (k), g_ptr_array_index (columns->whole, i));
}

static void
explain_too_few (CwRiskStudy *study, gsize n)
{
  study->problem = g_strdup_printf (
      /* Translators: on how many days all symbols of a portfolio have a price */
      g_dngettext (GETTEXT_PACKAGE, "There is %d daily return that all symbols share.",
                   "There are %d daily returns that all symbols share.", (gulong) n),
      (int) n);
  study->remedy = g_strdup_printf (
      /* Translators: %d is how many daily returns are needed */
      _ ("At least %d are needed. Choose a longer range, or leave out the symbol with the shortest "
         "history."),
      CW_RISK_LEAST_RETURNS);
}

static void
explain_error (CwRiskStudy *study, const GError *error)
{
  study->problem = g_strdup_printf ("%s.", error->message);
  if (g_error_matches (error, CW_RISK_ERROR, CW_RISK_ERROR_CURRENCIES))
    study->remedy = g_strdup (
        _ ("Equal parts need no rate of exchange: choose them, or a list in one currency."));
}

static void
measure (CwRiskStudy *study, const Columns *columns)
{
  const CwRiskMeasure *how = &study->question->measure;
  CwVar day;

  study->figures = cw_basket_measure (study->basket, how);
  study->betas = cw_basket_measure_betas (study->basket);
  day = cw_var_measure (CW_VAR_HISTORICAL, study->basket->portfolio, study->basket->returns->n_days,
                        how->confidence, 1);
  study->day_var = day.value;
  study->day_shortfall = day.shortfall;
  find_shortest (study, columns);
  look_up_scenarios (study, columns);
}

/**
 * cw_risk_study_make:
 * @question: (transfer full): what is asked
 * @cancellable: (nullable): looked at between the steps
 *
 * Computes all that is shown of a portfolio's risk. It may take a second: call it on a worker.
 *
 * Returns: (transfer full) (nullable): the study; %NULL only if it was cancelled
 */
CwRiskStudy *
cw_risk_study_make (CwRiskQuestion *question, GCancellable *cancellable)
{
  g_autoptr (CwRiskStudy) study = g_new0 (CwRiskStudy, 1);
  g_auto (Columns) columns = take_parts (question);
  g_autoptr (GError) error = NULL;

  study->question = question;
  if (columns.names->len == 0)
    {
      study->problem = g_strdup (_ ("No symbol has a history that can be used."));
      return g_steal_pointer (&study);
    }
  study->basket = make_basket (question, &columns, &error);
  if (study->basket == NULL)
    explain_error (study, error);
  else if (study->basket->returns->n_days < CW_RISK_LEAST_RETURNS)
    {
      explain_too_few (study, study->basket->returns->n_days);
      g_clear_pointer (&study->basket, cw_basket_unref);
    }
  if (study->basket == NULL)
    return g_steal_pointer (&study);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  measure (study, &columns);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  cw_risk_study_plot (study);
  return g_steal_pointer (&study);
}

static gpointer
make_job (gpointer data, GCancellable *cancellable, GError **error)
{
  CwRiskQuestion **question = data;
  CwRiskStudy *study = cw_risk_study_make (g_steal_pointer (question), cancellable);

  if (study == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return study;
}

static void
free_job (gpointer data)
{
  CwRiskQuestion **question = data;

  g_clear_pointer (question, cw_risk_question_free);
  g_free (question);
}

/**
 * cw_risk_study_make_async:
 * @engine: whose workers compute
 * @question: (transfer full): what is asked
 * @cancellable: (nullable): to give it up
 * @callback: called in this thread
 * @user_data: what to hand to @callback
 *
 * cw_risk_study_make() on a worker.
 */
void
cw_risk_study_make_async (CwEngine *engine,
                          CwRiskQuestion *question,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CwRiskQuestion **job = g_new (CwRiskQuestion *, 1);

  *job = question;
  cw_workers_run_async (cw_engine_get_workers (engine), PRIORITY, "risk", NULL, make_job, job,
                        free_job, (GDestroyNotify) cw_risk_study_free, cancellable, callback,
                        user_data);
}

/** cw_risk_study_make_finish: Returns: (transfer full) (nullable): the study, %NULL if cancelled */
CwRiskStudy *
cw_risk_study_make_finish (GAsyncResult *result, GError **error)
{
  return cw_workers_run_finish (result, error);
}
