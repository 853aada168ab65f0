/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-others.h"

#include <glib/gi18n-lib.h>

#include "cw-history.h"
#include "cw-symbol.h"

/** Other: one symbol, perhaps still on its way. */
typedef struct
{
  CwChartOthers *owner;
  char *symbol;
  GCancellable *fetching; /* owned, NULL once it has come */
  CwSeries *series;       /* owned, NULL before */
} Other;

struct _CwChartOthers
{
  GObject parent_instance;

  CwEngine *engine; /* owned, nullable */
  GPtrArray *list;  /* of Other */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwChartOthers, cw_chart_others, G_TYPE_OBJECT)

static void
other_free (gpointer data)
{
  Other *other = data;

  if (other->fetching != NULL)
    g_cancellable_cancel (other->fetching);
  g_clear_object (&other->fetching);
  g_clear_pointer (&other->series, cw_series_unref);
  g_free (other->symbol);
  g_free (other);
}

static void
cw_chart_others_dispose (GObject *object)
{
  CwChartOthers *self = CW_CHART_OTHERS (object);

  g_ptr_array_set_size (self->list, 0);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (cw_chart_others_parent_class)->dispose (object);
}

static void
cw_chart_others_finalize (GObject *object)
{
  g_ptr_array_unref (CW_CHART_OTHERS (object)->list);
  G_OBJECT_CLASS (cw_chart_others_parent_class)->finalize (object);
}

static void
cw_chart_others_class_init (CwChartOthersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_chart_others_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_chart_others_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_CHART_OTHERS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", CW_TYPE_CHART_OTHERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cw_chart_others_init (CwChartOthers *self)
{
  self->list = g_ptr_array_new_with_free_func (other_free);
}

/** cw_chart_others_new: Returns: (transfer full): nobody to compare with */
CwChartOthers *
cw_chart_others_new (void)
{
  return g_object_new (CW_TYPE_CHART_OTHERS, NULL);
}

/** cw_chart_others_set_engine: who loads; %NULL before it is shut down */
void
cw_chart_others_set_engine (CwChartOthers *self, CwEngine *engine)
{
  g_return_if_fail (CW_IS_CHART_OTHERS (self));
  if (engine == NULL)
    g_ptr_array_set_size (self->list, 0);
  g_set_object (&self->engine, engine);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CwSeries *series = cw_history_load_finish (result, &error);
  Other *other = data;
  CwChartOthers *self;

  /* Cancelled is who was removed, and then there is no @other any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = other->owner;
  g_clear_object (&other->fetching);
  other->series = series;
  if (series == NULL)
    {
      g_ptr_array_remove (self->list, other);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
remove_symbol (CwChartOthers *self, const char *symbol)
{
  for (guint i = 0; i < self->list->len; i++)
    if (g_str_equal (((Other *) g_ptr_array_index (self->list, i))->symbol, symbol))
      {
        g_ptr_array_remove_index (self->list, i);
        g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_chart_others_toggle:
 * @self: who is compared with
 * @text: a ticker symbol as somebody typed it
 * @error: return location for what is wrong with it
 *
 * Loads a symbol to compare with, or gives it up if it is there already.
 *
 * Returns: whether it could
 */
gboolean
cw_chart_others_toggle (CwChartOthers *self, const char *text, GError **error)
{
  g_autofree char *symbol = cw_symbol_normalize (text, error);
  Other *other;

  g_return_val_if_fail (CW_IS_CHART_OTHERS (self), FALSE);

  if (symbol == NULL)
    return FALSE;
  if (remove_symbol (self, symbol))
    return TRUE;
  if (self->engine == NULL || self->list->len == CW_SCENE_MAX_OTHERS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("A chart compares with at most %d symbols"), CW_SCENE_MAX_OTHERS);
      return FALSE;
    }
  other = g_new0 (Other, 1);
  *other = (Other){ self, g_steal_pointer (&symbol), g_cancellable_new (), NULL };
  g_ptr_array_add (self->list, other);
  cw_history_load_async (self->engine, other->symbol, other->fetching, fetched_cb, other);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/** cw_chart_others_clear: compares with nobody any more */
void
cw_chart_others_clear (CwChartOthers *self)
{
  g_return_if_fail (CW_IS_CHART_OTHERS (self));
  if (self->list->len == 0)
    return;
  g_ptr_array_set_size (self->list, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cw_chart_others_get_series:
 * @self: who is compared with
 * @series: (out) (element-type CwSeries): those that have come; each with a reference of its own
 *
 * Returns: how many have come
 */
gsize
cw_chart_others_get_series (CwChartOthers *self, CwSeries *series[CW_SCENE_MAX_OTHERS])
{
  gsize n = 0;

  g_return_val_if_fail (CW_IS_CHART_OTHERS (self), 0);
  for (guint i = 0; i < self->list->len; i++)
    {
      const Other *other = g_ptr_array_index (self->list, i);

      if (other->series != NULL)
        series[n++] = cw_series_ref (other->series);
    }
  return n;
}

/** cw_chart_others_get_n_symbols: Returns: how many there are, with those on their way */
gsize
cw_chart_others_get_n_symbols (CwChartOthers *self)
{
  g_return_val_if_fail (CW_IS_CHART_OTHERS (self), 0);
  return self->list->len;
}

/** cw_chart_others_is_busy: Returns: whether one is on its way */
gboolean
cw_chart_others_is_busy (CwChartOthers *self)
{
  g_return_val_if_fail (CW_IS_CHART_OTHERS (self), FALSE);
  for (guint i = 0; i < self->list->len; i++)
    if (((Other *) g_ptr_array_index (self->list, i))->fetching != NULL)
      return TRUE;
  return FALSE;
}
