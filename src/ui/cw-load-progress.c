/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-load-progress.h"

#include <glib/gi18n-lib.h>

struct _CwLoadProgress
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkProgressBar *bar;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (CwLoadProgress, cw_load_progress, GTK_TYPE_WIDGET)

static void
cw_load_progress_dispose (GObject *object)
{
  GtkWidget *revealer = GTK_WIDGET (CW_LOAD_PROGRESS (object)->revealer);

  CW_LOAD_PROGRESS (object)->revealer = NULL;
  g_clear_pointer (&revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_load_progress_parent_class)->dispose (object);
}

static void
cw_load_progress_class_init (CwLoadProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_load_progress_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-load-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLoadProgress, revealer);
  gtk_widget_class_bind_template_child (widget_class, CwLoadProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, CwLoadProgress, label);
}

static void
cw_load_progress_init (CwLoadProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe (const CwProgress *progress)
{
  g_autofree char *done = NULL;
  g_autofree char *failed = NULL;

  /* Translators: how many symbols have been loaded, of how many */
  done = g_strdup_printf (_ ("%u of %u"), progress->done, progress->total);
  if (progress->failed == 0)
    return g_steal_pointer (&done);
  failed =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u failed", "%u failed", progress->failed),
                       progress->failed);
  return g_strconcat (done, " · ", failed, NULL);
}

/**
 * cw_load_progress_show:
 * @self: a widget
 * @progress: how far loading has come
 * @loading: whether it goes on
 */
void
cw_load_progress_show (CwLoadProgress *self, CwProgress progress, gboolean loading)
{
  g_autofree char *text = describe (&progress);

  g_return_if_fail (CW_IS_LOAD_PROGRESS (self));

  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (self->bar,
                                 progress.total > 0 ? (double) progress.done / progress.total : 0);
  gtk_revealer_set_reveal_child (self->revealer, loading);
}
