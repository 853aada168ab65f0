/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-decision-card.h"

#include <glib/gi18n-lib.h>

#include "cw-figures.h"
#include "cw-paragraph.h"
#include "cw-tip.h"

struct _CwDecisionCard
{
  GtkWidget parent_instance;

  CwDecision *decision; /* owned, nullable */
  gboolean signed_score;

  GtkBox *box;
  GtkLabel *title;
  GtkLabel *score;
  GtkLabel *action;
  GtkBox *rules;
  CwParagraph *note;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SIGNED_SCORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwDecisionCard, cw_decision_card, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon, *css_class, *name;
} verdicts[] = {
  /* Translators: how a rule came out, for people who do not see its icon */
  [CW_VERDICT_UNKNOWN] = { "dialog-question-symbolic", "dim-label", N_ ("Unknown") },
  [CW_VERDICT_NOT_APPLICABLE] = { "list-remove-symbolic", "dim-label", N_ ("Does not apply") },
  [CW_VERDICT_PASS] = { "object-select-symbolic", "cw-up", N_ ("For") },
  [CW_VERDICT_NEUTRAL] = { "list-remove-symbolic", "dim-label", N_ ("Neither") },
  [CW_VERDICT_FAIL] = { "window-close-symbolic", "cw-down", N_ ("Against") },
};

static void
show_verdict (GtkWidget *icon, CwVerdict verdict)
{
  const char *name = _ (verdicts[verdict].name);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (icon), name) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), verdicts[verdict].icon);
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    gtk_widget_remove_css_class (icon, verdicts[i].css_class);
  gtk_widget_add_css_class (icon, verdicts[verdict].css_class);
  gtk_widget_set_tooltip_text (icon, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_rule_icon (void)
{
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  return icon;
}

static GtkWidget *
new_rule_text (void)
{
  GtkWidget *text = cw_paragraph_new ();

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "caption");
  return text;
}

static GtkWidget *
add_rule (CwDecisionCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (row), new_rule_icon ());
  gtk_box_append (GTK_BOX (row), new_rule_text ());
  gtk_box_append (self->rules, row);
  return row;
}

static void
show_rule (GtkWidget *row, const CwRule *rule)
{
  cw_tip_set (row, rule->name);
  show_verdict (gtk_widget_get_first_child (row), rule->verdict);
  cw_paragraph_set_text (CW_PARAGRAPH (gtk_widget_get_last_child (row)), rule->text);
}

/* The same rules with other numbers are what mostly comes, so the rows that are there are used. */
static void
show_rules (CwDecisionCard *self)
{
  gsize n_rules = self->decision != NULL ? self->decision->n_rules : 0;
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rules));

  for (gsize i = 0; i < n_rules; i++)
    {
      if (row == NULL)
        row = add_rule (self);
      show_rule (row, &self->decision->rules[i]);
      row = gtk_widget_get_next_sibling (row);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->rules, row);
      row = next;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rules), n_rules > 0);
}

static void
show_score (CwDecisionCard *self)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (self->decision == NULL || self->decision->action == CW_ACTION_NOT_ENOUGH_DATA)
    {
      gtk_label_set_label (self->score, "");
      return;
    }
  number = self->signed_score ? cw_format_signed (self->decision->score, 0)
                              : cw_format_number (self->decision->score, 0);
  /* Translators: a score, for example +3, and the highest that it could be */
  text = g_strdup_printf (_ ("%s of %d"), number, self->decision->max_score);
  gtk_label_set_label (self->score, text);
}

static const char *
css_class_of (const CwDecision *decision)
{
  if (decision == NULL || decision->action == CW_ACTION_NOT_ENOUGH_DATA)
    return "dim-label";
  return cw_direction_get_css_class (cw_direction_of_action (decision->action));
}

static void
show_action (CwDecisionCard *self)
{
  const char *classes[] = { "title-2", css_class_of (self->decision), NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->action), classes);
  gtk_label_set_label (self->action, self->decision != NULL
                                         ? cw_action_get_name (self->decision->action)
                                         : _ ("Loading…"));
}

static void
show_summary (CwDecisionCard *self)
{
  const char *summary = self->decision != NULL ? self->decision->summary : "";

  cw_tip_set (GTK_WIDGET (self->action), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary, -1);
}

static void
show_note (CwDecisionCard *self, const char *note)
{
  cw_paragraph_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL && note[0] != '\0');
}

static void
cw_decision_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwDecisionCard *self = CW_DECISION_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_SIGNED_SCORE:
      self->signed_score = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_decision_card_dispose (GObject *object)
{
  CwDecisionCard *self = CW_DECISION_CARD (object);

  g_clear_pointer (&self->decision, cw_decision_unref);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->box)));
  G_OBJECT_CLASS (cw_decision_card_parent_class)->dispose (object);
}

static void
cw_decision_card_class_init (CwDecisionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_PARAGRAPH);
  object_class->dispose = cw_decision_card_dispose;
  object_class->set_property = cw_decision_card_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIGNED_SCORE] = g_param_spec_boolean ("signed-score", NULL, NULL, FALSE,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-decision-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, box);
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, title);
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, score);
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, action);
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, rules);
  gtk_widget_class_bind_template_child (widget_class, CwDecisionCard, note);
}

static void
cw_decision_card_init (CwDecisionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cw_decision_card_add: @widget: what stands below the rules from now on */
void
cw_decision_card_add (CwDecisionCard *self, GtkWidget *widget)
{
  g_return_if_fail (CW_IS_DECISION_CARD (self) && GTK_IS_WIDGET (widget));
  gtk_box_append (self->box, widget);
}

/**
 * cw_decision_card_set_decision:
 * @self: a card
 * @decision: (nullable): what to show; %NULL while it is still being made
 * @note: (nullable): what else a person should know before following it
 */
void
cw_decision_card_set_decision (CwDecisionCard *self, CwDecision *decision, const char *note)
{
  g_return_if_fail (CW_IS_DECISION_CARD (self));

  if (decision != NULL && decision == self->decision)
    return;
  g_clear_pointer (&self->decision, cw_decision_unref);
  self->decision = decision != NULL ? cw_decision_ref (decision) : NULL;
  show_action (self);
  show_score (self);
  show_rules (self);
  show_summary (self);
  show_note (self, note);
}
