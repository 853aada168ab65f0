/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-page.h"

#include <glib/gi18n-lib.h>

#include "cw-page-header.h"
#include "cw-risk-actions.h"
#include "cw-risk-chooser.h"
#include "cw-risk-feed.h"
#include "cw-risk-left-out.h"
#include "cw-risk-report.h"
#include "cw-settings-store.h"

/* While many symbols come, so often at the most what has come is looked at again. */
#define PATIENCE_MS 500

struct _CwRiskPage
{
  GtkWidget parent_instance;

  CwWindow *window;          /* not owned: it holds the page */
  CwRiskChoice *choice;      /* owned */
  CwRiskFeed *feed;          /* owned */
  CwLists *lists;            /* owned, nullable: those that are followed */
  CwRiskStudy *study;        /* owned, nullable: what is shown */
  GCancellable *cancellable; /* owned, nullable: of the study that is under way */
  guint generation;          /* of the newest study that was begun */
  gboolean stale;            /* the study under way is not the last one that is wanted */
  guint timer;

  GtkWidget *box;
  CwRiskChooser *chooser;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
  GtkStack *stack;
  AdwStatusPage *problem;
  CwRiskLeftOut *problem_left_out;
  CwRiskReport *report;
};

/* A study under way, and whose it is. */
typedef struct
{
  GWeakRef page;
  guint generation;
} Wait;

G_DEFINE_FINAL_TYPE (CwRiskPage, cw_risk_page, GTK_TYPE_WIDGET)

static void look (CwRiskPage *self);

/* --- what is shown --- */

static void
show_progress (CwRiskPage *self, guint n_coming, guint n)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress_box, n_coming > 0);
  if (n_coming == 0)
    return;
  text = g_strdup_printf (
      /* Translators: of how many symbols the history has come, and how many there are */
      g_dngettext (GETTEXT_PACKAGE, "History of %d of %d symbol", "History of %d of %d symbols",
                   (gulong) n),
      (int) (n - n_coming), (int) n);
  gtk_progress_bar_set_fraction (self->progress, (double) (n - n_coming) / n);
  gtk_label_set_text (self->progress_label, text);
}

static void
show_problem (CwRiskPage *self, const char *title, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  adw_status_page_set_title (self->problem, title);
  adw_status_page_set_description (self->problem, escaped);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
show_study (CwRiskPage *self)
{
  const CwRiskStudy *study = self->study;
  gboolean good = study != NULL && study->basket != NULL;
  g_autofree char *text = NULL;

  cw_risk_report_show (self->report, good ? study : NULL);
  cw_risk_left_out_show (self->problem_left_out, study);
  if (good)
    gtk_stack_set_visible_child_name (self->stack, "study");
  else if (study != NULL)
    {
      text = g_strjoin (" ", study->problem, study->remedy, NULL);
      show_problem (self, _ ("Not Enough to Go By"), text);
    }
  cw_risk_actions_update (self, self->window);
}

/* What is shown is forgotten only when something else is: the report looks into it. */
static void
take_study (CwRiskPage *self, CwRiskStudy *study)
{
  CwRiskStudy *before = self->study;

  self->study = study;
  show_study (self);
  cw_risk_study_free (before);
}

static void
show_nothing (CwRiskPage *self, const char *title, const char *text)
{
  take_study (self, NULL);
  show_progress (self, 0, 0);
  show_problem (self, title, text);
}

/* --- studies --- */

static void
give_up (CwRiskPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->generation++;
  self->stale = FALSE;
}

static void
studied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwRiskStudy) study = cw_risk_study_make_finish (result, &error);
  g_autoptr (CwRiskPage) self = g_weak_ref_get (&wait->page);
  guint generation = wait->generation;

  g_weak_ref_clear (&wait->page);
  g_free (wait);
  if (self == NULL || study == NULL || generation != self->generation)
    return;
  g_clear_object (&self->cancellable);
  take_study (self, g_steal_pointer (&study));
  if (self->stale)
    look (self);
}

static void
begin_study (CwRiskPage *self, CwRiskQuestion *question)
{
  Wait *wait = g_new0 (Wait, 1);

  give_up (self);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&wait->page, self);
  wait->generation = self->generation;
  cw_risk_study_make_async (cw_window_get_engine (self->window), question, self->cancellable,
                            studied_cb, wait);
}

static CwRiskQuestion *
ask (CwRiskPage *self, const CwSymbolList *list)
{
  CwEngine *engine = cw_window_get_engine (self->window);
  CwRiskQuestion *question = cw_risk_question_new_for_list (self->choice, list);

  question->benchmark_name = g_strdup (cw_engine_get_benchmark (engine));
  cw_risk_feed_fill (self->feed, question);
  return question;
}

static void
study_list (CwRiskPage *self, const CwSymbolList *list)
{
  g_autoptr (CwRiskQuestion) question = ask (self, list);
  guint n_coming = cw_risk_question_count_coming (question);

  show_progress (self, n_coming, question->parts->len);
  if (!cw_risk_question_knows_something (question))
    {
      give_up (self);
      take_study (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "waiting");
      return;
    }
  if (self->study != NULL && cw_risk_question_is_same (self->study->question, question))
    give_up (self);
  else
    begin_study (self, g_steal_pointer (&question));
}

/* Says what there is to say without a single symbol. */
static gboolean
explain_emptiness (CwRiskPage *self, const CwSymbolList *list)
{
  if (list == NULL || list->n_entries == 0)
    show_nothing (self, _ ("No Symbols"),
                  _ ("Add symbols to the list to see how they rise and fall together."));
  else if (cw_risk_choice_get_portfolio (self->choice) == CW_RISK_HOLDINGS && list->n_holdings == 0)
    show_nothing (self, _ ("No Holdings"),
                  _ ("Enter what you hold of a symbol on its page, or choose equal parts."));
  else
    return FALSE;
  give_up (self);
  return TRUE;
}

static void
look (CwRiskPage *self)
{
  CwLists *lists = cw_window_get_lists (self->window);
  CwSymbolList *list = lists != NULL ? cw_lists_get_current (lists) : NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || lists == NULL || !cw_lists_is_loaded (lists))
    return;
  cw_risk_feed_follow (self->feed, cw_window_get_engine (self->window),
                       cw_window_get_watchlist (self->window));
  cw_risk_chooser_show_list (self->chooser, list);
  if (!explain_emptiness (self, list))
    study_list (self, list);
}

static gboolean
timer_cb (gpointer data)
{
  CwRiskPage *self = data;

  self->timer = 0;
  if (self->cancellable != NULL)
    self->stale = TRUE;
  else
    look (self);
  return G_SOURCE_REMOVE;
}

/* Of what comes bit by bit, not every bit is a reason to begin again. */
static void
fed_cb (CwRiskPage *self)
{
  if (self->timer == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = g_timeout_add (PATIENCE_MS, timer_cb, self);
}

/* --- what is followed --- */

static void
follow_lists (CwRiskPage *self, CwLists *lists)
{
  if (self->lists == lists)
    return;
  if (self->lists != NULL)
    g_signal_handlers_disconnect_by_data (self->lists, self);
  g_set_object (&self->lists, lists);
  if (lists != NULL)
    g_signal_connect_object (lists, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
}

static void
closing_cb (CwRiskPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  give_up (self);
  follow_lists (self, NULL);
  cw_risk_feed_follow (self->feed, NULL, NULL);
}

static void
opened_cb (CwRiskPage *self)
{
  CwSource *source = cw_window_get_source (self->window);
  g_autoptr (GSettings) store =
      cw_settings_store_open (source != NULL && cw_source_is_demo (source));

  give_up (self);
  take_study (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  follow_lists (self, cw_window_get_lists (self->window));
  cw_risk_choice_keep (self->choice, store);
  look (self);
}

static void
cw_risk_page_map (GtkWidget *widget)
{
  CwRiskPage *self = CW_RISK_PAGE (widget);
  CwChartPanel *panel = cw_symbol_page_get_chart_panel (cw_window_get_page (self->window));

  GTK_WIDGET_CLASS (cw_risk_page_parent_class)->map (widget);
  cw_risk_report_set_palette (self->report, cw_chart_panel_get_palette (panel));
  look (self);
}

static void
cw_risk_page_unmap (GtkWidget *widget)
{
  CwRiskPage *self = CW_RISK_PAGE (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  give_up (self);
  cw_risk_feed_stop (self->feed);
  GTK_WIDGET_CLASS (cw_risk_page_parent_class)->unmap (widget);
}

/* --- the widget --- */

static void
cw_risk_page_dispose (GObject *object)
{
  CwRiskPage *self = CW_RISK_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  give_up (self);
  if (self->lists != NULL)
    g_signal_handlers_disconnect_by_data (self->lists, self);
  g_clear_object (&self->lists);
  if (self->feed != NULL)
    g_signal_handlers_disconnect_by_data (self->feed, self);
  g_clear_object (&self->feed);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->study, cw_risk_study_free);
  G_OBJECT_CLASS (cw_risk_page_parent_class)->dispose (object);
}

static void
cw_risk_page_class_init (CwRiskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_PAGE_HEADER);
  g_type_ensure (CW_TYPE_RISK_CHOOSER);
  g_type_ensure (CW_TYPE_RISK_LEFT_OUT);
  g_type_ensure (CW_TYPE_RISK_REPORT);
  G_OBJECT_CLASS (klass)->dispose = cw_risk_page_dispose;
  widget_class->map = cw_risk_page_map;
  widget_class->unmap = cw_risk_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-risk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, problem_left_out);
  gtk_widget_class_bind_template_child (widget_class, CwRiskPage, report);
}

static void
cw_risk_page_init (CwRiskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choice = cw_risk_choice_new ();
  self->feed = cw_risk_feed_new ();
  cw_risk_chooser_set_choice (self->chooser, self->choice);
}

/** cw_risk_page_new: Returns: (transfer floating): the page of @window, which lives as long as it
 */
GtkWidget *
cw_risk_page_new (CwWindow *window)
{
  CwRiskPage *self = g_object_new (CW_TYPE_RISK_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (window, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "closing", G_CALLBACK (closing_cb), self, G_CONNECT_SWAPPED);
  cw_risk_actions_add (self, window);
  opened_cb (self);
  g_signal_connect_object (self->choice, "notify", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "changed", G_CALLBACK (fed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** cw_risk_page_get_window: Returns: (transfer none): whose page it is */
CwWindow *
cw_risk_page_get_window (CwRiskPage *self)
{
  g_return_val_if_fail (CW_IS_RISK_PAGE (self), NULL);
  return self->window;
}

/** cw_risk_page_get_choice: Returns: (transfer none): what a person wants to know */
CwRiskChoice *
cw_risk_page_get_choice (CwRiskPage *self)
{
  g_return_val_if_fail (CW_IS_RISK_PAGE (self), NULL);
  return self->choice;
}

/** cw_risk_page_get_study: Returns: (transfer none) (nullable): what is shown */
const CwRiskStudy *
cw_risk_page_get_study (CwRiskPage *self)
{
  g_return_val_if_fail (CW_IS_RISK_PAGE (self), NULL);
  return self->study;
}

/** cw_risk_page_is_settled: Returns: whether all that was asked for has come and is shown */
gboolean
cw_risk_page_is_settled (CwRiskPage *self)
{
  g_return_val_if_fail (CW_IS_RISK_PAGE (self), FALSE);
  return self->cancellable == NULL && self->timer == 0 && cw_risk_report_is_settled (self->report)
         && !gtk_widget_get_visible (self->progress_box);
}
