/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-screenshot.h"

#include <glib/gi18n-lib.h>

#include "cw-save.h"

/* A picture is taken when nothing has changed for this many frames, so that what was drawn last is
 * on screen, and bars have slid away. */
#define QUIET_FRAMES 24

/* libadwaita's. */
#define CORNER_RADIUS 12

/* Where a window's picture is to go, at the window. */
#define PATH "cw-picture-path"

typedef struct
{
  GSourceOnceFunc settled;
  gpointer data;
  guint n_quiet;
} Wait;

/* A dialog has all it shows from the beginning. */
static gboolean
is_settled (GtkWidget *window)
{
  return !CW_IS_WINDOW (window) || cw_window_is_settled (CW_WINDOW (window));
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  Wait *wait = data;

  wait->n_quiet = is_settled (window) ? wait->n_quiet + 1 : 0;
  if (wait->n_quiet < QUIET_FRAMES)
    return G_SOURCE_CONTINUE;
  g_idle_add_once (wait->settled, wait->data);
  return G_SOURCE_REMOVE;
}

/**
 * cw_screenshot_await_settled:
 * @window: a window that is shown
 * @settled: called once when all that was asked for has come and has been drawn
 * @data: what to hand to it
 *
 * If the window closes before, @settled is never called.
 */
void
cw_screenshot_await_settled (GtkWindow *window, GSourceOnceFunc settled, gpointer data)
{
  Wait *wait = g_new (Wait, 1);

  *wait = (Wait){ settled, data, 0 };
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, wait, g_free);
}

/* The window without what the display's side draws around it, with the corners it has on a desktop
 * that draws them. */
static GskRenderNode *
snapshot_window (GtkWindow *window)
{
  GtkWidget *content = gtk_window_get_child (window);
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (content);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  float width = (float) gtk_widget_get_width (content);
  float height = (float) gtk_widget_get_height (content);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect outline;
  GdkRGBA background = { 1, 1, 1, 1 };

  gtk_style_context_lookup_color (context, "window_bg_color", &background);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, CORNER_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &background, &bounds);
  gdk_paintable_snapshot (paintable, snapshot, (double) width, (double) height);
  gtk_snapshot_pop (snapshot);
  return gtk_snapshot_to_node (snapshot);
}

static GdkTexture *
render (GtkWindow *window)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  GskRenderNode *node = snapshot_window (window);
  GdkTexture *texture = NULL;

  if (renderer != NULL && node != NULL)
    texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_clear_pointer (&node, gsk_render_node_unref);
  return texture;
}

/**
 * cw_screenshot_take_async:
 * @window: a window that is shown
 * @path: where the picture goes, as PNG
 * @callback: called when it is there
 * @user_data: what to hand to @callback
 *
 * Takes a picture of the window's own content, which needs no permission to look at the screen.
 */
void
cw_screenshot_take_async (GtkWindow *window,
                          const char *path,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GdkTexture) texture = render (window);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;

  g_task_set_source_tag (task, cw_screenshot_take_async);
  if (texture == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("The window has not been drawn, so there is no picture of it"));
      return;
    }
  bytes = gdk_texture_save_to_png_bytes (texture);
  cw_save_and_return (g_steal_pointer (&task), file, bytes);
}

/** cw_screenshot_take_finish: Returns: whether the picture was written */
gboolean
cw_screenshot_take_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cw_screenshot_take_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer window)
{
  g_autoptr (GError) error = NULL;

  cw_screenshot_take_finish (result, &error);
  if (error != NULL)
    g_printerr ("candlewick: %s\n", error->message);
}

static void
save_cb (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  const char *path = window != NULL ? g_object_get_data (G_OBJECT (window), PATH) : NULL;

  if (path != NULL)
    cw_screenshot_take_async (window, path, saved_cb, NULL);
}

static void
save_picture_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL)
    return;
  g_object_set_data_full (G_OBJECT (window), PATH, g_variant_dup_string (parameter, NULL), g_free);
  cw_screenshot_await_settled (window, save_cb, application);
}

/**
 * cw_screenshot_install:
 * @application: the application
 *
 * Gives it the action `save-picture`: saves what the window or dialog in front shows as the file
 * named, once all has come. Made for those who make pictures of it from outside.
 */
void
cw_screenshot_install (GtkApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "save-picture", .parameter_type = "s", .activate = save_picture_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}
