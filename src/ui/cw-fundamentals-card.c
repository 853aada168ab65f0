/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-fundamentals-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-card.h"
#include "cw-figures.h"
#include "cw-tip.h"

/* The figures that the long-term rules judge always have their row; the rest only when known. */
#define N_ALWAYS 3

static const CwMetric shown[] = {
  CW_METRIC_DEBT_TO_EQUITY,
  CW_METRIC_ROE,
  CW_METRIC_GROSS_MARGIN,
  CW_METRIC_OPERATING_MARGIN,
  CW_METRIC_NET_MARGIN,
  CW_METRIC_ROA,
  CW_METRIC_CURRENT_RATIO,
  CW_METRIC_QUICK_RATIO,
  CW_METRIC_PE,
  CW_METRIC_PB,
  CW_METRIC_PS,
  CW_METRIC_EPS,
  CW_METRIC_EPS_GROWTH_5Y,
  CW_METRIC_REVENUE_GROWTH_5Y,
  CW_METRIC_DIVIDEND_YIELD,
  CW_METRIC_BETA,
  CW_METRIC_MARKET_CAP,
};

#define N_SHOWN G_N_ELEMENTS (shown)

struct _CwFundamentalsCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *list;
  GtkLabel *doubt;
  GtkLabel *origin;
  GtkWidget *rows[N_SHOWN];
  GtkLabel *values[N_SHOWN];
};

G_DEFINE_FINAL_TYPE (CwFundamentalsCard, cw_fundamentals_card, GTK_TYPE_WIDGET)

static void
add_row (CwFundamentalsCard *self, gsize i)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (cw_metric_get_name (shown[i]));
  GtkWidget *value = gtk_label_new (CW_FORMAT_NO_VALUE);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (name, cw_metric_get_name (shown[i]));
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  name, NULL, -1);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), value);
  gtk_box_append (self->list, row);
  self->rows[i] = row;
  self->values[i] = GTK_LABEL (value);
}

static const char *
explain_doubt (void)
{
  /* Translators: explains the question mark behind a figure */
  return _ ("? The provider does not say in what unit this is, so no rule judges it");
}

static gboolean
has_doubtful (const CwFundamentals *fundamentals)
{
  for (gsize i = 0; i < N_SHOWN; i++)
    if (isfinite (fundamentals->values[shown[i]]) && fundamentals->doubtful[shown[i]])
      return TRUE;
  return FALSE;
}

static void
show_value (CwFundamentalsCard *self, gsize i, const CwFundamentals *fundamentals)
{
  gboolean known = fundamentals != NULL && isfinite (fundamentals->values[shown[i]]);
  gboolean doubtful = known && fundamentals->doubtful[shown[i]];
  g_autofree char *text = NULL;

  text = known ? cw_figure_of_metric (fundamentals, shown[i]) : g_strdup (CW_FORMAT_NO_VALUE);
  if (doubtful)
    {
      g_autofree char *plain = g_steal_pointer (&text);

      /* Translators: a figure whose unit is in doubt; the mark is explained below the figures */
      text = g_strdup_printf (_ ("%s ?"), plain);
    }
  gtk_label_set_label (self->values[i], text);
  gtk_widget_set_visible (self->rows[i], known || i < N_ALWAYS);
  cw_tip_set (GTK_WIDGET (self->values[i]), doubtful ? explain_doubt () : NULL);
  if (doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->values[i]), "dim-label");
}

/* How old the report is by the market's clock: what the rules judge may be a year ago. */
static char *
describe_period (const CwFundamentals *fundamentals, gint64 now)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *moment = g_strconcat (fundamentals->period_end, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (moment, utc);
  g_autofree char *day = NULL;
  g_autofree char *age = NULL;

  if (end == NULL)
    return g_strdup (fundamentals->source);
  day = cw_figure_of_day (end);
  age = cw_figure_of_age_in_words (now - g_date_time_to_unix (end));
  /* Translators: the last day of a fiscal period; how old that is; who gave the figures */
  return g_strdup_printf (_ ("Period to %s, %s · %s"), day, age, fundamentals->source);
}

static char *
describe_origin (CwAnalysis *analysis)
{
  const CwFundamentals *fundamentals = analysis->fundamentals;

  if (fundamentals == NULL && analysis->fundamentals_error != NULL)
    return g_strdup (analysis->fundamentals_error->message);
  if (fundamentals == NULL)
    return g_strdup (analysis->complete ? _ ("No provider of fundamentals is set up")
                                        : _ ("Loading…"));
  return describe_period (fundamentals, analysis->fetched_at);
}

static void
cw_fundamentals_card_dispose (GObject *object)
{
  g_clear_pointer (&CW_FUNDAMENTALS_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_fundamentals_card_parent_class)->dispose (object);
}

static void
cw_fundamentals_card_class_init (CwFundamentalsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_fundamentals_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-fundamentals-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFundamentalsCard, box);
  gtk_widget_class_bind_template_child (widget_class, CwFundamentalsCard, list);
  gtk_widget_class_bind_template_child (widget_class, CwFundamentalsCard, doubt);
  gtk_widget_class_bind_template_child (widget_class, CwFundamentalsCard, origin);
}

static void
cw_fundamentals_card_init (CwFundamentalsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < N_SHOWN; i++)
    add_row (self, i);
}

/**
 * cw_fundamentals_card_set_analysis:
 * @self: a card
 * @analysis: whose fundamentals to show
 */
void
cw_fundamentals_card_set_analysis (CwFundamentalsCard *self, CwAnalysis *analysis)
{
  g_autofree char *origin = NULL;

  g_return_if_fail (CW_IS_FUNDAMENTALS_CARD (self) && analysis != NULL);

  origin = describe_origin (analysis);
  gtk_label_set_label (self->origin, origin);
  cw_card_set_text (self->doubt,
                    analysis->fundamentals != NULL && has_doubtful (analysis->fundamentals)
                        ? explain_doubt ()
                        : NULL);
  for (gsize i = 0; i < N_SHOWN; i++)
    show_value (self, i, analysis->fundamentals);
}
