/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-rules.h"

#include <math.h>

#define PERCENT 100.0

struct _CwPreferencesRules
{
  AdwPreferencesPage parent_instance;

  CwSettings *settings; /* owned, nullable */

  GtkWidget *reset_button;
  GtkAdjustment *debt_adjustment;
  GtkAdjustment *roe_adjustment;
  GtkAdjustment *margin_adjustment;
};

G_DEFINE_FINAL_TYPE (CwPreferencesRules, cw_preferences_rules, ADW_TYPE_PREFERENCES_PAGE)

/* People think of them in percent; fractions are kept, as the rules have them. */
static gboolean
to_percent (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_double (to, g_value_get_double (from) * PERCENT);
  return TRUE;
}

static gboolean
to_fraction (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_double (to, round (g_value_get_double (from)) / PERCENT);
  return TRUE;
}

static void
bind_percent (CwPreferencesRules *self, const char *property, GtkAdjustment *adjustment)
{
  gtk_adjustment_set_upper (adjustment, PERCENT);
  g_object_bind_property_full (self->settings, property, adjustment, "value",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_percent,
                               to_fraction, NULL, NULL);
}

static gboolean
are_usual (const CwThresholds *thresholds)
{
  const CwThresholds usual = CW_THRESHOLDS_USUAL;

  return fabs (thresholds->max_debt_to_equity - usual.max_debt_to_equity) < 1e-9
         && fabs (thresholds->min_roe - usual.min_roe) < 1e-9
         && fabs (thresholds->min_gross_margin - usual.min_gross_margin) < 1e-9;
}

static void
changed_cb (CwPreferencesRules *self)
{
  CwThresholds thresholds = cw_settings_get_thresholds (self->settings);

  gtk_widget_set_sensitive (self->reset_button, !are_usual (&thresholds));
}

static void
reset_cb (CwPreferencesRules *self)
{
  const CwThresholds usual = CW_THRESHOLDS_USUAL;

  g_object_set (self->settings, "max-debt-to-equity", usual.max_debt_to_equity, "min-roe",
                usual.min_roe, "min-gross-margin", usual.min_gross_margin, NULL);
}

static void
cw_preferences_rules_dispose (GObject *object)
{
  CwPreferencesRules *self = CW_PREFERENCES_RULES (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cw_preferences_rules_parent_class)->dispose (object);
}

static void
cw_preferences_rules_class_init (CwPreferencesRulesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_preferences_rules_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-preferences-rules.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesRules, reset_button);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesRules, debt_adjustment);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesRules, roe_adjustment);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesRules, margin_adjustment);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
cw_preferences_rules_init (CwPreferencesRules *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_preferences_rules_set_settings: @settings: what is to be set; once for each page */
void
cw_preferences_rules_set_settings (CwPreferencesRules *self, CwSettings *settings)
{
  g_return_if_fail (CW_IS_PREFERENCES_RULES (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  gtk_adjustment_set_upper (self->debt_adjustment, CW_SETTINGS_DEBT_MAX);
  g_object_bind_property (settings, "max-debt-to-equity", self->debt_adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  bind_percent (self, "min-roe", self->roe_adjustment);
  bind_percent (self, "min-gross-margin", self->margin_adjustment);
  g_signal_connect_swapped (settings, "notify", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}
