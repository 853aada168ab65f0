/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-preview.h"
#include "cw-list-command.h"

G_BEGIN_DECLS

/** CwListFileType: how a command's files are read and written. */
typedef struct
{
  CwImportPreview *(*read_csv) (const char *text, gsize length);
  void (*write_csv) (const CwSymbolList *list, GString *to); /* nullable: they hold alerts */
  void (*show) (const CwListTask *task, const CwImportPreview *preview);
} CwListFileType;

gboolean cw_list_file_import (const CwListFileType *type, const CwListTask *task, GError **error);
gboolean cw_list_file_export (const CwListFileType *type, const CwListTask *task, GError **error);

G_END_DECLS
