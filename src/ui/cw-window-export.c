/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-export.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-export-dialog.h"
#include "cw-chart-export.h"
#include "cw-chart-theme.h"
#include "cw-file-chooser.h"

/* A picture is looked at on other screens than this one. */
#define SCALE 2
/* Where the chart on screen is too small for its own labels. */
#define MIN_WIDTH 640
#define MIN_HEIGHT 420

#define CHOSEN "cw-export-options"

/* An export that somebody has asked for. It waits until the chart that was asked for is there. */
typedef struct
{
  CwWindow *window; /* owned while it waits, so that its panel is there */
  GFile *file;      /* owned */
  CwImageOptions options;
  CwPaneHeights heights;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->file);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
say_result (CwWindow *window, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;

  if (error == NULL)
    /* Translators: %s is a file's name */
    text = g_strdup_printf (_ ("Chart saved as “%s”"), name);
  else
    /* Translators: a file's name; why it could not be written */
    text = g_strdup_printf (_ ("The chart could not be saved as “%s”: %s"), name, error->message);
  cw_window_say (window, text);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;

  cw_chart_export_finish (result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_result (export->window, export->file, error);
}

static CwChartPanel *
get_panel (CwWindow *window)
{
  return cw_symbol_page_get_chart_panel (cw_window_get_page (window));
}

static void
start (Export *export)
{
  CwChartPanel *panel = get_panel (export->window);

  /* The export outlives the drawing, and so do the heights. */
  export->heights = cw_chart_panel_get_heights (panel);
  export->options.heights = &export->heights;
  cw_chart_export_async (cw_engine_get_workers (cw_window_get_engine (export->window)),
                         cw_chart_panel_get_scene (panel), cw_chart_panel_get_view (panel),
                         &export->options, export->file, cw_window_get_cancellable (export->window),
                         exported_cb, export);
}

/* A picture that looks as the chart does on screen. */
static CwImageOptions
make_options (CwWindow *window)
{
  CwChartPanel *panel = get_panel (window);
  GtkWidget *chart = cw_chart_panel_get_chart (panel);
  CwPalette palette = cw_chart_panel_get_palette (panel);
  CwImageOptions options = { .format = CW_IMAGE_PNG,
                             .width = MAX (gtk_widget_get_width (chart), MIN_WIDTH),
                             .height = MAX (gtk_widget_get_height (chart), MIN_HEIGHT),
                             .scale = SCALE };

  cw_chart_theme_init_for_file (&options.theme);
  if (palette != CW_PALETTE_GREEN_RED)
    cw_theme_set_palette (&options.theme, palette);
  return options;
}

static gboolean
wait_cb (gpointer data)
{
  Export *export = data;

  if (g_cancellable_is_cancelled (cw_window_get_cancellable (export->window)))
    {
      export_free (export);
      return G_SOURCE_REMOVE;
    }
  if (cw_symbol_page_is_chart_coming (cw_window_get_page (export->window)))
    return G_SOURCE_CONTINUE;
  if (cw_chart_panel_get_scene (get_panel (export->window)) != NULL)
    {
      start (export);
      return G_SOURCE_REMOVE;
    }
  cw_window_say (export->window, _ ("There is no chart to save"));
  export_free (export);
  return G_SOURCE_REMOVE;
}

static void
export_to (CwWindow *window, GFile *file, const CwImageOptions *options)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GError) error = NULL;
  CwImageFormat format;
  Export *export;

  if (name == NULL || !cw_image_format_from_path (name, &format, &error))
    {
      say_result (window, file, error);
      return;
    }
  export = g_new (Export, 1);
  *export =
      (Export){ .window = g_object_ref (window), .file = g_object_ref (file), .options = *options };
  export->options.format = format;
  if (wait_cb (export) == G_SOURCE_CONTINUE)
    g_timeout_add (50, wait_cb, export);
}

static void
chosen_cb (GtkWidget *window, GFile *file)
{
  const CwImageOptions *options = g_object_get_data (G_OBJECT (window), CHOSEN);

  export_to (CW_WINDOW (window), file, options);
}

/* What was chosen waits at the window while it is asked where the picture goes. */
static void
options_chosen_cb (GtkWindow *window, const CwImageOptions *options)
{
  CwRow *row = cw_symbol_page_get_row (cw_window_get_page (CW_WINDOW (window)));
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  name = cw_image_safe_name (cw_row_get_symbol (row), options->format);
  g_object_set_data_full (G_OBJECT (window), CHOSEN, g_memdup2 (options, sizeof *options), g_free);
  cw_file_chooser_save (GTK_WIDGET (window), _ ("Export Chart"), name, "png svg pdf csv",
                        chosen_cb);
}

/** cw_window_export_cb: activates `export-chart`: asks how and where the chart on screen is saved
 */
void
cw_window_export_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CwImageOptions usual;

  if (cw_symbol_page_get_row (cw_window_get_page (window)) == NULL)
    return;
  usual = make_options (window);
  cw_chart_export_dialog_ask (window, &usual, options_chosen_cb);
}

/** cw_window_export_to_cb: activates `export-chart-to`: saves the chart on screen as the file named
 */
void
cw_window_export_to_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *path = g_variant_get_string (parameter, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CwImageOptions usual = make_options (window);

  export_to (window, file, &usual);
}
