/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-symbol-header.h"

#include <glib/gi18n-lib.h>

#include "cw-figures.h"

struct _CwSymbolHeader
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *identity;
  GtkLabel *price;
  GtkLabel *change;
  GtkLabel *as_of;
  GtkLabel *origin;
};

G_DEFINE_FINAL_TYPE (CwSymbolHeader, cw_symbol_header, GTK_TYPE_WIDGET)

static void
append_part (GString *text, const char *part)
{
  if (part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
show_identity (CwSymbolHeader *self, CwRow *row, const CwSeriesInfo *info)
{
  g_autoptr (GString) text = g_string_new (cw_row_get_symbol (row));

  append_part (text, info->exchange);
  append_part (text, info->currency);
  gtk_label_set_label (self->name, cw_row_get_name (row));
  gtk_label_set_label (self->identity, text->str);
}

static void
show_price (CwSymbolHeader *self, CwAnalysis *analysis)
{
  int decimals = cw_format_find_decimals (analysis->series);
  CwDirection direction = cw_direction_of (analysis->quote.change, decimals);
  g_autofree char *price = cw_format_number (analysis->quote.price, decimals);
  g_autofree char *change = cw_format_signed (analysis->quote.change, decimals);
  g_autofree char *percent = cw_format_percent (analysis->quote.change_percent);
  /* Translators: a change and the same in percent: +0.39 (+0.29 %) */
  g_autofree char *both = g_strdup_printf (_ ("%s (%s)"), change, percent);
  g_autofree char *text = cw_direction_add_arrow (direction, both);
  const char *classes[] = { "numeric", "title-4", cw_direction_get_css_class (direction), NULL };

  gtk_label_set_label (self->price, price);
  gtk_label_set_label (self->change, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->change), classes);
}

static void
show_age (CwSymbolHeader *self, CwRow *row, CwAnalysis *analysis)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *day = NULL;
  g_autofree char *as_of = NULL;
  g_autofree char *age = cw_figure_of_age_in_words (cw_row_get_data_age (row));
  g_autoptr (GString) origin = g_string_new (analysis->series->info.source);

  if (analysis->quote.time != 0)
    time = cw_series_get_local_time (analysis->series, analysis->quote.time);
  day = cw_figure_of_day (time);
  /* Translators: %s is the day of a price by the exchange's calendar, for example 21 Apr 2021 */
  as_of = g_strdup_printf (_ ("As of %s"), day);
  gtk_label_set_label (self->as_of, as_of);
  append_part (origin, age);
  gtk_label_set_label (self->origin, origin->str);
}

static void
cw_symbol_header_dispose (GObject *object)
{
  g_clear_pointer (&CW_SYMBOL_HEADER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_symbol_header_parent_class)->dispose (object);
}

static void
cw_symbol_header_class_init (CwSymbolHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_symbol_header_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/candlewick/Candlewick/ui/cw-symbol-header.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, box);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, name);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, identity);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, price);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, change);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, as_of);
  gtk_widget_class_bind_template_child (widget_class, CwSymbolHeader, origin);
}

static void
cw_symbol_header_init (CwSymbolHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_symbol_header_show_row:
 * @self: a header
 * @row: a row with an analysis
 */
void
cw_symbol_header_show_row (CwSymbolHeader *self, CwRow *row)
{
  CwAnalysis *analysis = cw_row_get_analysis (row);

  g_return_if_fail (CW_IS_SYMBOL_HEADER (self) && analysis != NULL);

  show_identity (self, row, &analysis->series->info);
  show_price (self, analysis);
  show_age (self, row, analysis);
}
