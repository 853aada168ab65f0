/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/** CW_PLOT_NOTHING: the item where there is none. */
#define CW_PLOT_NOTHING ((gssize) -1)

/** CwPlotCanvas: what a plot is painted on, and whatever of it somebody points at. */
typedef struct
{
  double width, height;
  const CwTheme *theme;
  PangoContext *text; /* the font, and from where people read */
  gssize picked;      /* an item, or %CW_PLOT_NOTHING */
} CwPlotCanvas;

/**
 * CwPlot:
 *
 * A picture of numbers other than prices: a histogram, a curve of falls, a map of correlations. It
 * is made of items that can be pointed at and walked through, and it can say in words what it
 * shows. Immutable and reference-counted, so that a worker may make what the window paints.
 */
typedef struct _CwPlot CwPlot;

/** CwPlotClass: what each kind of plot does in its own way. */
typedef struct
{
  gsize size;       /* of the kind's own structure, which begins with a #CwPlot */
  gboolean mirrors; /* it begins where lines of text begin; else always at the left */
  double (*get_height) (const CwPlot *plot, double width, PangoContext *text);
  void (*paint) (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
  void (*paint_picked) (const CwPlot *plot, const CwPlotCanvas *canvas, CwPainter *painter);
  gssize (*find) (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y);
  gssize (*step) (const CwPlot *plot, gssize item, int across, int down);
  char *(*describe_item) (const CwPlot *plot, gssize item);
  void (*clear) (CwPlot *plot);
} CwPlotClass;

/*< private >*/
struct _CwPlot
{
  const CwPlotClass *klass;
  gssize n_items;
  char *title, *description; /* owned: the kind sets them */
};

gpointer cw_plot_alloc (const CwPlotClass *klass) G_GNUC_WARN_UNUSED_RESULT;
CwPlot *cw_plot_ref (const CwPlot *plot);
void cw_plot_unref (CwPlot *plot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPlot, cw_plot_unref)

gboolean cw_plot_mirrors (const CwPlot *plot);
gssize cw_plot_get_n_items (const CwPlot *plot);
const char *cw_plot_get_title (const CwPlot *plot);
const char *cw_plot_get_description (const CwPlot *plot);
char *cw_plot_describe_item (const CwPlot *plot, gssize item) G_GNUC_WARN_UNUSED_RESULT;

double cw_plot_get_height (const CwPlot *plot, double width, PangoContext *text);
void cw_plot_paint (const CwPlot *plot, const CwPlotCanvas *canvas, cairo_t *cr);
void cw_plot_paint_picked (const CwPlot *plot, const CwPlotCanvas *canvas, cairo_t *cr);
gssize cw_plot_find (const CwPlot *plot, const CwPlotCanvas *canvas, double x, double y);
gssize cw_plot_step (const CwPlot *plot, gssize item, int across, int down);
GBytes *cw_plot_render_svg (const CwPlot *plot,
                            const CwTheme *theme,
                            double width) G_GNUC_WARN_UNUSED_RESULT;

/* For the kinds of plots. */
gboolean cw_plot_is_mirrored (const CwPlotCanvas *canvas);
char *cw_plot_format_share (double fraction, int decimals) G_GNUC_WARN_UNUSED_RESULT;
char *cw_plot_format_confidence (double confidence) G_GNUC_WARN_UNUSED_RESULT;
char *cw_plot_format_day (gint64 day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
