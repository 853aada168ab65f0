/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-window-chosen-export.h"

#include <glib/gi18n-lib.h>

#include "cw-chart-image.h"
#include "cw-chart-theme.h"
#include "cw-file-chooser.h"
#include "cw-save.h"

/* The charts of many symbols, one file each, drawn one after another behind everything else. */

#define PRIORITY G_PRIORITY_LOW
#define WIDTH 1200
#define HEIGHT 800
#define SCALE 2
#define CHOSEN "cw-chosen-rows"

typedef struct
{
  CwWindow *window; /* owned */
  GFile *folder;    /* owned */
  GPtrArray *rows;  /* owned, of CwRow */
  guint next;       /* of them */
  guint n_saved, n_skipped;
  CwSceneOptions scene;
  CwImageOptions image;
  CwRange range;
  GFile *file; /* owned, nullable: where the chart goes that is being drawn */
} Run;

/* What a worker is given. */
typedef struct
{
  CwSeries *series;
  CwSceneOptions scene;
  CwImageOptions image;
  CwRange range;
} Drawing;

static void
run_free (Run *run)
{
  g_object_unref (run->window);
  g_object_unref (run->folder);
  g_ptr_array_unref (run->rows);
  g_clear_object (&run->file);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  cw_series_unref (drawing->series);
  g_free (drawing);
}

static gpointer
draw (gpointer data, GCancellable *cancellable, GError **error)
{
  Drawing *drawing = data;
  g_autoptr (CwScene) scene = cw_scene_new (drawing->series, &drawing->scene);

  return cw_chart_render (scene, cw_scene_get_view (scene, drawing->range), &drawing->image, error);
}

/* --- what is said of it --- */

static void
say_saved (const Run *run)
{
  g_autofree char *name = g_file_get_parse_name (run->folder);
  g_autofree char *text = NULL;
  g_autofree char *skipped = NULL;

  /* Translators: %s is the name of a folder */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u chart saved in “%s”",
                                       "%u charts saved in “%s”", run->n_saved),
                          run->n_saved, name);
  if (run->n_skipped > 0)
    skipped = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u symbol has no prices",
                                            "%u symbols have no prices", run->n_skipped),
                               run->n_skipped);
  cw_window_say (run->window, text);
  if (skipped != NULL)
    cw_window_say (run->window, skipped);
}

static void
say_failure (const Run *run, const GError *error)
{
  g_autofree char *name = run->file != NULL ? g_file_get_parse_name (run->file) : NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: a file's name; why it could not be written */
  text = g_strdup_printf (_ ("The chart could not be saved as “%s”: %s"), name, error->message);
  cw_window_say (run->window, text);
}

/* --- one after another --- */

static void draw_next (Run *run);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say_failure (run, error);
      return;
    }
  run->n_saved++;
  draw_next (g_steal_pointer (&run));
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cw_workers_run_finish (result, &error);
  GCancellable *cancellable = cw_window_get_cancellable (run->window);
  GFile *file = run->file;

  if (bytes == NULL)
    {
      say_failure (run, error);
      return;
    }
  cw_save_and_return (g_task_new (NULL, cancellable, saved_cb, g_steal_pointer (&run)), file,
                      bytes);
}

static void
draw_one (Run *run, CwSeries *series)
{
  CwEngine *engine = cw_window_get_engine (run->window);
  g_autofree char *name = cw_image_safe_name (series->info.symbol, CW_IMAGE_PNG);
  Drawing *drawing;

  if (engine == NULL)
    {
      run_free (run);
      return;
    }
  g_clear_object (&run->file);
  run->file = g_file_get_child (run->folder, name);
  drawing = g_new (Drawing, 1);
  *drawing = (Drawing){ cw_series_ref (series), run->scene, run->image, run->range };
  cw_workers_run_async (cw_engine_get_workers (engine), PRIORITY, "export", series->info.symbol,
                        draw, drawing, drawing_free, (GDestroyNotify) g_bytes_unref,
                        cw_window_get_cancellable (run->window), drawn_cb, run);
}

/* Takes @run. */
static void
draw_next (Run *run)
{
  while (run->next < run->rows->len)
    {
      CwAnalysis *analysis = cw_row_get_analysis (g_ptr_array_index (run->rows, run->next++));

      if (analysis != NULL && analysis->series->n_bars > 0)
        {
          draw_one (run, analysis->series);
          return;
        }
      run->n_skipped++;
    }
  say_saved (run);
  run_free (run);
}

/* As the chart on screen is drawn, but in a size of its own. */
static void
begin (CwWindow *window, GPtrArray *rows, GFile *folder)
{
  CwChartPanel *panel = cw_symbol_page_get_chart_panel (cw_window_get_page (window));
  CwScene *scene = cw_chart_panel_get_scene (panel);
  g_autoptr (GVariant) range = g_action_group_get_action_state (G_ACTION_GROUP (window), "range");
  Run *run = g_new0 (Run, 1);

  run->window = g_object_ref (window);
  run->folder = g_object_ref (folder);
  run->rows = g_ptr_array_ref (rows);
  if (scene != NULL)
    run->scene = *cw_scene_get_options (scene);
  else
    cw_scene_options_init (&run->scene);
  if (!cw_range_parse (g_variant_get_string (range, NULL), &run->range))
    run->range = CW_RANGE_1Y;
  run->image = (CwImageOptions){ .width = WIDTH, .height = HEIGHT, .scale = SCALE };
  cw_chart_theme_init_for_file (&run->image.theme);
  if (cw_chart_panel_get_palette (panel) != CW_PALETTE_GREEN_RED)
    cw_theme_set_palette (&run->image.theme, cw_chart_panel_get_palette (panel));
  draw_next (run);
}

static void
folder_chosen_cb (GtkWidget *window, GFile *folder)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (window), CHOSEN);

  cw_row_selection_set_choosing (cw_watchlist_view_get_selection (
                                     cw_window_get_watchlist_view (CW_WINDOW (window))),
                                 FALSE);
  begin (CW_WINDOW (window), rows, folder);
}

/**
 * cw_window_chosen_export:
 * @window: a window
 * @rows: (element-type CwRow): whose charts are wanted
 * @folder: (nullable): where they go; %NULL to ask
 *
 * Saves a picture of each chart in a folder.
 */
void
cw_window_chosen_export (CwWindow *window, GPtrArray *rows, GFile *folder)
{
  if (rows->len == 0)
    return;
  if (folder != NULL)
    {
      begin (window, rows, folder);
      return;
    }
  g_object_set_data_full (G_OBJECT (window), CHOSEN, g_ptr_array_ref (rows),
                          (GDestroyNotify) g_ptr_array_unref);
  cw_file_chooser_open_folder (GTK_WIDGET (window), _ ("Export Charts"), folder_chosen_cb);
}
