/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-capped.h"

/* Less than this would show nothing of what it scrolls. */
#define MIN_HEIGHT 60

struct _CwCapped
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scrolled;
  GtkWidget *child; /* not owned, nullable */
  int max_height;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_MAX_HEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwCapped, cw_capped, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
cw_capped_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_capped_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  CwCapped *self = CW_CAPPED (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *natural = MIN (*natural, self->max_height);
  *minimum = MIN (*natural, MIN_HEIGHT);
}

static void
cw_capped_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (CW_CAPPED (widget)->scrolled), width, height, baseline, NULL);
}

static void
cw_capped_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwCapped *self = CW_CAPPED (object);

  if (id == PROP_CHILD)
    g_value_set_object (value, self->child);
  else if (id == PROP_MAX_HEIGHT)
    g_value_set_int (value, self->max_height);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_capped_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwCapped *self = CW_CAPPED (object);

  if (id == PROP_CHILD)
    {
      self->child = g_value_get_object (value);
      gtk_scrolled_window_set_child (self->scrolled, self->child);
    }
  else if (id == PROP_MAX_HEIGHT)
    {
      self->max_height = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_capped_dispose (GObject *object)
{
  CwCapped *self = CW_CAPPED (object);
  GtkWidget *scrolled = (GtkWidget *) g_steal_pointer (&self->scrolled);

  self->child = NULL;
  g_clear_pointer (&scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_capped_parent_class)->dispose (object);
}

static void
cw_capped_class_init (CwCappedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_capped_dispose;
  object_class->get_property = cw_capped_get_property;
  object_class->set_property = cw_capped_set_property;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_HEIGHT] = g_param_spec_int ("max-height", NULL, NULL, 0, G_MAXINT, G_MAXINT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->get_request_mode = cw_capped_get_request_mode;
  widget_class->measure = cw_capped_measure;
  widget_class->size_allocate = cw_capped_size_allocate;
}

static void
cw_capped_init (CwCapped *self)
{
  self->max_height = G_MAXINT;
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
}
