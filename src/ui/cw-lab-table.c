/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-lab-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-format.h"

#define SECONDS_DECIMALS 2
#define CPU_DECIMALS 3

enum
{
  COLUMN_WAY,
  COLUMN_WALL,
  COLUMN_IDEAL,
  COLUMN_THREADS,
  COLUMN_CPU,
  N_COLUMNS
};

struct _CwLabTable
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkLabel *cells[CW_N_LAB_MODES][N_COLUMNS]; /* not owned; NULL for ways that are not gone */
};

G_DEFINE_FINAL_TYPE (CwLabTable, cw_lab_table, GTK_TYPE_WIDGET)

static void
cw_lab_table_dispose (GObject *object)
{
  g_clear_pointer (&CW_LAB_TABLE (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_lab_table_parent_class)->dispose (object);
}

static void
cw_lab_table_class_init (CwLabTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_lab_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_lab_table_init (CwLabTable *self)
{
}

static GtkLabel *
add (CwLabTable *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_WAY ? 0 : 1);
  if (column == COLUMN_WAY)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  gtk_widget_set_hexpand (label, column == COLUMN_WAY);
  gtk_widget_add_css_class (label, "numeric");
  if (row == 0)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  else if (column == COLUMN_WALL)
    {
      gtk_widget_add_css_class (label, "strong");
    }
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
add_headings (CwLabTable *self)
{
  /* Translators: headings of a table: the way in which requests are made, how long it took by the
   * clock, how long it would take at best, how many threads made requests at once, and the
   * processor time */
  add (self, COLUMN_WAY, 0, _ ("Way"));
  add (self, COLUMN_WALL, 0, _ ("Wall"));
  add (self, COLUMN_IDEAL, 0, _ ("Ideal"));
  add (self, COLUMN_THREADS, 0, _ ("Threads"));
  add (self, COLUMN_CPU, 0, _ ("CPU"));
}

static void
show_seconds (GtkLabel *label, double seconds, int decimals)
{
  g_autofree char *number = cw_format_number (seconds, decimals);
  /* Translators: a duration in seconds, with a thin space */
  g_autofree char *text = g_strdup_printf (_ ("%s\u202fs"), number);

  gtk_label_set_label (label, text);
}

static void
add_way (CwLabTable *self, int row, const CwLabOptions *options, CwLabMode mode)
{
  GtkLabel **cells = self->cells[mode];

  cells[COLUMN_WAY] = add (self, COLUMN_WAY, row, cw_lab_mode_get_title (mode));
  for (int column = COLUMN_WALL; column < N_COLUMNS; column++)
    cells[column] = add (self, column, row, CW_FORMAT_NO_VALUE);
  show_seconds (cells[COLUMN_IDEAL], cw_lab_options_get_ideal (options, mode), SECONDS_DECIMALS);
}

/**
 * cw_lab_table_expect:
 * @self: a table
 * @options: what will be measured
 *
 * Shows what each way would take at best, in place of what was shown before.
 */
void
cw_lab_table_expect (CwLabTable *self, const CwLabOptions *options)
{
  int row = 1;

  g_return_if_fail (CW_IS_LAB_TABLE (self));

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  memset (self->cells, 0, sizeof self->cells);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  add_headings (self);
  for (guint i = 0; i < CW_N_LAB_MODES; i++)
    if ((options->modes & 1u << i) != 0)
      add_way (self, row++, options, (CwLabMode) i);
}

/** cw_lab_table_set_wall: shows how long a way that has just ended took by the clock */
void
cw_lab_table_set_wall (CwLabTable *self, CwLabMode mode, double seconds)
{
  g_return_if_fail (CW_IS_LAB_TABLE (self));
  if (self->cells[mode][COLUMN_WALL] != NULL)
    show_seconds (self->cells[mode][COLUMN_WALL], seconds, SECONDS_DECIMALS);
}

/** cw_lab_table_show: shows all that came out of the experiment that was expected */
void
cw_lab_table_show (CwLabTable *self, const CwLabReport *report)
{
  g_return_if_fail (CW_IS_LAB_TABLE (self) && report != NULL);

  for (guint i = 0; i < report->runs->len; i++)
    {
      const CwLabRun *run = g_ptr_array_index (report->runs, i);
      g_autofree char *threads = g_strdup_printf ("%u", run->peak_threads);

      cw_lab_table_set_wall (self, run->mode, run->wall_seconds);
      gtk_label_set_label (self->cells[run->mode][COLUMN_THREADS], threads);
      show_seconds (self->cells[run->mode][COLUMN_CPU], run->cpu_seconds, CPU_DECIMALS);
    }
}
