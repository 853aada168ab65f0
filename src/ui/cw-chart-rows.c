/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-rows.h"

struct _CwChartRow
{
  GObject parent_instance;
  CwScene *scene; /* owned */
  gsize index;
};

struct _CwChartRows
{
  GObject parent_instance;
  CwScene *scene; /* owned */
};

static void bars_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE (CwChartRow, cw_chart_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CwChartRows,
                               cw_chart_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bars_list_init))

static void
cw_chart_row_finalize (GObject *object)
{
  cw_scene_unref (CW_CHART_ROW (object)->scene);
  G_OBJECT_CLASS (cw_chart_row_parent_class)->finalize (object);
}

static void
cw_chart_row_class_init (CwChartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_chart_row_finalize;
}

static void
cw_chart_row_init (CwChartRow *self)
{
}

/** cw_chart_row_get_index: Returns: the bar's index in its scene */
gsize
cw_chart_row_get_index (CwChartRow *self)
{
  return self->index;
}

/** cw_chart_row_get_scene: Returns: (transfer none): whose bar it is */
CwScene *
cw_chart_row_get_scene (CwChartRow *self)
{
  return self->scene;
}

static void
cw_chart_rows_finalize (GObject *object)
{
  cw_scene_unref (CW_CHART_ROWS (object)->scene);
  G_OBJECT_CLASS (cw_chart_rows_parent_class)->finalize (object);
}

static void
cw_chart_rows_class_init (CwChartRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_chart_rows_finalize;
}

static void
cw_chart_rows_init (CwChartRows *self)
{
}

static GType
get_item_type (GListModel *list)
{
  return CW_TYPE_CHART_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return (guint) MIN (cw_scene_get_n_places (CW_CHART_ROWS (list)->scene), G_MAXUINT);
}

static gpointer
get_item (GListModel *list, guint position)
{
  CwScene *scene = CW_CHART_ROWS (list)->scene;
  guint n = get_n_items (list);
  CwChartRow *bar;

  if (position >= n)
    return NULL;
  bar = g_object_new (CW_TYPE_CHART_ROW, NULL);
  bar->scene = cw_scene_ref (scene);
  bar->index = n - 1 - position;
  return bar;
}

static void
bars_list_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/** cw_chart_rows_new: Returns: (transfer full): the bars of @scene */
CwChartRows *
cw_chart_rows_new (CwScene *scene)
{
  CwChartRows *self = g_object_new (CW_TYPE_CHART_ROWS, NULL);

  self->scene = cw_scene_ref (scene);
  return self;
}
