/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-panel.h"

#include <string.h>

#include "cw-chart-actions.h"
#include "cw-chart-menu.h"
#include "cw-chart-panel-private.h"
#include "cw-history.h"
#include "cw-indicator-menu.h"
#include "cw-resample.h"
#include "cw-wrap-box.h"

/* What a person waits for goes before the analyses of symbols that are only listed. */
#define PRIORITY (G_PRIORITY_DEFAULT - 50)

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_PERCENT,
  PROP_MARKERS,
  PROP_TABLE,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwChartPanel, cw_chart_panel, GTK_TYPE_WIDGET)

/* --- making scenes --- */

typedef struct
{
  CwSeries *series;
  CwInterval interval;
  CwSceneOptions options;
  gsize n_others, n_levels;
  CwSeries *others[CW_SCENE_MAX_OTHERS]; /* owned */
  CwLevel levels[CW_SCENE_MAX_LEVELS];
} SceneJob;

static void
scene_job_free (gpointer data)
{
  SceneJob *job = data;

  for (gsize i = 0; i < job->n_others; i++)
    cw_series_unref (job->others[i]);
  cw_series_unref (job->series);
  g_free (job);
}

static void
resample (CwSeries **series, CwInterval interval)
{
  CwSeries *resampled;

  if ((*series)->interval == interval)
    return;
  resampled = cw_series_resample (*series, interval);
  cw_series_unref (*series);
  *series = resampled;
}

static gpointer
make_scene (gpointer data, GCancellable *cancellable, GError **error)
{
  SceneJob *job = data;
  CwSceneExtras extras = { .n_others = job->n_others, .n_levels = job->n_levels };

  resample (&job->series, job->interval);
  for (gsize i = 0; i < job->n_others; i++)
    {
      resample (&job->others[i], job->interval);
      extras.others[i] = job->others[i];
    }
  memcpy (extras.levels, job->levels, sizeof extras.levels);
  return cw_scene_new_with_extras (job->series, &job->options, &extras);
}

static void
scene_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwScene *scene = cw_workers_run_finish (result, &error);
  CwChartPanel *self = data;

  /* A scene fails in one way only: it was cancelled, by a newer one or because the panel is gone.
   */
  if (scene == NULL)
    return;
  g_clear_object (&self->making);
  cw_chart_view_update_scene (self->chart, scene, cw_scene_get_view (scene, self->range));
  if (self->table)
    cw_chart_table_set_scene (self->rows, scene);
  cw_scene_unref (scene);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
stop_making (CwChartPanel *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

/** cw_chart_panel_start_making: makes a scene of what is to be shown now, in place of any other */
void
cw_chart_panel_start_making (CwChartPanel *self)
{
  CwSeries *series = self->history != NULL ? self->history : self->series;
  SceneJob *job;

  stop_making (self);
  if (self->engine == NULL || series == NULL)
    return;
  job = g_new0 (SceneJob, 1);
  job->series = cw_series_ref (series);
  job->interval = self->interval;
  job->options = self->options;
  job->n_others = cw_chart_others_get_series (self->others, job->others);
  job->n_levels = self->n_levels;
  memcpy (job->levels, self->levels, sizeof job->levels);
  self->making = g_cancellable_new ();
  cw_workers_run_async (cw_engine_get_workers (self->engine), PRIORITY, "scene",
                        series->info.symbol, make_scene, job, scene_job_free,
                        (GDestroyNotify) cw_scene_unref, self->making, scene_made_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* --- the whole history --- */

static void
stop_fetching (CwChartPanel *self)
{
  g_autoptr (GCancellable) fetching = g_steal_pointer (&self->fetching);

  if (fetching != NULL)
    g_cancellable_cancel (fetching);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwSeries *history = cw_history_load_finish (result, &error);
  CwChartPanel *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->fetching);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  if (history == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
      return;
    }
  self->history = history;
  cw_chart_panel_start_making (self);
}

/**
 * cw_chart_panel_fetch_history:
 *
 * An analysis rests on some years; only who wants to see more waits for more.
 */
void
cw_chart_panel_fetch_history (CwChartPanel *self)
{
  if (self->range != CW_RANGE_MAX || self->history != NULL || self->fetching != NULL
      || self->series == NULL || self->engine == NULL)
    return;
  self->fetching = g_cancellable_new ();
  cw_history_load_async (self->engine, self->series->info.symbol, self->fetching, fetched_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* --- the widget --- */

static void
cw_chart_panel_dispose (GObject *object)
{
  CwChartPanel *self = CW_CHART_PANEL (object);

  stop_making (self);
  stop_fetching (self);
  g_clear_object (&self->engine);
  if (self->others != NULL)
    g_signal_handlers_disconnect_by_data (self->others, self);
  g_clear_object (&self->others);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->history, cw_series_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_chart_panel_parent_class)->dispose (object);
}

static void
cw_chart_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwChartPanel *self = CW_CHART_PANEL (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, cw_chart_panel_is_busy (self));
      break;
    case PROP_PERCENT:
      g_value_set_boolean (value, self->options.percent);
      break;
    case PROP_MARKERS:
      g_value_set_boolean (value, self->options.markers);
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_flag (CwChartPanel *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  if (*flag == value)
    return;
  *flag = value;
  cw_chart_panel_options_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

/* The table is filled while somebody looks at it, and only then. */
static void
set_table (CwChartPanel *self, gboolean table)
{
  if (self->table == table)
    return;
  self->table = table;
  cw_chart_table_set_scene (self->rows, table ? cw_chart_view_get_scene (self->chart) : NULL);
  gtk_stack_set_visible_child (self->views, table
                                                ? GTK_WIDGET (self->rows)
                                                : gtk_widget_get_parent (GTK_WIDGET (self->chart)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

static void
cw_chart_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwChartPanel *self = CW_CHART_PANEL (object);

  if (id == PROP_PERCENT)
    set_flag (self, &self->options.percent, g_value_get_boolean (value), pspec);
  else if (id == PROP_MARKERS)
    set_flag (self, &self->options.markers, g_value_get_boolean (value), pspec);
  else if (id == PROP_TABLE)
    set_table (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GParamSpec *
flag_spec (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                   | G_PARAM_STATIC_STRINGS);
}

static void
cw_chart_panel_class_init (CwChartPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_CHART_TABLE);
  g_type_ensure (CW_TYPE_CHART_VIEW);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  object_class->dispose = cw_chart_panel_dispose;
  object_class->get_property = cw_chart_panel_get_property;
  object_class->set_property = cw_chart_panel_set_property;
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PERCENT] = flag_spec ("percent");
  properties[PROP_MARKERS] = flag_spec ("markers");
  properties[PROP_TABLE] = flag_spec ("table");
  g_object_class_install_properties (object_class, N_PROPS, properties);
  cw_chart_actions_install (widget_class);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", CW_TYPE_CHART_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-chart-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, box);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, ranges);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, tools);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, type_stack);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, indicators_button);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, chart);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, rows);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, views);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, words);
  gtk_widget_class_bind_template_child (widget_class, CwChartPanel, chart_menu);
}

/** cw_chart_panel_options_changed: shows what the options say now */
void
cw_chart_panel_options_changed (CwChartPanel *self)
{
  gtk_stack_set_visible_child_name (self->type_stack, cw_chart_type_to_string (self->options.type));
  cw_indicator_menu_show_state (self->indicators_button, &self->options);
  cw_chart_panel_start_making (self);
}

static gboolean
has_words (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  const char *words = g_value_get_string (from);

  g_value_set_boolean (to, words != NULL && words[0] != '\0');
  return TRUE;
}

static void
others_changed_cb (CwChartPanel *self)
{
  cw_chart_panel_start_making (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
cw_chart_panel_init (CwChartPanel *self)
{
  static const char *const shown_first[] = { "sma:50", "sma:200", "macd:12,26,9", "rsi:14" };

  self->others = cw_chart_others_new ();
  g_signal_connect_swapped (self->others, "changed", G_CALLBACK (others_changed_cb), self);
  g_signal_connect_swapped (self->others, "failed", G_CALLBACK (cw_chart_panel_say), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = cw_chart_menu_attach (GTK_WIDGET (self), GTK_WIDGET (self->chart), self->chart_menu);
  cw_indicator_menu_attach (self->indicators_button);
  g_object_bind_property_full (self->chart, "words", self->words, "visible", G_BINDING_SYNC_CREATE,
                               has_words, NULL, NULL, NULL);
  g_object_bind_property (self->chart, "words", self->words, "label", G_BINDING_SYNC_CREATE);
  self->interval = CW_INTERVAL_1D;
  self->range = CW_RANGE_1Y;
  cw_scene_options_init (&self->options);
  for (gsize i = 0; i < G_N_ELEMENTS (shown_first); i++)
    {
      CwIndicatorSpec spec;

      if (cw_indicator_spec_parse (shown_first[i], &spec))
        cw_scene_options_add (&self->options, &spec);
    }
  cw_chart_panel_options_changed (self);
}

/**
 * cw_chart_panel_set_engine:
 * @self: a panel
 * @engine: (nullable): whose workers make the scenes; %NULL before it is shut down
 */
void
cw_chart_panel_set_engine (CwChartPanel *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  stop_making (self);
  stop_fetching (self);
  cw_chart_others_set_engine (self->others, engine);
  g_set_object (&self->engine, engine);
}

static gboolean
is_same_symbol (CwChartPanel *self, CwSeries *series)
{
  return self->series != NULL && series != NULL
         && g_str_equal (self->series->info.symbol, series->info.symbol);
}

/**
 * cw_chart_panel_set_series:
 * @self: a panel
 * @series: (nullable): daily bars
 *
 * Shows a series as soon as its scene has been made. Another symbol's chart goes at once, for
 * nobody may take it for this one's.
 */
void
cw_chart_panel_set_series (CwChartPanel *self, CwSeries *series)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));

  if (self->series == series)
    return;
  if (!is_same_symbol (self, series))
    {
      cw_chart_view_set_scene (self->chart, NULL, (CwView){ 0, 0 });
      cw_chart_table_set_scene (self->rows, NULL);
      self->n_levels = 0;
    }
  stop_fetching (self);
  g_clear_pointer (&self->history, cw_series_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series != NULL ? cw_series_ref (series) : NULL;
  cw_chart_panel_start_making (self);
  cw_chart_panel_fetch_history (self);
}

/** cw_chart_panel_say: has something said to the person, by whoever listens */
void
cw_chart_panel_say (CwChartPanel *self, const char *message)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}
