/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-risk-chooser.h"

#include <glib/gi18n-lib.h>

#include "cw-plot.h"
#include "cw-risk-telling.h"

/* Of the portfolios the first two are no symbols. */
#define N_BASKETS 2
#define FROM_HERE_IN_SEARCH 12

enum
{
  FIELD_PORTFOLIO,
  FIELD_RANGE,
  FIELD_CONFIDENCE,
  FIELD_HORIZON,
  FIELD_PRICE,
  N_FIELDS
};

struct _CwRiskChooser
{
  GtkWidget parent_instance;

  CwRiskChoice *choice; /* owned, nullable */
  GtkWidget *flow;      /* owned by being its parent */
  GtkDropDown *fields[N_FIELDS];
  GStrv symbols;     /* owned: of the list, in its order */
  gboolean updating; /* it is the choice that changes the fields, and not a person */
};

static const struct
{
  const char *property;
  const char *title;
} kinds[N_FIELDS] = {
  [FIELD_PORTFOLIO] = { "portfolio", N_ ("Portfolio") },
  /* Translators: how much of the past is looked at */
  [FIELD_RANGE] = { "range", N_ ("Range") },
  [FIELD_CONFIDENCE] = { "confidence", N_ ("Confidence") },
  /* Translators: how many days are looked ahead */
  [FIELD_HORIZON] = { "horizon", N_ ("Horizon") },
  [FIELD_PRICE] = { "price", N_ ("Prices") },
};

G_DEFINE_FINAL_TYPE (CwRiskChooser, cw_risk_chooser, GTK_TYPE_WIDGET)

/* --- words for people --- */

static char *
name_range (const char *word)
{
  int years = (int) g_ascii_strtoll (word, NULL, 10);

  if (years == 0)
    /* Translators: a range of time: all there is */
    return g_strdup (C_ ("range of time", "All"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d Year", "%d Years", (gulong) years),
                          years);
}

static char *
name_horizon (const char *word)
{
  int days = (int) g_ascii_strtoll (word, NULL, 10);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d Day", "%d Days", (gulong) days), days);
}

static char *
name_word (guint field, const char *word)
{
  switch (field)
    {
    case FIELD_RANGE:
      return name_range (word);
    case FIELD_CONFIDENCE:
      return cw_risk_take_number (cw_plot_format_confidence (g_ascii_strtod (word, NULL)));
    case FIELD_HORIZON:
      return name_horizon (word);
    case FIELD_PRICE:
      return g_str_equal (word, "close") ? g_strdup (_ ("Close")) : g_strdup (_ ("Adjusted Close"));
    default:
      return g_strdup (word);
    }
}

/* --- from the fields --- */

static void
choose_portfolio (CwRiskChooser *self, guint selected)
{
  static const char *const baskets[N_BASKETS] = { "holdings", "equal" };

  if (selected < N_BASKETS)
    g_object_set (self->choice, "portfolio", baskets[selected], NULL);
  else if (self->symbols != NULL && selected - N_BASKETS < g_strv_length (self->symbols))
    g_object_set (self->choice, "symbol", self->symbols[selected - N_BASKETS], "portfolio",
                  "symbol", NULL);
}

static void
selected_cb (GtkDropDown *field, GParamSpec *pspec, CwRiskChooser *self)
{
  guint selected = gtk_drop_down_get_selected (field);

  if (self->updating || self->choice == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->fields[i] == field && i == FIELD_PORTFOLIO)
      choose_portfolio (self, selected);
    else if (self->fields[i] == field)
      g_object_set (self->choice, kinds[i].property,
                    cw_risk_choice_get_words (kinds[i].property)[selected], NULL);
}

/* --- into the fields --- */

static guint
find_word (const char *const *words, const char *word)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static guint
find_portfolio (CwRiskChooser *self)
{
  CwRiskPortfolio portfolio = cw_risk_choice_get_portfolio (self->choice);
  const char *const *symbols = (const char *const *) self->symbols;
  guint place;

  if (portfolio != CW_RISK_SYMBOL)
    return portfolio == CW_RISK_HOLDINGS ? 0 : 1;
  if (symbols == NULL || symbols[0] == NULL)
    return GTK_INVALID_LIST_POSITION;
  /* In place of a symbol that is not in this list the page shows the first. */
  place = find_word (symbols, cw_risk_choice_get_symbol (self->choice));
  return (place != GTK_INVALID_LIST_POSITION ? place : 0) + N_BASKETS;
}

static void
update (CwRiskChooser *self)
{
  if (self->choice == NULL)
    return;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->fields[FIELD_PORTFOLIO], find_portfolio (self));
  for (guint i = FIELD_PORTFOLIO + 1; i < N_FIELDS; i++)
    gtk_drop_down_set_selected (self->fields[i],
                                find_word (cw_risk_choice_get_words (kinds[i].property),
                                           cw_risk_choice_get_word (self->choice,
                                                                    kinds[i].property)));
  self->updating = FALSE;
}

static void
set_names (CwRiskChooser *self, guint field, const char *const *names)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->updating = TRUE;
  gtk_drop_down_set_model (self->fields[field], G_LIST_MODEL (model));
  self->updating = FALSE;
}

static void
fill_field (CwRiskChooser *self, guint field)
{
  const char *const *words = cw_risk_choice_get_words (kinds[field].property);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = name_word (field, words[i]);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  set_names (self, field, (const char *const *) names);
}

/* --- the widget --- */

static void
cw_risk_chooser_dispose (GObject *object)
{
  CwRiskChooser *self = CW_RISK_CHOOSER (object);

  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->symbols, g_strfreev);
  G_OBJECT_CLASS (cw_risk_chooser_parent_class)->dispose (object);
}

static void
cw_risk_chooser_class_init (CwRiskChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_risk_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* The focus goes to the button within, and nowhere else: the button shows its choice in a row of a
 * list, which would take the focus too. */
static void
name_within (GtkWidget *widget, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child))
        continue;
      if (GTK_IS_TOGGLE_BUTTON (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        title, -1);
      else
        gtk_widget_set_focusable (child, FALSE);
      name_within (child, title);
    }
}

static void
name_field (GtkWidget *field, const char *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_within (field, title);
}

static GtkWidget *
new_cell (GtkWidget *field, const char *title)
{
  GtkWidget *cell = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  gtk_widget_set_focusable (cell, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (cell), box);
  return cell;
}

static void
add_field (CwRiskChooser *self, guint field)
{
  GtkWidget *widget = gtk_drop_down_new (NULL, NULL);

  self->fields[field] = GTK_DROP_DOWN (widget);
  name_field (widget, _ (kinds[field].title));
  gtk_flow_box_append (GTK_FLOW_BOX (self->flow), new_cell (widget, _ (kinds[field].title)));
  g_signal_connect_object (widget, "notify::selected", G_CALLBACK (selected_cb), self, 0);
}

static void
cw_risk_chooser_init (CwRiskChooser *self)
{
  GtkFlowBox *flow;

  self->flow = gtk_flow_box_new ();
  flow = GTK_FLOW_BOX (self->flow);
  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (flow, 2);
  gtk_flow_box_set_max_children_per_line (flow, N_FIELDS);
  gtk_flow_box_set_column_spacing (flow, 12);
  gtk_flow_box_set_row_spacing (flow, 6);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  for (guint i = 0; i < N_FIELDS; i++)
    add_field (self, i);
  for (guint i = FIELD_PORTFOLIO + 1; i < N_FIELDS; i++)
    fill_field (self, i);
  cw_risk_chooser_show_list (self, NULL);
}

/** cw_risk_chooser_set_choice: @choice: what the fields show and change from now on */
void
cw_risk_chooser_set_choice (CwRiskChooser *self, CwRiskChoice *choice)
{
  g_return_if_fail (CW_IS_RISK_CHOOSER (self) && self->choice == NULL);

  self->choice = g_object_ref (choice);
  g_signal_connect_object (choice, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static gboolean
has_symbols (CwRiskChooser *self, GStrv symbols)
{
  return self->symbols != NULL
         && g_strv_equal ((const char *const *) self->symbols, (const char *const *) symbols);
}

/** cw_risk_chooser_show_list: @list: (nullable): whose symbols there are to choose among */
void
cw_risk_chooser_show_list (CwRiskChooser *self, const CwSymbolList *list)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) symbols = g_new0 (char *, (list != NULL ? list->n_entries : 0) + 1);
  g_auto (GStrv) all = NULL;
  g_autoptr (GtkExpression) expression = NULL;

  g_return_if_fail (CW_IS_RISK_CHOOSER (self));

  for (gsize i = 0; list != NULL && i < list->n_entries; i++)
    symbols[i] = g_strdup (list->entries[i]->symbol);
  if (has_symbols (self, symbols))
    return;
  /* Translators: a portfolio: what a person holds of the open list */
  g_strv_builder_add (names, _ ("Holdings"));
  /* Translators: a portfolio: each symbol of the open list weighs the same */
  g_strv_builder_add (names, _ ("Equal Parts"));
  g_strv_builder_addv (names, (const char **) symbols);
  g_strfreev (self->symbols);
  self->symbols = g_steal_pointer (&symbols);
  all = g_strv_builder_end (names);
  set_names (self, FIELD_PORTFOLIO, (const char *const *) all);
  expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->fields[FIELD_PORTFOLIO], expression);
  gtk_drop_down_set_enable_search (self->fields[FIELD_PORTFOLIO],
                                   g_strv_length (all) >= FROM_HERE_IN_SEARCH);
  update (self);
}
