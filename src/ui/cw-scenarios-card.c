/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-scenarios-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-card.h"
#include "cw-figures.h"

/** Line: a scenario on the card. */
typedef struct
{
  GtkLabel *change;
  GtkLabel *beside; /* what the market did, and what the symbol really did */
} Line;

struct _CwScenariosCard
{
  GtkWidget parent_instance;

  GtkBox *box;
  gsize n_lines;
  Line *lines;     /* owned */
  GtkLabel *basis; /* above the lines, since it says that they are hypothetical */
};

G_DEFINE_FINAL_TYPE (CwScenariosCard, cw_scenarios_card, GTK_TYPE_WIDGET)

static void
cw_scenarios_card_dispose (GObject *object)
{
  CwScenariosCard *self = CW_SCENARIOS_CARD (object);
  GtkWidget *box = GTK_WIDGET (g_steal_pointer (&self->box));

  if (box != NULL)
    gtk_widget_unparent (box);
  g_clear_pointer (&self->lines, g_free);
  G_OBJECT_CLASS (cw_scenarios_card_parent_class)->dispose (object);
}

static void
cw_scenarios_card_class_init (CwScenariosCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_scenarios_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_line (CwScenariosCard *self, const CwScenario *scenario, Line *line)
{
  GtkBox *lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  line->change = cw_card_add_figure (lines, cw_scenario_get_name (scenario));
  line->beside = cw_card_add_text (lines);
  gtk_widget_add_css_class (GTK_WIDGET (line->beside), "numeric");
  gtk_box_append (self->box, GTK_WIDGET (lines));
}

static void
cw_scenarios_card_init (CwScenariosCard *self)
{
  self->box = cw_card_fit_out (GTK_WIDGET (self), _ ("Scenarios"));
  self->basis = cw_card_add_text (self->box);
  self->n_lines = cw_scenario_get_n ();
  self->lines = g_new0 (Line, self->n_lines);
  for (gsize i = 0; i < self->n_lines; i++)
    add_line (self, cw_scenario_get (i), &self->lines[i]);
  cw_scenarios_card_set_study (self, NULL);
}

static char *
describe_beside (const CwStudyScenario *scenario)
{
  g_autofree char *market = cw_format_percent_to (100 * scenario->scenario->market_return, 1);
  g_autofree char *actual = cw_format_percent_to (100 * scenario->actual, 1);

  if (isnan (scenario->actual))
    /* Translators: what the market did in a scenario, in percent */
    return g_strdup_printf (_ ("Market %s"), market);
  /* Translators: what the market did in a scenario, and what happened to the price, in percent */
  return g_strdup_printf (_ ("Market %s · what happened: %s"), market, actual);
}

static void
show_line (Line *line, const CwStudyScenario *scenario, GString *words)
{
  g_autofree char *change = cw_format_percent_to (100 * scenario->loss.change, 1);
  g_autofree char *beside = describe_beside (scenario);

  gtk_label_set_label (line->change, change);
  cw_card_set_text (line->beside, beside);
  g_string_append_printf (words, "%s: %s. %s. ", cw_scenario_get_name (scenario->scenario), change,
                          beside);
}

static char *
describe_basis (const CwSymbolStudy *study)
{
  double beta = study->figures.market.beta;
  g_autofree char *number = cw_format_number (beta, 2);
  g_autofree char *how =
      isnan (beta) ? g_strdup (_ ("Its beta is not known: it is taken to move as the market does."))
                   /* Translators: %s is how many times as far as the market a price moves */
                   : g_strdup_printf (_ ("The market’s change times a beta of %s."), number);

  /* Translators: %s is a sentence that says how it was computed */
  return g_strdup_printf (_ ("Hypothetical. %s"), how);
}

static void
show_nothing (CwScenariosCard *self)
{
  for (gsize i = 0; i < self->n_lines; i++)
    {
      gtk_label_set_label (self->lines[i].change, "…");
      cw_card_set_text (self->lines[i].beside, NULL);
    }
  cw_card_set_text (self->basis, NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/** cw_scenarios_card_set_study: @study: (nullable): what to show; %NULL while it is being made */
void
cw_scenarios_card_set_study (CwScenariosCard *self, const CwSymbolStudy *study)
{
  g_autoptr (GString) words = NULL;
  g_autofree char *basis = NULL;

  g_return_if_fail (CW_IS_SCENARIOS_CARD (self));

  if (study == NULL || (!study->has_market && !study->complete))
    {
      show_nothing (self);
      return;
    }
  words = g_string_new (NULL);
  for (gsize i = 0; i < self->n_lines; i++)
    show_line (&self->lines[i], &study->scenarios[i], words);
  basis = describe_basis (study);
  cw_card_set_text (self->basis, basis);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}
