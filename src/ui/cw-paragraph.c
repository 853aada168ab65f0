/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-paragraph.h"

/* Narrower than this nothing could be read. */
#define LEAST_CHARS 12

struct _CwParagraph
{
  GtkWidget parent_instance;

  PangoLayout *layout;
  int least_width; /* in pixels, or -1 until it is known for the present font */
};

G_DEFINE_FINAL_TYPE (CwParagraph, cw_paragraph, GTK_TYPE_WIDGET)

static int
get_least_width (CwParagraph *self)
{
  PangoContext *context = pango_layout_get_context (self->layout);
  PangoFontMetrics *metrics;

  if (self->least_width >= 0)
    return self->least_width;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->least_width =
      PANGO_PIXELS_CEIL (LEAST_CHARS * pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
  return self->least_width;
}

/* The same width again costs nothing: the layout keeps its lines. */
static int
get_height (CwParagraph *self, int width)
{
  int height;

  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}

static GtkSizeRequestMode
cw_paragraph_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_paragraph_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  CwParagraph *self = CW_PARAGRAPH (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? get_least_width (self)
                                                                  : get_height (self, for_size);
}

static void
cw_paragraph_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwParagraph *self = CW_PARAGRAPH (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  get_height (self, gtk_widget_get_width (widget));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
}

static void
forget_layout (CwParagraph *self)
{
  self->least_width = -1;
  pango_layout_context_changed (self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cw_paragraph_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cw_paragraph_parent_class)->css_changed (widget, change);
  forget_layout (CW_PARAGRAPH (widget));
}

static void
cw_paragraph_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (cw_paragraph_parent_class)->system_setting_changed (widget, setting);
  forget_layout (CW_PARAGRAPH (widget));
}

static void
cw_paragraph_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (cw_paragraph_parent_class)->direction_changed (widget, previous);
  forget_layout (CW_PARAGRAPH (widget));
}

static void
cw_paragraph_finalize (GObject *object)
{
  g_object_unref (CW_PARAGRAPH (object)->layout);
  G_OBJECT_CLASS (cw_paragraph_parent_class)->finalize (object);
}

static void
cw_paragraph_class_init (CwParagraphClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_paragraph_finalize;
  widget_class->get_request_mode = cw_paragraph_get_request_mode;
  widget_class->measure = cw_paragraph_measure;
  widget_class->snapshot = cw_paragraph_snapshot;
  widget_class->css_changed = cw_paragraph_css_changed;
  widget_class->system_setting_changed = cw_paragraph_system_setting_changed;
  widget_class->direction_changed = cw_paragraph_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
cw_paragraph_init (CwParagraph *self)
{
  self->least_width = -1;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
}

/** cw_paragraph_new: Returns: (transfer floating): a text that says nothing yet */
GtkWidget *
cw_paragraph_new (void)
{
  return g_object_new (CW_TYPE_PARAGRAPH, NULL);
}

/** cw_paragraph_set_text: @text: what it says, without markup */
void
cw_paragraph_set_text (CwParagraph *self, const char *text)
{
  g_return_if_fail (CW_IS_PARAGRAPH (self) && text != NULL);

  if (g_str_equal (text, pango_layout_get_text (self->layout)))
    return;
  pango_layout_set_text (self->layout, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** cw_paragraph_get_text: Returns: (transfer none): what it says */
const char *
cw_paragraph_get_text (CwParagraph *self)
{
  g_return_val_if_fail (CW_IS_PARAGRAPH (self), "");
  return pango_layout_get_text (self->layout);
}
