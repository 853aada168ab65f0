/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-wrap-box.h"

struct _CwWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  int wrap_width;
  gboolean even;
};

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_WRAP_WIDTH,
  PROP_EVEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwWrapBox, cw_wrap_box, GTK_TYPE_WIDGET)

typedef struct
{
  int minimum, natural;
} Size;

static Size
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  Size size = { 0, 0 };

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &size.minimum, &size.natural, NULL, NULL);
  return size;
}

static GtkWidget *
get_first (CwWrapBox *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self));
}

static GtkWidget *
get_second (CwWrapBox *self)
{
  GtkWidget *first = get_first (self);

  return first != NULL ? gtk_widget_get_next_sibling (first) : NULL;
}

static gboolean
fits_side_by_side (CwWrapBox *self, int width)
{
  int needed = self->wrap_width;

  if (width < 0)
    return TRUE;
  if (needed == 0)
    needed = measure_child (get_first (self), GTK_ORIENTATION_HORIZONTAL, -1).natural
             + self->spacing
             + measure_child (get_second (self), GTK_ORIENTATION_HORIZONTAL, -1).natural;
  return width >= needed;
}

static Size
measure_width (CwWrapBox *self)
{
  Size first = measure_child (get_first (self), GTK_ORIENTATION_HORIZONTAL, -1);
  Size second = measure_child (get_second (self), GTK_ORIENTATION_HORIZONTAL, -1);

  return (Size){ MAX (first.minimum, second.minimum),
                 first.natural + self->spacing + second.natural };
}

/* How wide the second child is beside the first. */
static int
second_width (CwWrapBox *self, int width)
{
  int natural = measure_child (get_second (self), GTK_ORIENTATION_HORIZONTAL, -1).natural;
  int most = width - self->spacing
             - measure_child (get_first (self), GTK_ORIENTATION_HORIZONTAL, -1).minimum;

  if (self->even)
    return MAX (width - self->spacing, 0) / 2;
  return CLAMP (natural, 0, MAX (most, 0));
}

static Size
measure_height (CwWrapBox *self, int width)
{
  Size first, second;

  if (!fits_side_by_side (self, width))
    {
      first = measure_child (get_first (self), GTK_ORIENTATION_VERTICAL, width);
      second = measure_child (get_second (self), GTK_ORIENTATION_VERTICAL, width);
      return (Size){ first.natural + self->spacing + second.natural,
                     first.natural + self->spacing + second.natural };
    }
  if (width < 0)
    {
      first = measure_child (get_first (self), GTK_ORIENTATION_VERTICAL, -1);
      second = measure_child (get_second (self), GTK_ORIENTATION_VERTICAL, -1);
    }
  else
    {
      int beside = second_width (self, width);

      first = measure_child (get_first (self), GTK_ORIENTATION_VERTICAL,
                             width - self->spacing - beside);
      second = measure_child (get_second (self), GTK_ORIENTATION_VERTICAL, beside);
    }
  return (Size){ MAX (first.minimum, second.minimum), MAX (first.natural, second.natural) };
}

static void
cw_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  CwWrapBox *self = CW_WRAP_BOX (widget);
  Size size = orientation == GTK_ORIENTATION_HORIZONTAL ? measure_width (self)
                                                        : measure_height (self, for_size);

  *minimum = size.minimum;
  *natural = size.natural;
}

static void
allocate_child (GtkWidget *child, int x, int y, int width, int height)
{
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
allocate_side_by_side (CwWrapBox *self, int width, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int beside = second_width (self, width);
  int rest = MAX (width - self->spacing - beside, 0);

  allocate_child (get_first (self), rtl ? width - rest : 0, 0, rest, height);
  allocate_child (get_second (self), rtl ? 0 : width - beside, 0, beside, height);
}

static void
cw_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CwWrapBox *self = CW_WRAP_BOX (widget);
  int below, above;

  if (fits_side_by_side (self, width))
    {
      allocate_side_by_side (self, width, height);
      return;
    }
  below = measure_child (get_second (self), GTK_ORIENTATION_VERTICAL, width).natural;
  above = MAX (height - self->spacing - below, 0);
  allocate_child (get_first (self), 0, 0, width, above);
  allocate_child (get_second (self), 0, above + self->spacing, width, below);
}

static GtkSizeRequestMode
cw_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwWrapBox *self = CW_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_WRAP_WIDTH:
      self->wrap_width = g_value_get_int (value);
      break;
    case PROP_EVEN:
      self->even = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cw_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwWrapBox *self = CW_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_WRAP_WIDTH:
      g_value_set_int (value, self->wrap_width);
      break;
    case PROP_EVEN:
      g_value_set_boolean (value, self->even);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cw_wrap_box_parent_class)->dispose (object);
}

static void
cw_wrap_box_class_init (CwWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cw_wrap_box_set_property;
  object_class->get_property = cw_wrap_box_get_property;
  object_class->dispose = cw_wrap_box_dispose;
  widget_class->measure = cw_wrap_box_measure;
  widget_class->size_allocate = cw_wrap_box_size_allocate;
  widget_class->get_request_mode = cw_wrap_box_get_request_mode;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WRAP_WIDTH] = g_param_spec_int ("wrap-width", NULL, NULL, 0, G_MAXINT, 0,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVEN] =
      g_param_spec_boolean ("even", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_wrap_box_init (CwWrapBox *self)
{
}
