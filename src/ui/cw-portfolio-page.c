/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-portfolio-page.h"

#include <glib/gi18n-lib.h>

#include "cw-capped.h"
#include "cw-notice-bar.h"
#include "cw-page-header.h"
#include "cw-portfolio-summary.h"
#include "cw-portfolio-table.h"
#include "cw-window-editing.h"

/* So much is computed and shown in a frame at the most. */
#define HOLDINGS_A_FRAME 32
#define CELLS_A_FRAME 24
/* Nobody can read sums that change faster, nor follow rows that change places. */
#define SUMS_INTERVAL (G_USEC_PER_SEC / 4)
/* How often the ages of prices are told anew. */
#define AGE_SECONDS 60

struct _CwPortfolioPage
{
  GtkWidget parent_instance;

  CwWindow *window;           /* not owned: it owns the page */
  CwLists *lists;             /* owned, nullable: the window's */
  CwHoldingsModel *portfolio; /* owned */
  guint tick;                 /* while something is to be computed or shown */
  gint64 summed_at;           /* when all was added up, by the frame clock */
  guint age_timer;            /* while on screen */

  GtkWidget *box;
  GtkWidget *add_button;
  CwNoticeBar *notice;
  GtkStack *stack;
  GtkBox *summaries;
  GtkLabel *unpriced;
  CwPortfolioTable *table;
};

G_DEFINE_FINAL_TYPE (CwPortfolioPage, cw_portfolio_page, GTK_TYPE_WIDGET)

/* --- the sums --- */

static gint64
get_now (CwPortfolioPage *self)
{
  CwEngine *engine = cw_window_get_engine (self->window);

  return cw_clock_now (engine != NULL ? cw_engine_get_clock (engine) : CW_CLOCK_RUNNING);
}

static void
show_unpriced (CwPortfolioPage *self)
{
  guint n = cw_holdings_model_count_unpriced (self->portfolio);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u holding has no price yet and is not counted",
                                    "%u holdings have no price yet and are not counted", n),
                       n);

  gtk_label_set_label (self->unpriced, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unpriced), n > 0);
}

/* Summaries that are there are used again; those that are not needed now are only hidden. */
static void
show_sums (CwPortfolioPage *self)
{
  GArray *sums = cw_holdings_model_get_sums (self->portfolio);
  GtkWidget *summary = gtk_widget_get_first_child (GTK_WIDGET (self->summaries));
  gint64 now = get_now (self);

  for (guint i = 0; i < sums->len; i++)
    {
      if (summary == NULL)
        {
          summary = g_object_new (CW_TYPE_PORTFOLIO_SUMMARY, NULL);
          gtk_box_append (self->summaries, summary);
        }
      gtk_widget_set_visible (summary, TRUE);
      cw_portfolio_summary_show (CW_PORTFOLIO_SUMMARY (summary), self->portfolio,
                                 &g_array_index (sums, CwPositionSum, i), now);
      summary = gtk_widget_get_next_sibling (summary);
    }
  for (; summary != NULL; summary = gtk_widget_get_next_sibling (summary))
    gtk_widget_set_visible (summary, FALSE);
  show_unpriced (self);
}

/* --- keeping up --- */

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwPortfolioPage *self = CW_PORTFOLIO_PAGE (widget);
  gboolean computed = cw_holdings_model_compute (self->portfolio, HOLDINGS_A_FRAME);
  gboolean is_time = gdk_frame_clock_get_frame_time (clock) - self->summed_at >= SUMS_INTERVAL;

  if (computed && is_time && cw_holdings_model_add_up (self->portfolio))
    {
      self->summed_at = gdk_frame_clock_get_frame_time (clock);
      cw_portfolio_table_sort_again (self->table);
    }
  if (!cw_portfolio_table_update (self->table, CELLS_A_FRAME) || !computed || !is_time)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Off the screen there are no frames, and nobody to see what would be computed. */
static void
keep_up (CwPortfolioPage *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static gboolean
age_cb (gpointer data)
{
  CwPortfolioPage *self = data;

  show_sums (self);
  cw_portfolio_table_show_ages (self->table);
  return G_SOURCE_CONTINUE;
}

static void
cw_portfolio_page_map (GtkWidget *widget)
{
  CwPortfolioPage *self = CW_PORTFOLIO_PAGE (widget);

  GTK_WIDGET_CLASS (cw_portfolio_page_parent_class)->map (widget);
  self->age_timer = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
  age_cb (self);
  keep_up (self);
}

static void
cw_portfolio_page_unmap (GtkWidget *widget)
{
  CwPortfolioPage *self = CW_PORTFOLIO_PAGE (widget);

  g_clear_handle_id (&self->age_timer, g_source_remove);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  GTK_WIDGET_CLASS (cw_portfolio_page_parent_class)->unmap (widget);
}

/* --- the window's list --- */

static void
show_obstacle (CwPortfolioPage *self)
{
  const char *obstacle = cw_window_editing_get_obstacle (self->window);

  cw_notice_bar_say (self->notice, obstacle, NULL);
  gtk_widget_set_tooltip_text (self->add_button, obstacle != NULL ? obstacle : _ ("Add Holding"));
}

static void
show_list (CwPortfolioPage *self)
{
  CwSymbolList *list = self->lists != NULL ? cw_lists_get_current (self->lists) : NULL;
  gboolean empty = list == NULL || list->n_holdings == 0;

  cw_portfolio_table_hold_back (self->table);
  cw_holdings_model_show_list (self->portfolio, cw_window_get_watchlist (self->window), list);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "holdings");
  show_obstacle (self);
}

static void
forget_lists (CwPortfolioPage *self)
{
  if (self->lists != NULL)
    g_signal_handlers_disconnect_by_data (self->lists, self);
  g_clear_object (&self->lists);
}

static void
opened_cb (CwPortfolioPage *self)
{
  CwLists *lists = cw_window_get_lists (self->window);

  forget_lists (self);
  if (lists != NULL)
    {
      self->lists = g_object_ref (lists);
      g_signal_connect_swapped (lists, "changed", G_CALLBACK (show_list), self);
      g_signal_connect_swapped (lists, "notify::read-only", G_CALLBACK (show_obstacle), self);
    }
  show_list (self);
}

/* --- what a person does --- */

static void
activated_cb (CwPortfolioPage *self, const char *symbol)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-symbol", "s", symbol);
}

static void
sort_cb (GtkWidget *widget, const char *action, GVariant *column)
{
  cw_portfolio_table_sort (CW_PORTFOLIO_PAGE (widget)->table, g_variant_get_string (column, NULL));
}

/* --- the widget --- */

static void
cw_portfolio_page_dispose (GObject *object)
{
  CwPortfolioPage *self = CW_PORTFOLIO_PAGE (object);

  forget_lists (self);
  if (self->portfolio != NULL)
    g_signal_handlers_disconnect_by_data (self->portfolio, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->portfolio);
  G_OBJECT_CLASS (cw_portfolio_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-portfolio-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, notice);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, summaries);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, unpriced);
  gtk_widget_class_bind_template_child (widget_class, CwPortfolioPage, table);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
cw_portfolio_page_class_init (CwPortfolioPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_CAPPED);
  g_type_ensure (CW_TYPE_NOTICE_BAR);
  g_type_ensure (CW_TYPE_PAGE_HEADER);
  g_type_ensure (CW_TYPE_PORTFOLIO_TABLE);
  G_OBJECT_CLASS (klass)->dispose = cw_portfolio_page_dispose;
  widget_class->map = cw_portfolio_page_map;
  widget_class->unmap = cw_portfolio_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "portfolio.sort", "s", sort_cb);
  bind_template (widget_class);
}

static void
cw_portfolio_page_init (CwPortfolioPage *self)
{
  self->portfolio = cw_holdings_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_portfolio_table_set_portfolio (self->table, self->portfolio);
  g_signal_connect_swapped (self->portfolio, "outdated", G_CALLBACK (keep_up), self);
  g_signal_connect_object (self->table, "scrolled", G_CALLBACK (keep_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->portfolio, "changed", G_CALLBACK (show_sums), self);
}

/** cw_portfolio_page_new: Returns: (transfer floating): the page of what @window shows */
GtkWidget *
cw_portfolio_page_new (CwWindow *window)
{
  CwPortfolioPage *self = g_object_new (CW_TYPE_PORTFOLIO_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (window, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  opened_cb (self);
  return GTK_WIDGET (self);
}
