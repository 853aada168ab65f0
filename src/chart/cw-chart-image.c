/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-image.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cw-chart-data.h"
#include "cw-chart-page.h"
#include "cw-png.h"

#define LARGEST_SIDE 16384.0
#define LARGEST_SCALE 4.0
#define LARGEST_IMAGE_SIDE 32767.0          /* cairo's own limit */
#define LARGEST_IMAGE (256.0 * 1024 * 1024) /* pixels: a gigabyte of memory */
#define POINTS_PER_PIXEL 0.75

G_DEFINE_QUARK (cw - image - error - quark, cw_image_error)

static const char *const format_names[] = {
  [CW_IMAGE_PNG] = "png",
  [CW_IMAGE_SVG] = "svg",
  [CW_IMAGE_PDF] = "pdf",
  [CW_IMAGE_CSV] = "csv",
};

/**
 * cw_image_format_parse:
 * @text: for example `png`
 * @format: (out): where the format goes
 *
 * Returns: whether @text names an image format
 */
gboolean
cw_image_format_parse (const char *text, CwImageFormat *format)
{
  g_return_val_if_fail (text != NULL && format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (format_names); i++)
    if (g_ascii_strcasecmp (format_names[i], text) == 0)
      {
        *format = (CwImageFormat) i;
        return TRUE;
      }
  return FALSE;
}

/** cw_image_format_to_string: Returns: (transfer none): for example `png`, also a file's ending */
const char *
cw_image_format_to_string (CwImageFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (format_names), NULL);
  return format_names[format];
}

/**
 * cw_image_format_from_path:
 * @path: a file's name
 * @format: (out): where the format goes
 * @error: return location for a %CW_IMAGE_ERROR_UNKNOWN_FORMAT
 *
 * Returns: whether the name's ending says what the picture is to be
 */
gboolean
cw_image_format_from_path (const char *path, CwImageFormat *format, GError **error)
{
  g_autofree char *name = NULL;
  const char *dot;

  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  name = g_path_get_basename (path);
  dot = strrchr (name, '.');
  if (dot != NULL && cw_image_format_parse (dot + 1, format))
    return TRUE;
  g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_UNKNOWN_FORMAT,
               /* Translators: %s is a file's name */
               _ ("The name “%s” must end in .png, .svg, .pdf or .csv"), name);
  return FALSE;
}

static gboolean
check_size (const CwImageOptions *options, GError **error)
{
  double width = options->width, height = options->height, scale = options->scale;

  if (!(width >= 1 && width <= LARGEST_SIDE) || !(height >= 1 && height <= LARGEST_SIDE))
    {
      g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_TOO_LARGE,
                   _ ("A picture must be 1 to %d pixels wide and high"), (int) LARGEST_SIDE);
      return FALSE;
    }
  if (!(scale >= 1 && scale <= LARGEST_SCALE))
    {
      g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_TOO_LARGE,
                   _ ("A picture’s scale must be 1 to %d"), (int) LARGEST_SCALE);
      return FALSE;
    }
  if (options->format == CW_IMAGE_PNG
      && (MAX (width, height) * scale > LARGEST_IMAGE_SIDE
          || width * scale * height * scale > LARGEST_IMAGE))
    {
      g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_TOO_LARGE,
                   _ ("A picture of %.0f × %.0f pixels at scale %g is too large; choose a smaller "
                      "size, or SVG or PDF"),
                   width, height, scale);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_status (cairo_status_t status, const CwScene *scene, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, CW_IMAGE_ERROR, CW_IMAGE_ERROR_FAILED,
               /* Translators: a symbol, and what the drawing library says is wrong */
               _ ("The chart of %s could not be drawn: %s"),
               cw_scene_get_series (scene)->info.symbol, cairo_status_to_string (status));
  return FALSE;
}

static GBytes *
render_png (CwScene *scene, CwView view, const CwImageOptions *options, GError **error)
{
  cairo_format_t format =
      options->theme.background.alpha < 1 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  cairo_surface_t *surface =
      cairo_image_surface_create (format, (int) ceil (options->width * options->scale - 1e-9),
                                  (int) ceil (options->height * options->scale - 1e-9));
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes = NULL;

  cairo_scale (cr, options->scale, options->scale);
  cw_chart_page_paint (scene, view, options, cr);
  if (check_status (cairo_status (cr), scene, error))
    bytes = cw_png_encode (surface, options->scale, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_svg (const CwImageOptions *options, GByteArray *to)
{
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream (append_cb, to, options->width, options->height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

static cairo_surface_t *
create_pdf (const CwScene *scene, CwView view, const CwImageOptions *options, GByteArray *to)
{
  g_autofree char *description = cw_scene_describe (scene, view);
  g_autofree char *title = cw_chart_page_dup_title (scene, options);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_cb, to, options->width * POINTS_PER_PIXEL,
                                           options->height * POINTS_PER_PIXEL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Candlewick " PACKAGE_VERSION);
  return surface;
}

/* Says in words what the picture shows, for those who do not see it: in the place where readers of
 * SVG look, the first children of its outermost element. */
static void
insert_words (GByteArray *svg, const CwScene *scene, CwView view, const CwImageOptions *options)
{
  g_autofree char *title = cw_chart_page_dup_title (scene, options);
  g_autofree char *description = cw_scene_describe (scene, view);
  g_autofree char *words =
      g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>", title, description);
  const char *text = (const char *) svg->data;
  const char *element = g_strstr_len (text, svg->len, "<svg");
  const char *end =
      element != NULL ? memchr (element, '>', svg->len - (gsize) (element - text)) : NULL;
  gsize at, length = strlen (words), old_length = svg->len;

  if (end == NULL)
    return;
  at = (gsize) (end + 1 - text);
  g_byte_array_set_size (svg, (guint) (old_length + length));
  memmove (svg->data + at + length, svg->data + at, old_length - at);
  memcpy (svg->data + at, words, length);
}

static GBytes *
render_vector (CwScene *scene, CwView view, const CwImageOptions *options, GError **error)
{
  gboolean pdf = options->format == CW_IMAGE_PDF;
  GByteArray *to = g_byte_array_new ();
  cairo_surface_t *surface = pdf ? create_pdf (scene, view, options, to) : create_svg (options, to);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn;

  if (pdf)
    cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  cw_chart_page_paint (scene, view, options, cr);
  cairo_show_page (cr);
  drawn = check_status (cairo_status (cr), scene, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = drawn && check_status (cairo_surface_status (surface), scene, error);
  cairo_surface_destroy (surface);
  if (drawn && !pdf)
    insert_words (to, scene, view, options);
  if (drawn)
    return g_byte_array_free_to_bytes (to);
  g_byte_array_unref (to);
  return NULL;
}

/**
 * cw_chart_render:
 * @scene: what is drawn
 * @view: which bars of it
 * @options: how: 1 to 16384 pixels wide and high, at scale 1 to 4
 * @error: return location for a #CwImageError
 *
 * Draws a chart with its heading and source into a file's bytes. Any thread may call it, and it
 * needs no display.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
cw_chart_render (CwScene *scene, CwView view, const CwImageOptions *options, GError **error)
{
  g_return_val_if_fail (scene != NULL && options != NULL, NULL);

  if (options->format == CW_IMAGE_CSV)
    return cw_chart_data_write (scene, view);
  if (!check_size (options, error))
    return NULL;
  if (options->format == CW_IMAGE_PNG)
    return render_png (scene, view, options, error);
  return render_vector (scene, view, options, error);
}
