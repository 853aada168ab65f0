/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cw-chart-levels.h"
#include "cw-decision-card.h"
#include "cw-engine-error.h"
#include "cw-fundamentals-card.h"
#include "cw-holding-card.h"
#include "cw-notes-card.h"
#include "cw-symbol-header.h"
#include "cw-wrap-box.h"

/* The parts of the page, in the order in which they appear for the first time. With the chart come
 * the buttons that are about how it is drawn. */
typedef enum
{
  PART_RANGES,
  PART_CHART,
  PART_SHORT_TERM,
  PART_LONG_TERM,
  PART_HOLDING,
  PART_NOTES,
  PART_FUNDAMENTALS,
  N_PARTS
} Part;

struct _CwSymbolPage
{
  GtkWidget parent_instance;

  CwRow *row;          /* owned, nullable */
  gboolean painted;    /* whether there has been a frame of it, whatever it showed */
  guint n_revealed;    /* parts that have appeared */
  guint reveal_source; /* while there are others */

  GtkWidget *box;
  GtkWidget *back_button;
  GtkMenuButton *menu_button;
  AdwViewSwitcherTitle *title;
  GtkStack *stack;
  GtkLabel *loading_label;
  AdwStatusPage *failed_page;
  GtkButton *retry_button;
  GtkInfoBar *identity_bar;
  GtkLabel *identity_label;
  GtkButton *same_button;
  GtkButton *other_button;
  GtkInfoBar *stale_bar;
  GtkLabel *stale_label;
  GtkButton *stale_retry_button;
  CwSymbolHeader *header;
  CwChartPanel *chart_panel;
  CwDecisionCard *short_term;
  CwDecisionCard *long_term;
  CwHoldingCard *holding;
  CwNotesCard *notes;
  CwFundamentalsCard *fundamentals;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  SIGNAL_ENTRY_EDITED,
  SIGNAL_HOLDING_EDITED,
  SIGNAL_HOLDING_REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSymbolPage, cw_symbol_page, GTK_TYPE_WIDGET)

/* --- states --- */

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

static GtkWidget *
get_part (CwSymbolPage *self, Part part)
{
  GtkWidget *const parts[N_PARTS] = {
    [PART_RANGES] = cw_chart_panel_get_ranges (self->chart_panel),
    [PART_CHART] = cw_chart_panel_get_tools (self->chart_panel),
    [PART_SHORT_TERM] = GTK_WIDGET (self->short_term),
    [PART_LONG_TERM] = GTK_WIDGET (self->long_term),
    [PART_HOLDING] = GTK_WIDGET (self->holding),
    [PART_NOTES] = GTK_WIDGET (self->notes),
    [PART_FUNDAMENTALS] = GTK_WIDGET (self->fundamentals),
  };

  return parts[part];
}

static void
show_part (CwSymbolPage *self, Part part, CwAnalysis *analysis)
{
  switch (part)
    {
    case PART_RANGES:
      break;
    case PART_CHART:
      cw_chart_panel_set_series (self->chart_panel, analysis->series);
      cw_chart_levels_show_row (self->chart_panel, self->row);
      break;
    case PART_SHORT_TERM:
      cw_decision_card_set_decision (self->short_term, analysis->short_term,
                                     analysis->track_record);
      break;
    case PART_LONG_TERM:
      cw_decision_card_set_decision (self->long_term, analysis->long_term, NULL);
      break;
    case PART_HOLDING:
      cw_holding_card_show_row (self->holding, self->row);
      break;
    case PART_NOTES:
      cw_notes_card_show_row (self->notes, self->row);
      cw_chart_levels_show_row (self->chart_panel, self->row);
      break;
    case PART_FUNDAMENTALS:
      cw_fundamentals_card_set_analysis (self->fundamentals, analysis);
      break;
    case N_PARTS:
    default:
      g_assert_not_reached ();
    }
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
      gtk_widget_set_visible (get_part (self, (Part) self->n_revealed), TRUE);
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
    gtk_widget_set_visible (get_part (self, (Part) part), TRUE);
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

static void
show_title (CwSymbolPage *self)
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

static void
show_row (CwSymbolPage *self)
{
  CwAnalysis *analysis = self->row != NULL ? cw_row_get_analysis (self->row) : NULL;

  if (analysis == NULL)
    cw_chart_panel_set_series (self->chart_panel, NULL);
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
  show_row (self);
  return G_SOURCE_REMOVE;
}

static void
cw_symbol_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CW_SYMBOL_PAGE (widget)->painted = TRUE;
  GTK_WIDGET_CLASS (cw_symbol_page_parent_class)->snapshot (widget, snapshot);
}

/* --- the widget --- */

static void
forget_row (CwSymbolPage *self)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
}

static void
cw_symbol_page_dispose (GObject *object)
{
  CwSymbolPage *self = CW_SYMBOL_PAGE (object);

  forget_row (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_symbol_page_parent_class)->dispose (object);
}

static void
cw_symbol_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwSymbolPage *self = CW_SYMBOL_PAGE (object);

  if (id == PROP_FOLDED)
    {
      gtk_widget_set_visible (self->back_button, g_value_get_boolean (value));
      adw_view_switcher_title_set_view_switcher_enabled (self->title, !g_value_get_boolean (value));
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_symbol_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, gtk_widget_get_visible (CW_SYMBOL_PAGE (object)->back_button));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
entry_edited_cb (CwSymbolPage *self, gint64 list, gpointer entry)
{
  g_signal_emit (self, signals[SIGNAL_ENTRY_EDITED], 0, list, entry);
}

static void
holding_edited_cb (CwSymbolPage *self, gint64 list, gpointer holding)
{
  g_signal_emit (self, signals[SIGNAL_HOLDING_EDITED], 0, list, holding);
}

static void
holding_removed_cb (CwSymbolPage *self, gint64 list, gpointer holding)
{
  g_signal_emit (self, signals[SIGNAL_HOLDING_REMOVED], 0, list, holding);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, CW_TYPE_SYMBOL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-symbol-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, box);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, title);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, loading_label);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, identity_bar);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, identity_label);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, same_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, other_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, stale_retry_button);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, header);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, chart_panel);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, short_term);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, long_term);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, holding);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, notes);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, fundamentals);
  gtk_widget_class_bind_template_callback (widget_class, entry_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, holding_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, holding_removed_cb);
}

static void
cw_symbol_page_class_init (CwSymbolPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_CHART_PANEL);
  g_type_ensure (CW_TYPE_DECISION_CARD);
  g_type_ensure (CW_TYPE_FUNDAMENTALS_CARD);
  g_type_ensure (CW_TYPE_HOLDING_CARD);
  g_type_ensure (CW_TYPE_NOTES_CARD);
  g_type_ensure (CW_TYPE_SYMBOL_HEADER);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  object_class->dispose = cw_symbol_page_dispose;
  object_class->set_property = cw_symbol_page_set_property;
  object_class->get_property = cw_symbol_page_get_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ENTRY_EDITED] = new_signal ("entry-edited");
  signals[SIGNAL_HOLDING_EDITED] = new_signal ("holding-edited");
  signals[SIGNAL_HOLDING_REMOVED] = new_signal ("holding-removed");
  widget_class->snapshot = cw_symbol_page_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
cw_symbol_page_init (CwSymbolPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_frame_cb, NULL, NULL);
}

/** cw_symbol_page_set_menu: @menu: the application's menu, which opens with F10 */
void
cw_symbol_page_set_menu (CwSymbolPage *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/** cw_symbol_page_set_views: @views: the pages among which the header bar switches */
void
cw_symbol_page_set_views (CwSymbolPage *self, AdwViewStack *views)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  adw_view_switcher_title_set_stack (self->title, views);
}

/** cw_symbol_page_set_engine: @engine: (nullable): whose workers make the charts */
void
cw_symbol_page_set_engine (CwSymbolPage *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_chart_panel_set_engine (self->chart_panel, engine);
}

/** cw_symbol_page_flush: saves what is being typed, if it can be */
void
cw_symbol_page_flush (CwSymbolPage *self)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_holding_card_flush (self->holding);
  cw_notes_card_flush (self->notes);
}

/**
 * cw_symbol_page_show_row:
 * @self: a page
 * @row: (nullable): what to show, and to follow as more comes
 */
void
cw_symbol_page_show_row (CwSymbolPage *self, CwRow *row)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));

  if (self->row == row)
    return;
  cw_symbol_page_flush (self);
  forget_row (self);
  if (row != NULL)
    {
      self->row = g_object_ref (row);
      g_signal_connect_swapped (row, "notify", G_CALLBACK (show_row), self);
    }
  show_title (self);
  show_row (self);
}

/** cw_symbol_page_get_row: Returns: (transfer none) (nullable): what is shown */
CwRow *
cw_symbol_page_get_row (CwSymbolPage *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_PAGE (self), NULL);
  return self->row;
}

/** cw_symbol_page_get_chart_panel: Returns: (transfer none): the chart with its buttons */
CwChartPanel *
cw_symbol_page_get_chart_panel (CwSymbolPage *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_PAGE (self), NULL);
  return self->chart_panel;
}

/**
 * cw_symbol_page_is_chart_coming:
 * @self: a page
 *
 * Returns: whether a chart is to be expected, or a newer one, or its final size
 */
gboolean
cw_symbol_page_is_chart_coming (CwSymbolPage *self)
{
  CwAnalysis *analysis;

  g_return_val_if_fail (CW_IS_SYMBOL_PAGE (self), FALSE);

  analysis = self->row != NULL ? cw_row_get_analysis (self->row) : NULL;
  if (analysis == NULL)
    return self->row != NULL && cw_row_is_under_way (self->row);
  if (analysis->series->n_bars == 0)
    return FALSE;
  return self->n_revealed < N_PARTS || cw_chart_panel_is_busy (self->chart_panel);
}

/** cw_symbol_page_is_settled: Returns: whether all that will come is here and has been drawn */
gboolean
cw_symbol_page_is_settled (CwSymbolPage *self)
{
  CwAnalysis *analysis;

  g_return_val_if_fail (CW_IS_SYMBOL_PAGE (self), FALSE);

  if (self->row == NULL)
    return TRUE;
  if (cw_row_is_under_way (self->row) || cw_chart_panel_is_busy (self->chart_panel))
    return FALSE;
  analysis = cw_row_get_analysis (self->row);
  /* Folded away, or without a single bar, nothing is going to be drawn. */
  if (analysis == NULL || analysis->series->n_bars == 0
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  return self->reveal_source == 0 && cw_chart_panel_is_drawn (self->chart_panel);
}
