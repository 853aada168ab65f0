/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-page.h"

#include "cw-lazy-menu.h"
#include "cw-symbol-page-private.h"
#include "cw-wrap-box.h"

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
    gtk_widget_set_visible (self->back_button, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
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
  gtk_widget_class_bind_template_child (widget_class, CwSymbolPage, cards);
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
  g_type_ensure (CW_TYPE_SYMBOL_CARDS);
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
  cw_symbol_page_await_first_frame (self);
}

/** cw_symbol_page_set_menu: @menu: the application's menu, which opens with F10 */
void
cw_symbol_page_set_menu (CwSymbolPage *self, GMenuModel *menu)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_lazy_menu_set (self->menu_button, menu);
}

/** cw_symbol_page_get_switcher: Returns: (transfer none): what switches among pages in the header
 * bar */
AdwViewSwitcherTitle *
cw_symbol_page_get_switcher (CwSymbolPage *self)
{
  g_return_val_if_fail (CW_IS_SYMBOL_PAGE (self), NULL);
  return self->title;
}

/** cw_symbol_page_set_engine: @engine: (nullable): whose workers make the charts */
void
cw_symbol_page_set_engine (CwSymbolPage *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_chart_panel_set_engine (self->chart_panel, engine);
  cw_symbol_cards_set_engine (self->cards, engine);
}

/** cw_symbol_page_set_obstacle: @obstacle: (nullable): why nothing can be edited now, for people */
void
cw_symbol_page_set_obstacle (CwSymbolPage *self, const char *obstacle)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_symbol_cards_set_obstacle (self->cards, obstacle);
}

/** cw_symbol_page_set_drafts: @drafts: (nullable): where what is typed is kept until it is saved */
void
cw_symbol_page_set_drafts (CwSymbolPage *self, CwDrafts *drafts)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_symbol_cards_set_drafts (self->cards, drafts);
}

/** cw_symbol_page_flush: saves what is being typed, if it can be */
void
cw_symbol_page_flush (CwSymbolPage *self)
{
  g_return_if_fail (CW_IS_SYMBOL_PAGE (self));
  cw_symbol_cards_flush (self->cards);
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
      g_signal_connect_swapped (row, "notify", G_CALLBACK (cw_symbol_page_update), self);
    }
  cw_symbol_page_show_title (self);
  cw_symbol_page_update (self);
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
  return self->n_revealed < CW_SYMBOL_PAGE_N_PARTS || cw_chart_panel_is_busy (self->chart_panel);
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
  return self->reveal_source == 0 && cw_chart_panel_is_drawn (self->chart_panel)
         && cw_symbol_cards_is_settled (self->cards);
}
