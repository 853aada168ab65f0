/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-import-preview.h"

static void
problem_free (gpointer data)
{
  CwImportProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

/** cw_import_preview_new: Returns: (transfer full): a preview of nothing, for a reader to fill */
CwImportPreview *
cw_import_preview_new (void)
{
  CwImportPreview *self = g_atomic_rc_box_new0 (CwImportPreview);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_list_entry_unref);
  self->holdings = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_holding_unref);
  self->alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_alert_unref);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

/** cw_import_preview_ref: Returns: (transfer full): another reference to the same preview */
CwImportPreview *
cw_import_preview_ref (const CwImportPreview *preview)
{
  g_return_val_if_fail (preview != NULL, NULL);
  return g_atomic_rc_box_acquire ((CwImportPreview *) preview);
}

static void
clear_preview (gpointer data)
{
  CwImportPreview *self = data;

  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->holdings);
  g_ptr_array_unref (self->alerts);
  g_ptr_array_unref (self->problems);
}

/** cw_import_preview_unref: @preview: (transfer full): a preview whose reference is given up */
void
cw_import_preview_unref (CwImportPreview *preview)
{
  g_return_if_fail (preview != NULL);
  g_atomic_rc_box_release_full (preview, clear_preview);
}

/**
 * cw_import_preview_add_problem:
 * @preview: a preview that is being made
 * @line: which line will not come
 * @format: why, for people
 * @...: the format's arguments
 *
 * Describes the first %CW_IMPORT_MAX_PROBLEMS problems and counts the others.
 */
void
cw_import_preview_add_problem (CwImportPreview *preview, guint line, const char *format, ...)
{
  CwImportProblem *problem;
  va_list arguments;

  if (preview->n_problems++ >= CW_IMPORT_MAX_PROBLEMS)
    return;
  problem = g_new0 (CwImportProblem, 1);
  problem->line = line;
  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (preview->problems, problem);
}
