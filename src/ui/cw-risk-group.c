/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-group.h"

#include <glib/gi18n-lib.h>

#include "cw-risk-telling.h"

#define MOST_FIGURES 8

struct _CwRiskGroup
{
  AdwPreferencesGroup parent_instance;

  CwRiskTopic topic;
  const CwRiskFigure *figures;
  gsize n_figures;
  AdwActionRow *rows[MOST_FIGURES];
  GtkLabel *values[MOST_FIGURES], *moneys[MOST_FIGURES];
};

G_DEFINE_FINAL_TYPE (CwRiskGroup, cw_risk_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
add_row (CwRiskGroup *self, gsize i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows[i] = ADW_ACTION_ROW (row);
  self->values[i] = new_label ("heading");
  self->moneys[i] = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->moneys[i]), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->values[i]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->moneys[i]));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (self->figures[i].title));
  adw_action_row_set_subtitle_lines (self->rows[i], 4);
  adw_action_row_add_suffix (self->rows[i], box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
cw_risk_group_class_init (CwRiskGroupClass *klass)
{
}

static void
cw_risk_group_init (CwRiskGroup *self)
{
}

/** cw_risk_group_new: Returns: (transfer floating): a group of figures about @topic */
GtkWidget *
cw_risk_group_new (CwRiskTopic topic)
{
  CwRiskGroup *self = g_object_new (CW_TYPE_RISK_GROUP, NULL);
  gboolean losses = topic == CW_RISK_LOSSES;

  self->topic = topic;
  self->figures = losses ? cw_risk_loss_figures : cw_risk_reward_figures;
  self->n_figures = losses ? cw_risk_n_loss_figures : cw_risk_n_reward_figures;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   losses ? _ ("Losses to Expect") : _ ("Risk and Return"));
  for (gsize i = 0; i < MIN (self->n_figures, MOST_FIGURES); i++)
    add_row (self, i);
  return GTK_WIDGET (self);
}

static void
show_number (GtkLabel *label, const char *number)
{
  g_autofree char *shown = cw_risk_take_number (g_strdup (number != NULL ? number : ""));

  gtk_label_set_text (label, shown);
  gtk_widget_set_visible (GTK_WIDGET (label), number != NULL);
}

static void
show_figure (CwRiskGroup *self, gsize i, const CwRiskStudy *study)
{
  g_auto (CwRiskTelling) telling = self->figures[i].tell (study);
  g_autofree char *escaped = g_markup_escape_text (telling.text, -1);
  g_autofree char *spoken =
      g_strjoin (", ", _ (self->figures[i].title), telling.value, telling.money, NULL);

  show_number (self->values[i], telling.value);
  show_number (self->moneys[i], telling.money);
  adw_action_row_set_subtitle (self->rows[i], escaped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, telling.text, -1);
}

/** cw_risk_group_show: @study: a study with a basket, whose figures are shown from now on */
void
cw_risk_group_show (CwRiskGroup *self, const CwRiskStudy *study)
{
  g_autofree char *terms = NULL;

  g_return_if_fail (CW_IS_RISK_GROUP (self) && study != NULL && study->basket != NULL);

  if (self->topic == CW_RISK_LOSSES)
    terms = cw_risk_describe_measure (study);
  else
    terms = g_strdup (_ ("Of a year of 252 days of trading"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), terms);
  for (gsize i = 0; i < MIN (self->n_figures, MOST_FIGURES); i++)
    show_figure (self, i, study);
}
