/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-chart-export-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define LEAST_SIDE 100
#define MOST_SIDE 8192
#define MOST_SCALE 4

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_EXPORT "export"

/* In the order of the list; the window's own colours are those that the dialog was given. */
typedef enum
{
  COLORS_OF_WINDOW,
  COLORS_LIGHT,
  COLORS_DARK,
} Colors;

/** Question: a dialog and its fields, which are its own. */
typedef struct
{
  CwChartExportFunc chosen;
  CwImageOptions options;
  GtkDropDown *format, *colors;
  GtkSpinButton *width, *height, *scale;
  GtkCheckButton *transparent;
} Question;

static CwImageFormat
get_format (const Question *question)
{
  return (CwImageFormat) gtk_drop_down_get_selected (question->format);
}

/* What makes no difference cannot be set. */
static void
format_changed_cb (Question *question)
{
  CwImageFormat format = get_format (question);
  gboolean picture = format != CW_IMAGE_CSV;

  gtk_widget_set_sensitive (GTK_WIDGET (question->width), picture);
  gtk_widget_set_sensitive (GTK_WIDGET (question->height), picture);
  gtk_widget_set_sensitive (GTK_WIDGET (question->colors), picture);
  gtk_widget_set_sensitive (GTK_WIDGET (question->transparent), picture);
  gtk_widget_set_sensitive (GTK_WIDGET (question->scale), format == CW_IMAGE_PNG);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  CwImageOptions *options = &question->options;
  Colors colors = (Colors) gtk_drop_down_get_selected (question->colors);

  if (!g_str_equal (response, RESPONSE_EXPORT))
    return;
  options->format = get_format (question);
  options->width = gtk_spin_button_get_value (question->width);
  options->height = gtk_spin_button_get_value (question->height);
  options->scale = gtk_spin_button_get_value (question->scale);
  if (colors == COLORS_LIGHT)
    cw_theme_init_light (&options->theme);
  else if (colors == COLORS_DARK)
    cw_theme_init_dark (&options->theme);
  if (gtk_check_button_get_active (question->transparent))
    options->theme.background.alpha = 0;
  question->chosen (gtk_window_get_transient_for (GTK_WINDOW (dialog)), options);
}

static gpointer
add_row (GtkGrid *grid, int row, const char *name, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (name);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, field, 1, row, 1, 1);
  return field;
}

static GtkWidget *
new_number (double value, double most)
{
  GtkWidget *field = gtk_spin_button_new_with_range (most > MOST_SCALE ? LEAST_SIDE : 1, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field), value);
  return field;
}

static GtkWidget *
make_fields (Question *question)
{
  static const char *const formats[] = { "PNG", "SVG", "PDF", "CSV", NULL };
  const char *const colors[] = { _ ("As in the Window"), _ ("Light"), _ ("Dark"), NULL };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget *transparent = gtk_check_button_new_with_mnemonic (_ ("_Transparent background"));

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 12);
  question->format = add_row (grid, 0, _ ("_Format"), gtk_drop_down_new_from_strings (formats));
  question->width =
      add_row (grid, 1, _ ("_Width"), new_number (question->options.width, MOST_SIDE));
  question->height =
      add_row (grid, 2, _ ("_Height"), new_number (question->options.height, MOST_SIDE));
  question->scale =
      /* Translators: how many pixels a picture has for each of its width and height */
      add_row (grid, 3, _ ("_Scale"), new_number (question->options.scale, MOST_SCALE));
  question->colors = add_row (grid, 4, _ ("_Colors"), gtk_drop_down_new_from_strings (colors));
  gtk_grid_attach (grid, transparent, 1, 5, 1, 1);
  question->transparent = GTK_CHECK_BUTTON (transparent);
  g_signal_connect_swapped (question->format, "notify::selected", G_CALLBACK (format_changed_cb),
                            question);
  return GTK_WIDGET (grid);
}

/**
 * cw_chart_export_dialog_ask:
 * @parent: the window that asks
 * @usual: what the dialog begins with
 * @chosen: told what was chosen
 *
 * Asks how a picture is to be: its format, its size, its scale, its colours. Where it goes is asked
 * for afterwards.
 */
void
cw_chart_export_dialog_ask (GtkWindow *parent,
                            const CwImageOptions *usual,
                            CwChartExportFunc chosen)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Export Chart"), NULL);
  Question *question = g_new0 (Question, 1);

  question->chosen = chosen;
  question->options = *usual;
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_fields (question));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL, _ ("_Cancel"),
                                    RESPONSE_EXPORT, _ ("_Export…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), RESPONSE_EXPORT,
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_EXPORT);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL);
  g_object_set_data_full (G_OBJECT (dialog), "cw-question", question, g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}
