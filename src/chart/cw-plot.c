/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-plot.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-format.h"

#define SECONDS_A_DAY (24 * 60 * 60)

/** cw_plot_alloc: Returns: (transfer full): an empty plot of a kind, as large as the kind says */
gpointer
cw_plot_alloc (const CwPlotClass *klass)
{
  CwPlot *self = g_atomic_rc_box_alloc0 (klass->size);

  self->klass = klass;
  return self;
}

/** cw_plot_ref: Returns: (transfer full): another reference to the same plot */
CwPlot *
cw_plot_ref (const CwPlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwPlot *) self);
}

static void
clear_plot (gpointer data)
{
  CwPlot *self = data;

  self->klass->clear (self);
  g_free (self->title);
  g_free (self->description);
}

/** cw_plot_unref: @self: (transfer full): a plot whose reference is given up */
void
cw_plot_unref (CwPlot *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, clear_plot);
}

/** cw_plot_mirrors: Returns: whether its first item is at the right where people read from there */
gboolean
cw_plot_mirrors (const CwPlot *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->klass->mirrors;
}

/** cw_plot_get_n_items: Returns: how many items there are to point at */
gssize
cw_plot_get_n_items (const CwPlot *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_items;
}

/** cw_plot_get_title: Returns: (transfer none): what the plot is called */
const char *
cw_plot_get_title (const CwPlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

/** cw_plot_get_description: Returns: (transfer none): what the plot shows, in a sentence or two */
const char *
cw_plot_get_description (const CwPlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->description;
}

/** cw_plot_describe_item: Returns: (transfer full) (nullable): what an item says, in words */
char *
cw_plot_describe_item (const CwPlot *self, gssize item)
{
  g_return_val_if_fail (self != NULL, NULL);
  return item >= 0 && item < self->n_items ? self->klass->describe_item (self, item) : NULL;
}

/** cw_plot_get_height: Returns: how high the plot likes to be where it is @width wide; never less
 * where it is narrower
 */
double
cw_plot_get_height (const CwPlot *self, double width, PangoContext *text)
{
  g_return_val_if_fail (self != NULL, 1);
  return self->klass->get_height (self, width, text);
}

/**
 * cw_plot_paint:
 * @self: a plot
 * @canvas: how large, in which colours and letters
 * @cr: where to draw, from (0, 0) on
 *
 * Paints the plot, without what is picked of it. The background is left to whoever is behind it.
 */
void
cw_plot_paint (const CwPlot *self, const CwPlotCanvas *canvas, cairo_t *cr)
{
  CwPainter painter = cw_painter_new (cr);

  g_return_if_fail (self != NULL && canvas != NULL);

  if (canvas->width < 1 || canvas->height < 1)
    return;
  cairo_save (cr);
  self->klass->paint (self, canvas, &painter);
  cairo_restore (cr);
}

/** cw_plot_paint_picked: paints what marks the item that is picked, to lie over the plot */
void
cw_plot_paint_picked (const CwPlot *self, const CwPlotCanvas *canvas, cairo_t *cr)
{
  CwPainter painter = cw_painter_new (cr);

  g_return_if_fail (self != NULL && canvas != NULL);

  if (canvas->picked < 0 || canvas->picked >= self->n_items)
    return;
  cairo_save (cr);
  self->klass->paint_picked (self, canvas, &painter);
  cairo_restore (cr);
}

/** cw_plot_find: Returns: the item at a point, or %CW_PLOT_NOTHING */
gssize
cw_plot_find (const CwPlot *self, const CwPlotCanvas *canvas, double x, double y)
{
  g_return_val_if_fail (self != NULL && canvas != NULL, CW_PLOT_NOTHING);
  return self->n_items > 0 ? self->klass->find (self, canvas, x, y) : CW_PLOT_NOTHING;
}

/**
 * cw_plot_step:
 * @self: a plot
 * @item: where one stands, or %CW_PLOT_NOTHING
 * @across: how many steps to go to the right, below 0 to the left
 * @down: how many steps to go down, below 0 up
 *
 * Returns: the item where one stands then; whoever stood nowhere stands on the first
 */
gssize
cw_plot_step (const CwPlot *self, gssize item, int across, int down)
{
  g_return_val_if_fail (self != NULL, CW_PLOT_NOTHING);

  if (self->n_items == 0)
    return CW_PLOT_NOTHING;
  if (item < 0 || item >= self->n_items)
    return 0;
  return CLAMP (self->klass->step (self, item, across, down), 0, self->n_items - 1);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Readers of SVG look for words in the first children of its outermost element. */
static GBytes *
add_words (const CwPlot *self, GByteArray *svg)
{
  const char *text = (const char *) svg->data;
  const char *element = g_strstr_len (text, svg->len, "<svg");
  const char *end =
      element != NULL ? memchr (element, '>', svg->len - (gsize) (element - text)) : NULL;
  g_autofree char *words = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>",
                                                    self->title, self->description);
  GByteArray *whole;
  gsize at;

  if (end == NULL)
    return g_byte_array_free_to_bytes (svg);
  at = (gsize) (end + 1 - text);
  whole = g_byte_array_sized_new ((guint) (svg->len + strlen (words)));
  g_byte_array_append (whole, svg->data, (guint) at);
  g_byte_array_append (whole, (const guint8 *) words, (guint) strlen (words));
  g_byte_array_append (whole, svg->data + at, (guint) (svg->len - at));
  g_byte_array_unref (svg);
  return g_byte_array_free_to_bytes (whole);
}

/**
 * cw_plot_render_svg:
 * @self: a plot
 * @theme: its colours
 * @width: how wide it is, in CSS pixels; it is as high as it likes to be
 *
 * Any thread may call it, and it needs no display.
 *
 * Returns: (transfer full) (nullable): the picture with its title and description, %NULL if it
 *   could not be drawn
 */
GBytes *
cw_plot_render_svg (const CwPlot *self, const CwTheme *theme, double width)
{
  PangoContext *text = cw_text_context_new ();
  CwPlotCanvas canvas = { width, cw_plot_get_height (self, width, text), theme, text,
                          CW_PLOT_NOTHING };
  GByteArray *to = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream (append_cb, to, canvas.width, canvas.height);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cw_plot_paint (self, &canvas, cr);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = drawn && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  g_object_unref (text);
  if (drawn)
    return add_words (self, to);
  g_byte_array_unref (to);
  return NULL;
}

/** cw_plot_is_mirrored: Returns: whether people read from right to left */
gboolean
cw_plot_is_mirrored (const CwPlotCanvas *canvas)
{
  return pango_context_get_base_dir (canvas->text) == PANGO_DIRECTION_RTL;
}

/** cw_plot_format_share: Returns: (transfer full): 0.153 as 15.3 %, a dash where it is missing */
char *
cw_plot_format_share (double fraction, int decimals)
{
  g_autofree char *number = cw_format_number (100 * fraction, decimals);

  if (!isfinite (fraction))
    return g_steal_pointer (&number);
  /* Translators: %s is a number such as 61.0; the space before the sign is a narrow one that does
   * not break. Leave it out where your language does. */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

/** cw_plot_format_confidence: Returns: (transfer full): 0.95 as 95 %, 0.975 as 97.5 % */
char *
cw_plot_format_confidence (double confidence)
{
  double percent = 100 * confidence;

  return cw_plot_format_share (confidence, fabs (percent - round (percent)) < 1e-9 ? 0 : 1);
}

/** cw_plot_format_day: Returns: (transfer full): a day since 1970 as people write it */
char *
cw_plot_format_day (gint64 day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * SECONDS_A_DAY);

  /* Translators: day, month and year, as g_date_time_format() reads them: 17 Mar 2020 */
  return date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup (CW_FORMAT_NO_VALUE);
}
