/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-panel.h"

#include "cw-chart-view.h"
#include "cw-history.h"
#include "cw-indicator-menu.h"
#include "cw-resample.h"
#include "cw-wrap-box.h"

/* What a person waits for goes before the analyses of symbols that are only listed. */
#define PRIORITY (G_PRIORITY_DEFAULT - 50)

struct _CwChartPanel
{
  GtkWidget parent_instance;

  CwEngine *engine;  /* owned, nullable */
  CwSeries *series;  /* owned, nullable: what the analysis rests on */
  CwSeries *history; /* owned, nullable: all there is, once somebody wanted to see it */
  CwSceneOptions options;
  CwInterval interval;
  CwRange range;
  GCancellable *making;   /* owned; set while a scene is being made, and cancelled by the next */
  GCancellable *fetching; /* owned; set while the whole history is on its way */

  GtkWidget *box;
  GtkWidget *ranges;
  GtkWidget *tools;
  GtkStack *type_stack;
  GtkMenuButton *indicators_button;
  CwChartView *chart;
};

enum
{
  PROP_0,
  PROP_BUSY,
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
} SceneJob;

static void
scene_job_free (gpointer data)
{
  SceneJob *job = data;

  cw_series_unref (job->series);
  g_free (job);
}

static gpointer
make_scene (gpointer data, GCancellable *cancellable, GError **error)
{
  SceneJob *job = data;
  g_autoptr (CwSeries) resampled = NULL;

  if (job->interval == job->series->interval)
    return cw_scene_new (job->series, &job->options);
  resampled = cw_series_resample (job->series, job->interval);
  return cw_scene_new (resampled, &job->options);
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
  cw_chart_view_set_scene (self->chart, scene,
                           cw_view_for_range (cw_scene_get_series (scene), self->range));
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

static void
start_making (CwChartPanel *self)
{
  CwSeries *series = self->history != NULL ? self->history : self->series;
  SceneJob *job;

  stop_making (self);
  if (self->engine == NULL || series == NULL)
    return;
  job = g_new (SceneJob, 1);
  *job = (SceneJob){ cw_series_ref (series), self->interval, self->options };
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
  start_making (self);
}

/* An analysis rests on some years; only who wants to see more waits for more. */
static void
fetch_history_if_wanted (CwChartPanel *self)
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
  g_clear_pointer (&self->history, cw_series_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_chart_panel_parent_class)->dispose (object);
}

static void
cw_chart_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, cw_chart_panel_is_busy (CW_CHART_PANEL (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_chart_panel_class_init (CwChartPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CW_TYPE_CHART_VIEW);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  object_class->dispose = cw_chart_panel_dispose;
  object_class->get_property = cw_chart_panel_get_property;
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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
}

static void
options_changed (CwChartPanel *self)
{
  gtk_stack_set_visible_child_name (self->type_stack, cw_chart_type_to_string (self->options.type));
  cw_indicator_menu_show_state (self->indicators_button, &self->options);
  start_making (self);
}

static void
cw_chart_panel_init (CwChartPanel *self)
{
  static const char *const shown_first[] = { "sma:50", "sma:200", "macd:12,26,9", "rsi:14" };

  gtk_widget_init_template (GTK_WIDGET (self));
  cw_indicator_menu_attach (self->indicators_button);
  self->interval = CW_INTERVAL_1D;
  self->range = CW_RANGE_1Y;
  cw_scene_options_init (&self->options);
  for (gsize i = 0; i < G_N_ELEMENTS (shown_first); i++)
    {
      CwIndicatorSpec spec;

      if (cw_indicator_spec_parse (shown_first[i], &spec))
        cw_scene_options_add (&self->options, &spec);
    }
  options_changed (self);
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
    cw_chart_view_set_scene (self->chart, NULL, (CwView){ 0, 0 });
  stop_fetching (self);
  g_clear_pointer (&self->history, cw_series_unref);
  g_clear_pointer (&self->series, cw_series_unref);
  self->series = series != NULL ? cw_series_ref (series) : NULL;
  start_making (self);
  fetch_history_if_wanted (self);
}

/** cw_chart_panel_set_range: shows the bars of @range */
void
cw_chart_panel_set_range (CwChartPanel *self, CwRange range)
{
  CwScene *scene;

  g_return_if_fail (CW_IS_CHART_PANEL (self));
  self->range = range;
  scene = cw_chart_view_get_scene (self->chart);
  if (scene != NULL)
    cw_chart_view_set_view (self->chart, cw_view_for_range (cw_scene_get_series (scene), range));
  fetch_history_if_wanted (self);
}

/** cw_chart_panel_set_interval: makes each bar cover @interval, a day or more */
void
cw_chart_panel_set_interval (CwChartPanel *self, CwInterval interval)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->interval == interval)
    return;
  self->interval = interval;
  start_making (self);
}

/** cw_chart_panel_set_chart_type: draws prices in another way */
void
cw_chart_panel_set_chart_type (CwChartPanel *self, CwChartType type)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->options.type == type)
    return;
  self->options.type = type;
  options_changed (self);
}

/** cw_chart_panel_set_log_scale: whether equal ratios of prices look equally high */
void
cw_chart_panel_set_log_scale (CwChartPanel *self, gboolean log_scale)
{
  g_return_if_fail (CW_IS_CHART_PANEL (self));
  if (self->options.log_scale == log_scale)
    return;
  self->options.log_scale = log_scale;
  options_changed (self);
}

/**
 * cw_chart_panel_toggle_indicator:
 * @self: a panel
 * @text: an indicator with its parameters, for example `sma:20`, or `volume`
 *
 * Shows what was hidden, hides what was shown.
 *
 * Returns: whether it could: %FALSE if there is no such indicator, or no room for another
 */
gboolean
cw_chart_panel_toggle_indicator (CwChartPanel *self, const char *text)
{
  CwIndicatorSpec spec;

  g_return_val_if_fail (CW_IS_CHART_PANEL (self) && text != NULL, FALSE);

  if (g_str_equal (text, CW_INDICATOR_VOLUME))
    self->options.volume = !self->options.volume;
  else if (!cw_indicator_spec_parse (text, &spec))
    return FALSE;
  else if (!cw_scene_options_remove (&self->options, &spec)
           && !cw_scene_options_add (&self->options, &spec))
    return FALSE;
  options_changed (self);
  return TRUE;
}

/** cw_chart_panel_is_busy: Returns: whether bars or a scene are on their way */
gboolean
cw_chart_panel_is_busy (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), FALSE);
  return self->making != NULL || self->fetching != NULL;
}

/** cw_chart_panel_is_drawn: Returns: whether the newest scene has been drawn */
gboolean
cw_chart_panel_is_drawn (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), FALSE);
  return !cw_chart_panel_is_busy (self) && cw_chart_view_is_drawn (self->chart);
}

/** cw_chart_panel_get_scene: Returns: (transfer none) (nullable): what is on screen */
CwScene *
cw_chart_panel_get_scene (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return cw_chart_view_get_scene (self->chart);
}

/** cw_chart_panel_get_view: Returns: which bars are in sight */
CwView
cw_chart_panel_get_view (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), (CwView){ 0 });
  return cw_chart_view_get_view (self->chart);
}

/** cw_chart_panel_get_ranges: Returns: (transfer none): the range buttons, hidden at first */
GtkWidget *
cw_chart_panel_get_ranges (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return self->ranges;
}

/** cw_chart_panel_get_tools: Returns: (transfer none): the other buttons, hidden at first */
GtkWidget *
cw_chart_panel_get_tools (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return self->tools;
}

/** cw_chart_panel_get_chart: Returns: (transfer none): the chart's widget */
GtkWidget *
cw_chart_panel_get_chart (CwChartPanel *self)
{
  g_return_val_if_fail (CW_IS_CHART_PANEL (self), NULL);
  return GTK_WIDGET (self->chart);
}
