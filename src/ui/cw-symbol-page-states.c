/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-page.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-levels.h"
#include "cw-engine-error.h"
#include "cw-symbol-page-private.h"

/* The parts of the page, in the order in which they appear for the first time. The buttons come
 * before the chart, for they settle how high it is. */
typedef enum
{
  PART_RANGES,
  PART_TOOLS,
  PART_CHART,
  PART_CARDS,
  N_PARTS
} Part;

G_STATIC_ASSERT (N_PARTS == CW_SYMBOL_PAGE_N_PARTS);

static void
show_loading (CwSymbolPage *self)
{
  const char *symbol = cw_row_get_symbol (self->row);
  g_autofree char *text = NULL;

  if (cw_row_get_stage (self->row) == CW_STAGE_COMPUTING)
    /* Translators: %s is a ticker symbol */
    text = g_strdup_printf (_ ("Computing %s…"), symbol);
  else
    /* Translators: %s is a ticker symbol */
    text = g_strdup_printf (_ ("Loading %s…"), symbol);
  gtk_label_set_label (self->loading_label, text);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
show_failure (CwSymbolPage *self)
{
  const GError *error = cw_row_get_error (self->row);
  const char *symbol = cw_row_get_symbol (self->row);
  g_autofree char *title = NULL;

  if (error != NULL)
    /* Translators: %s is a ticker symbol */
    title = g_strdup_printf (_ ("%s Could Not Be Loaded"), symbol);
  else
    /* Translators: %s is a ticker symbol */
    title = g_strdup_printf (_ ("%s Was Not Loaded"), symbol);
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page,
                                   error != NULL ? error->message : _ ("Loading was cancelled"));
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* What was known before stays when newer data fails to come, and this says so. */
static void
show_staleness (CwSymbolPage *self)
{
  const GError *error = cw_row_get_error (self->row);
  const char *message = error != NULL ? error->message : "";
  gboolean doubtful = g_error_matches (error, CW_ENGINE_ERROR, CW_ENGINE_ERROR_OTHER_COMPANY);

  gtk_label_set_label (self->identity_label, message);
  gtk_info_bar_set_revealed (self->identity_bar, doubtful);
  gtk_label_set_label (self->stale_label, message);
  gtk_info_bar_set_revealed (self->stale_bar, error != NULL && !doubtful);
}

static void
reveal_part (CwSymbolPage *self, Part part)
{
  if (part == PART_RANGES)
    gtk_widget_set_visible (cw_chart_panel_get_ranges (self->chart_panel), TRUE);
  else if (part == PART_TOOLS)
    gtk_widget_set_visible (cw_chart_panel_get_tools (self->chart_panel), TRUE);
  else if (part == PART_CARDS)
    cw_symbol_cards_start (self->cards);
}

static void
show_part (CwSymbolPage *self, Part part, CwAnalysis *analysis)
{
  if (part == PART_CHART)
    {
      cw_chart_panel_set_series (self->chart_panel, analysis->series);
      cw_chart_levels_show_row (self->chart_panel, self->row);
    }
  else if (part == PART_CARDS)
    cw_symbol_cards_show_row (self->cards, self->row);
}

static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwSymbolPage *self = CW_SYMBOL_PAGE (widget);
  CwAnalysis *analysis = self->row != NULL ? cw_row_get_analysis (self->row) : NULL;

  /* The chart is what a person waits for, but while another page is in front. */
  if (self->n_revealed > PART_CHART && !cw_chart_panel_is_drawn (self->chart_panel)
      && gtk_widget_get_mapped (widget))
    return G_SOURCE_CONTINUE;
  if (analysis != NULL)
    {
      reveal_part (self, (Part) self->n_revealed);
      show_part (self, (Part) self->n_revealed, analysis);
      self->n_revealed++;
    }
  if (analysis != NULL && self->n_revealed < N_PARTS)
    return G_SOURCE_CONTINUE;
  self->reveal_source = 0;
  return G_SOURCE_REMOVE;
}

static void
reveal_all (CwSymbolPage *self)
{
  for (guint part = 0; part < N_PARTS; part++)
    reveal_part (self, (Part) part);
  self->n_revealed = N_PARTS;
}

/* To lay out and style everything for the first time takes longer than a frame may: so the parts
 * appear one a frame, which nobody sees, and the list beside them keeps moving. Folded away there
 * are no frames. */
static void
show_analysis (CwSymbolPage *self, CwAnalysis *analysis)
{
  gboolean empty = analysis->series->n_bars == 0;

  cw_symbol_header_show_row (self->header, self->row);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    reveal_all (self);
  for (guint part = 0; part < self->n_revealed; part++)
    show_part (self, (Part) part, analysis);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "content");
  if (!empty && self->n_revealed < N_PARTS && self->reveal_source == 0)
    self->reveal_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
aim_at_row (CwSymbolPage *self, GtkButton *button, const char *action)
{
  /* The target first: an action without the one it needs would be no action. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cw_row_get_symbol (self->row));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/** cw_symbol_page_show_title: says whose page it is, and aims its buttons there */
void
cw_symbol_page_show_title (CwSymbolPage *self)
{
  adw_view_switcher_title_set_title (self->title,
                                     self->row != NULL ? cw_row_get_symbol (self->row) : "");
  if (self->row == NULL)
    return;
  aim_at_row (self, self->retry_button, "win.retry");
  aim_at_row (self, self->stale_retry_button, "win.retry");
  aim_at_row (self, self->same_button, "win.same-company");
  aim_at_row (self, self->other_button, "win.other-company");
}

/* The window's own first frame is the longest; what comes before it is over waits for it. */
static gboolean
must_wait (CwSymbolPage *self)
{
  return !self->painted && gtk_widget_get_realized (GTK_WIDGET (self));
}

/** cw_symbol_page_update: shows what is known of the row now, or why there is nothing */
void
cw_symbol_page_update (CwSymbolPage *self)
{
  CwAnalysis *analysis = self->row != NULL ? cw_row_get_analysis (self->row) : NULL;

  if (analysis == NULL)
    {
      cw_chart_panel_set_series (self->chart_panel, NULL);
      cw_symbol_cards_show_row (self->cards, NULL);
    }
  if (self->row == NULL)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else if (analysis != NULL && analysis->series->n_bars == 0 && cw_row_is_under_way (self->row))
    show_loading (self); /* a price alone, and more to come */
  else if (analysis != NULL && !must_wait (self))
    show_analysis (self, analysis);
  else if (analysis != NULL || cw_row_is_under_way (self->row))
    show_loading (self);
  else
    show_failure (self);
  if (self->row != NULL)
    show_staleness (self);
}

static gboolean
first_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwSymbolPage *self = CW_SYMBOL_PAGE (widget);

  if (!self->painted)
    return G_SOURCE_CONTINUE;
  cw_symbol_page_update (self);
  return G_SOURCE_REMOVE;
}

/** cw_symbol_page_await_first_frame: shows the row once the window has been drawn, whatever it
 * showed */
void
cw_symbol_page_await_first_frame (CwSymbolPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_frame_cb, NULL, NULL);
}
