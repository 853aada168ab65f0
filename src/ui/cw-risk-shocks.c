/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-shocks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-figures.h"
#include "cw-risk-table.h"
#include "cw-risk-telling.h"
#include "cw-scenarios.h"
#include "cw-wrap-box.h"

#define MOST_SCENARIOS 16
#define MARK_DISTANCE 30
#define PERCENT_DECIMALS 1

struct _CwRiskShocks
{
  GtkWidget parent_instance;

  const CwRiskStudy *study; /* not owned, nullable: whoever shows it says so when it is another */
  gsize scenario;           /* the named one that the slider stands at, if it does */
  guint tick;
  AdwActionRow *rows[MOST_SCENARIOS];
  GtkLabel *changes[MOST_SCENARIOS];

  GtkWidget *box;
  GtkLabel *market, *portfolio;
  GtkScale *slider;
  GtkAdjustment *shock;
  GtkListBox *falls;
  CwRiskTable *table;
};

G_DEFINE_FINAL_TYPE (CwRiskShocks, cw_risk_shocks, GTK_TYPE_WIDGET)

static double
get_portfolio_change (CwRiskShocks *self, double market_return)
{
  const CwBasket *basket = self->study->basket;

  return cw_scenario_apply_to_all (market_return, self->study->betas, basket->weights,
                                   basket->n_symbols);
}

static char *
format_percent (double fraction)
{
  return cw_risk_take_number (cw_format_percent_to (100 * fraction, PERCENT_DECIMALS));
}

/* The sign and the arrow say what the colour says. */
static char *
format_change (CwRiskShocks *self, double change)
{
  CwDirection direction = cw_direction_of (100 * change, PERCENT_DECIMALS);
  g_autofree char *percent = cw_format_percent_to (100 * change, PERCENT_DECIMALS);
  g_autofree char *arrow = cw_risk_take_number (cw_direction_add_arrow (direction, percent));
  g_autofree char *money = cw_risk_format_money (self->study, change);

  if (money != NULL)
    money = cw_risk_take_number (g_steal_pointer (&money));

  return money != NULL ? g_strdup_printf ("%s\n%s", arrow, money) : g_steal_pointer (&arrow);
}

/* --- the slider --- */

static double
get_shock (CwRiskShocks *self)
{
  if (self->scenario != CW_RISK_NO_SCENARIO)
    return cw_scenario_get (self->scenario)->market_return;
  return gtk_adjustment_get_value (self->shock) / 100;
}

static char *
describe_market (CwRiskShocks *self, double shock)
{
  g_autofree char *percent = format_percent (shock);
  /* Translators: %s is a change of the market, in percent */
  g_autofree char *market = g_strdup_printf (_ ("Market %s"), percent);

  if (self->scenario == CW_RISK_NO_SCENARIO)
    return g_steal_pointer (&market);
  return g_strjoin ("\n", cw_scenario_get_name (cw_scenario_get (self->scenario)), market, NULL);
}

static void
show_shock (CwRiskShocks *self)
{
  double shock = get_shock (self);
  g_autofree char *change = format_change (self, get_portfolio_change (self, shock));
  g_autofree char *market = describe_market (self, shock);
  /* Translators: %s is a change of the portfolio, in percent and perhaps in money */
  g_autofree char *portfolio = g_strdup_printf (_ ("Portfolio %s"), change);

  gtk_label_set_text (self->market, market);
  gtk_label_set_text (self->portfolio, portfolio);
  cw_risk_table_apply (self->table, self->study, shock, self->scenario);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CwRiskShocks *self = CW_RISK_SHOCKS (widget);

  self->tick = 0;
  if (self->study != NULL)
    show_shock (self);
  return G_SOURCE_REMOVE;
}

/* However fast the slider moves, one frame shows one of its places. */
static void
queue_shock (CwRiskShocks *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
shock_changed_cb (CwRiskShocks *self)
{
  self->scenario = CW_RISK_NO_SCENARIO;
  queue_shock (self);
}

static void
fall_activated_cb (CwRiskShocks *self, GtkListBoxRow *row)
{
  gsize scenario = (gsize) gtk_list_box_row_get_index (row);

  gtk_adjustment_set_value (self->shock, 100 * cw_scenario_get (scenario)->market_return);
  self->scenario = scenario;
  queue_shock (self);
}

/* The wheel turns the page, and does not move the slider that happens to come under the pointer. */
static void
leave_wheel_alone (GtkWidget *slider)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (slider);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_widget_remove_controller (slider, controller);
    }
}

static void
add_marks (CwRiskShocks *self)
{
  double end = gtk_adjustment_get_upper (self->shock);

  for (double mark = gtk_adjustment_get_lower (self->shock); mark <= end; mark += MARK_DISTANCE)
    {
      g_autofree char *text = cw_risk_take_number (cw_format_percent_to (mark, 0));

      gtk_scale_add_mark (self->slider, mark, GTK_POS_BOTTOM, text);
    }
}

/* --- the named scenarios --- */

static void
add_fall (CwRiskShocks *self, gsize i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *change = gtk_label_new (NULL);
  g_autofree char *title = g_markup_escape_text (cw_scenario_get_name (cw_scenario_get (i)), -1);

  self->rows[i] = ADW_ACTION_ROW (row);
  self->changes[i] = GTK_LABEL (change);
  gtk_label_set_justify (self->changes[i], GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (self->changes[i], 1);
  gtk_widget_add_css_class (change, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (self->rows[i], 3);
  adw_action_row_set_subtitle_lines (self->rows[i], 3);
  adw_action_row_add_suffix (self->rows[i], change);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->falls, row);
}

static char *
describe_fall (CwRiskShocks *self, gsize i)
{
  double actual = cw_risk_study_get_actual (self->study, i, self->study->basket->n_symbols);
  g_autofree char *market = format_percent (cw_scenario_get (i)->market_return);
  g_autofree char *happened = format_percent (actual);

  if (isnan (actual))
    return g_strdup_printf (_ ("Market %s"), market);
  /* Translators: a change of the market, and what really happened to the portfolio then, both in
   * percent */
  return g_strdup_printf (_ ("Market %s; what happened: %s"), market, happened);
}

static void
show_fall (CwRiskShocks *self, gsize i)
{
  const CwScenario *scenario = cw_scenario_get (i);
  g_autofree char *text = describe_fall (self, i);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *change =
      format_change (self, get_portfolio_change (self, scenario->market_return));
  g_autofree char *spoken = g_strdup_printf ("%s, %s", cw_scenario_get_name (scenario), change);

  adw_action_row_set_subtitle (self->rows[i], escaped);
  gtk_label_set_text (self->changes[i], change);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* --- the widget --- */

static void
cw_risk_shocks_dispose (GObject *object)
{
  CwRiskShocks *self = CW_RISK_SHOCKS (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_risk_shocks_parent_class)->dispose (object);
}

static void
cw_risk_shocks_class_init (CwRiskShocksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_RISK_TABLE);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  G_OBJECT_CLASS (klass)->dispose = cw_risk_shocks_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-risk-shocks.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, box);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, market);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, portfolio);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, slider);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, shock);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, falls);
  gtk_widget_class_bind_template_child (widget_class, CwRiskShocks, table);
  gtk_widget_class_bind_template_callback (widget_class, shock_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fall_activated_cb);
}

static void
cw_risk_shocks_init (CwRiskShocks *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scenario = CW_RISK_NO_SCENARIO;
  leave_wheel_alone (GTK_WIDGET (self->slider));
  add_marks (self);
  for (gsize i = 0; i < MIN (cw_scenario_get_n (), MOST_SCENARIOS); i++)
    add_fall (self, i);
}

/**
 * cw_risk_shocks_show:
 * @self: scenarios
 * @study: (nullable): a study with a basket; it must live until another is shown
 */
void
cw_risk_shocks_show (CwRiskShocks *self, const CwRiskStudy *study)
{
  g_return_if_fail (CW_IS_RISK_SHOCKS (self));

  self->study = study;
  if (study == NULL)
    return;
  cw_risk_table_show (self->table, study);
  for (gsize i = 0; i < MIN (cw_scenario_get_n (), MOST_SCENARIOS); i++)
    show_fall (self, i);
  show_shock (self);
}
