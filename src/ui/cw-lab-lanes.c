/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-lanes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cw-activity-colors.h"
#include "cw-format.h"

#define MIN_WIDTH 200
#define PITCH 14.0         /* from lane to lane, where there are few */
#define LANES_HEIGHT 220.0 /* that they shrink to keep */
#define GAP_PITCH 5.0      /* from which on there is a gap between lanes */
#define NUMBER_PITCH 12.0  /* from which on bars are high enough for a number */
#define NUMBER_WIDTH 20.0
#define NUMBER_SIZE 9
#define TICK_WIDTH 72.0
#define TICK_MARGIN 2
/* Numbers on them are readable in the dark too. */
#define ENDED_ALPHA 0.6
#define RUNNING_ALPHA 0.35
#define GAP 1.0 /* to the next on the same lane */

/** Bar: a request. Its end is negative while it is under way, and its lane 0 before it began. */
typedef struct
{
  guint lane;
  double start, end;
  gboolean failed;
} Bar;

struct _CwLabLanes
{
  GtkWidget parent_instance;

  CwActivityColors colors;
  GArray *bars; /* of Bar, by the requests' numbers */
  guint n_lanes, n_ended;
  double seconds; /* that the width stands for, at least */
  double ideal;
  gint64 begin;   /* monotonic; 0 before it has begun */
  double elapsed; /* when it had ended; negative before */
  guint tick;
};

G_DEFINE_FINAL_TYPE (CwLabLanes, cw_lab_lanes, GTK_TYPE_WIDGET)

static double
get_pitch (CwLabLanes *self)
{
  return MIN (PITCH, LANES_HEIGHT / MAX (self->n_lanes, 1));
}

static double
get_span (CwLabLanes *self)
{
  return MAX (self->seconds, cw_lab_lanes_get_elapsed (self));
}

/* --- drawing --- */

/** Brush: what all bars of a drawing have in common. */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  double pitch, scale; /* pixels from lane to lane, and a second */
  double now;
} Brush;

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, (double) color->red, (double) color->green, (double) color->blue,
                         (double) color->alpha * alpha);
}

static double
get_bar_height (const Brush *brush)
{
  return brush->pitch - (brush->pitch >= GAP_PITCH ? 2 : 0);
}

static void
paint_number (CwLabLanes *self, const Brush *brush, guint request, double x, double y, double width)
{
  g_autofree char *text = g_strdup_printf ("%u", request);
  int text_width, text_height;

  if (brush->pitch < NUMBER_PITCH || width < NUMBER_WIDTH)
    return;
  pango_layout_set_text (brush->layout, text, -1);
  pango_layout_get_pixel_size (brush->layout, &text_width, &text_height);
  set_color (brush->cr, &self->colors.bar_text, 1);
  cairo_move_to (brush->cr, x + (width - text_width) / 2,
                 y + (get_bar_height (brush) - text_height) / 2);
  pango_cairo_show_layout (brush->cr, brush->layout);
}

/* What failed has a cross, so that it is not the colour alone that says it. */
static void
paint_cross (CwLabLanes *self, const Brush *brush, double x, double y)
{
  double arm = get_bar_height (brush) / 3, middle = y + get_bar_height (brush) / 2;

  set_color (brush->cr, &self->colors.failed, 1);
  cairo_set_line_width (brush->cr, 1.5);
  cairo_move_to (brush->cr, x + 3, middle - arm);
  cairo_line_to (brush->cr, x + 3 + 2 * arm, middle + arm);
  cairo_move_to (brush->cr, x + 3, middle + arm);
  cairo_line_to (brush->cr, x + 3 + 2 * arm, middle - arm);
  cairo_stroke (brush->cr);
}

static void
paint_bar (CwLabLanes *self, const Brush *brush, guint i)
{
  const Bar *bar = &g_array_index (self->bars, Bar, i);
  double end = bar->end < 0 ? brush->now : bar->end;
  double x = bar->start * brush->scale, y = (bar->lane - 1) * brush->pitch;
  double width = MAX ((end - bar->start) * brush->scale, 1);

  if (bar->lane == 0)
    return;
  set_color (brush->cr, bar->failed ? &self->colors.failed : &self->colors.phases[CW_PHASE_RECEIVE],
             bar->end < 0 || bar->failed ? RUNNING_ALPHA : ENDED_ALPHA);
  cairo_rectangle (brush->cr, x, y, MAX (width - GAP, GAP), get_bar_height (brush));
  cairo_fill (brush->cr);
  if (bar->failed)
    paint_cross (self, brush, x + width, y);
  paint_number (self, brush, i + 1, x, y, width);
}

static void
paint_tracks (CwLabLanes *self, const Brush *brush, double width)
{
  set_color (brush->cr, &self->colors.track, 1);
  if (brush->pitch < GAP_PITCH)
    {
      cairo_rectangle (brush->cr, 0, 0, width, self->n_lanes * brush->pitch);
      cairo_fill (brush->cr);
      return;
    }
  for (guint i = 0; i < self->n_lanes; i++)
    cairo_rectangle (brush->cr, 0, i * brush->pitch, width, get_bar_height (brush));
  cairo_fill (brush->cr);
}

static double
find_step (double seconds, double width)
{
  double most = MAX (floor (width / TICK_WIDTH), 1);
  double power = pow (10, floor (log10 (seconds / most)));

  if (power * most >= seconds)
    return power;
  if (2 * power * most >= seconds)
    return 2 * power;
  return (5 * power * most >= seconds ? 5 : 10) * power;
}

static void
paint_tick (CwLabLanes *self, const Brush *brush, double seconds, int decimals, double width)
{
  double height = self->n_lanes * brush->pitch, x = floor (seconds * brush->scale);
  g_autofree char *number = cw_format_number (seconds, decimals);
  /* Translators: a duration in seconds, with a thin space */
  g_autofree char *text = g_strdup_printf (_ ("%s\u202fs"), number);
  int text_width;

  set_color (brush->cr, &self->colors.grid, 1);
  cairo_rectangle (brush->cr, x, 0, 1, height);
  cairo_fill (brush->cr);
  pango_layout_set_text (brush->layout, text, -1);
  pango_layout_get_pixel_size (brush->layout, &text_width, NULL);
  set_color (brush->cr, &self->colors.text, 1);
  cairo_move_to (brush->cr, CLAMP (x - text_width / 2.0, 0, width - text_width),
                 height + TICK_MARGIN);
  pango_cairo_show_layout (brush->cr, brush->layout);
}

static void
paint_axis (CwLabLanes *self, const Brush *brush, double width)
{
  double span = get_span (self), step = find_step (span, width);
  int decimals = step >= 1 ? 0 : (int) ceil (-log10 (step));

  for (int i = 0; i * step <= span * 1.0001; i++)
    paint_tick (self, brush, i * step, decimals, width);
}

static void
paint_ideal (CwLabLanes *self, const Brush *brush)
{
  static const double dashes[] = { 4, 3 };
  double x = floor (self->ideal * brush->scale) + 0.5;

  set_color (brush->cr, &self->colors.accent, 1);
  cairo_set_line_width (brush->cr, 1);
  cairo_set_dash (brush->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (brush->cr, x, 0);
  cairo_line_to (brush->cr, x, self->n_lanes * brush->pitch);
  cairo_stroke (brush->cr);
}

static PangoLayout *
new_layout (GtkWidget *widget)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, NUMBER_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static void
cw_lab_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwLabLanes *self = CW_LAB_LANES (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = NULL;
  Brush brush;

  if (width <= 0 || height <= 0 || self->seconds <= 0)
    return;
  layout = new_layout (widget);
  brush = (Brush){
    .cr = gtk_snapshot_append_cairo (snapshot,
                                     &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height)),
    .layout = layout,
    .pitch = get_pitch (self),
    .scale = width / get_span (self),
    .now = cw_lab_lanes_get_elapsed (self),
  };
  paint_tracks (self, &brush, width);
  paint_axis (self, &brush, width);
  for (guint i = 0; i < self->bars->len; i++)
    paint_bar (self, &brush, i);
  paint_ideal (self, &brush);
  cairo_destroy (brush.cr);
}

/* --- the widget --- */

static void
cw_lab_lanes_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  CwLabLanes *self = CW_LAB_LANES (widget);
  g_autoptr (PangoLayout) layout = new_layout (widget);
  int line;

  pango_layout_get_pixel_size (layout, NULL, &line);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural = (int) ceil (self->n_lanes * get_pitch (self)) + TICK_MARGIN + line;
}

static void
cw_lab_lanes_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_lab_lanes_parent_class)->css_changed (widget, change);
  cw_activity_colors_init (&CW_LAB_LANES (widget)->colors, widget);
  gtk_widget_queue_draw (widget);
}

static void
cw_lab_lanes_finalize (GObject *object)
{
  g_array_unref (CW_LAB_LANES (object)->bars);
  G_OBJECT_CLASS (cw_lab_lanes_parent_class)->finalize (object);
}

static void
cw_lab_lanes_class_init (CwLabLanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_lab_lanes_finalize;
  widget_class->measure = cw_lab_lanes_measure;
  widget_class->snapshot = cw_lab_lanes_snapshot;
  widget_class->css_changed = cw_lab_lanes_css_changed;
  gtk_widget_class_set_css_name (widget_class, "lablanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_lab_lanes_init (CwLabLanes *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (Bar));
  self->elapsed = -1;
}

static guint
count_lanes (const CwLabOptions *options, CwLabMode mode)
{
  if (mode == CW_LAB_SEQUENTIAL)
    return 1;
  return mode == CW_LAB_POOL ? MIN (options->n_workers, options->n_requests) : options->n_requests;
}

/**
 * cw_lab_lanes_prepare:
 * @self: lanes
 * @options: what will be measured
 * @mode: the way that is drawn here
 * @seconds: what the width stands for, the same for all ways
 *
 * Empties the lanes before an experiment.
 */
void
cw_lab_lanes_prepare (CwLabLanes *self, const CwLabOptions *options, CwLabMode mode, double seconds)
{
  g_return_if_fail (CW_IS_LAB_LANES (self));

  cw_lab_lanes_stop (self);
  g_array_set_size (self->bars, 0);
  g_array_set_size (self->bars, options->n_requests);
  self->n_lanes = count_lanes (options, mode);
  self->n_ended = 0;
  self->seconds = seconds;
  self->ideal = cw_lab_options_get_ideal (options, mode);
  self->begin = 0;
  self->elapsed = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cw_lab_mode_get_title (mode), -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* Bars grow with every frame; for those who do not want things to move, with every event. */
static void
begin (CwLabLanes *self, const CwLabEvent *event)
{
  gboolean animated;

  self->begin = g_get_monotonic_time () - (g_get_real_time () - event->real_time);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated,
                NULL);
  if (animated && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static Bar *
get_bar (CwLabLanes *self, const CwLabEvent *event)
{
  g_assert (event->request >= 1 && event->request <= self->bars->len);
  return &g_array_index (self->bars, Bar, event->request - 1);
}

/** cw_lab_lanes_take_event: draws what has happened on this way */
void
cw_lab_lanes_take_event (CwLabLanes *self, const CwLabEvent *event)
{
  g_return_if_fail (CW_IS_LAB_LANES (self));

  switch (event->kind)
    {
    case CW_LAB_MODE_BEGIN:
      begin (self, event);
      break;
    case CW_LAB_REQUEST_BEGIN:
      *get_bar (self, event) = (Bar){ event->lane, event->time, -1, FALSE };
      break;
    case CW_LAB_REQUEST_END:
    case CW_LAB_REQUEST_FAIL:
      get_bar (self, event)->end = event->time;
      get_bar (self, event)->failed = event->kind == CW_LAB_REQUEST_FAIL;
      self->n_ended++;
      break;
    case CW_LAB_MODE_END:
    default:
      self->elapsed = event->time;
      cw_lab_lanes_stop (self);
      break;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** cw_lab_lanes_stop: nothing more will happen on this way */
void
cw_lab_lanes_stop (CwLabLanes *self)
{
  g_return_if_fail (CW_IS_LAB_LANES (self));

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->elapsed < 0)
    self->elapsed = cw_lab_lanes_get_elapsed (self);
}

/** cw_lab_lanes_get_elapsed: Returns: seconds since this way began, or until it ended */
double
cw_lab_lanes_get_elapsed (CwLabLanes *self)
{
  g_return_val_if_fail (CW_IS_LAB_LANES (self), 0);
  if (self->elapsed >= 0)
    return self->elapsed;
  return self->begin != 0 ? (double) (g_get_monotonic_time () - self->begin) / G_USEC_PER_SEC : 0;
}

/** cw_lab_lanes_count_ended: Returns: how many requests have ended on this way */
guint
cw_lab_lanes_count_ended (CwLabLanes *self)
{
  g_return_val_if_fail (CW_IS_LAB_LANES (self), 0);
  return self->n_ended;
}
