/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-preferences-charts.h"

#include <glib/gi18n-lib.h>

#include "cw-indicator-defaults.h"
#include "cw-wrong-entry.h"

enum
{
  SMA,
  BOLLINGER,
  MACD,
  RSI,
  N_ROWS
};

static const struct
{
  const char *property, *indicator, *usual;
} kinds[N_ROWS] = {
  [SMA] = { "sma-lengths", "sma", CW_INDICATOR_DEFAULT_SMA },
  [BOLLINGER] = { "bollinger", "bbands", CW_INDICATOR_DEFAULT_BOLLINGER },
  [MACD] = { "macd", "macd", CW_INDICATOR_DEFAULT_MACD },
  [RSI] = { "rsi", "rsi", CW_INDICATOR_DEFAULT_RSI },
};

struct _CwPreferencesCharts
{
  AdwPreferencesPage parent_instance;

  CwSettings *settings; /* owned, nullable */
  GtkEditable *rows[N_ROWS];

  GtkWidget *reset_button;
  GtkEditable *sma_row;
  GtkEditable *bollinger_row;
  GtkEditable *macd_row;
  GtkEditable *rsi_row;
};

G_DEFINE_FINAL_TYPE (CwPreferencesCharts, cw_preferences_charts, ADW_TYPE_PREFERENCES_PAGE)

static guint
find_row (CwPreferencesCharts *self, GtkEditable *row)
{
  guint i = 0;

  while (i < N_ROWS - 1 && self->rows[i] != row)
    i++;
  return i;
}

static char *
dup_setting (CwPreferencesCharts *self, guint i)
{
  char *text;

  g_object_get (self->settings, kinds[i].property, &text, NULL);
  return text;
}

/* “12,26,9” reads better with room in it. */
static void
show (CwPreferencesCharts *self, guint i)
{
  g_autofree char *text = dup_setting (self, i);
  g_autofree char *clean = cw_indicator_defaults_clean (kinds[i].indicator, text);
  g_auto (GStrv) parts = g_strsplit (clean != NULL ? clean : kinds[i].usual, ",", -1);
  g_autofree char *roomy = g_strjoinv (", ", parts);

  gtk_editable_set_text (self->rows[i], roomy);
}

static void
changed_cb (CwPreferencesCharts *self)
{
  gboolean usual = TRUE;

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = dup_setting (self, i);

      usual &= g_str_equal (text, kinds[i].usual);
    }
  gtk_widget_set_sensitive (self->reset_button, !usual);
}

static void
edited_cb (CwPreferencesCharts *self, GtkEditable *row)
{
  cw_wrong_entry_show (row, FALSE);
}

static void
applied_cb (CwPreferencesCharts *self, GtkEditable *row)
{
  guint i = find_row (self, row);
  g_autofree char *clean =
      cw_indicator_defaults_clean (kinds[i].indicator, gtk_editable_get_text (row));

  if (clean == NULL)
    {
      cw_wrong_entry_show (row, TRUE);
      cw_wrong_entry_say (row, _ ("There is no such indicator: write whole numbers of bars, with "
                                  "commas between them"));
      return;
    }
  g_object_set (self->settings, kinds[i].property, clean, NULL);
  show (self, i);
}

static void
reset_cb (CwPreferencesCharts *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_object_set (self->settings, kinds[i].property, kinds[i].usual, NULL);
      show (self, i);
    }
}

static void
cw_preferences_charts_dispose (GObject *object)
{
  CwPreferencesCharts *self = CW_PREFERENCES_CHARTS (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cw_preferences_charts_parent_class)->dispose (object);
}

static void
cw_preferences_charts_class_init (CwPreferencesChartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_preferences_charts_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-preferences-charts.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesCharts, reset_button);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesCharts, sma_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesCharts, bollinger_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesCharts, macd_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesCharts, rsi_row);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
cw_preferences_charts_init (CwPreferencesCharts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows[SMA] = self->sma_row;
  self->rows[BOLLINGER] = self->bollinger_row;
  self->rows[MACD] = self->macd_row;
  self->rows[RSI] = self->rsi_row;
}

/** cw_preferences_charts_set_settings: @settings: what is to be set; once for each page */
void
cw_preferences_charts_set_settings (CwPreferencesCharts *self, CwSettings *settings)
{
  g_return_if_fail (CW_IS_PREFERENCES_CHARTS (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "notify", G_CALLBACK (changed_cb), self);
  for (guint i = 0; i < N_ROWS; i++)
    show (self, i);
  changed_cb (self);
}
