/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/** CwReportRequest: which page is wanted. */
typedef struct
{
  char **symbols;        /* as they were given */
  const char *output;    /* the page's path */
  const char *benchmark; /* nullable: the usual one */
  CwRange range;         /* of the charts */
} CwReportRequest;

gboolean cw_report_run (CwCliContext *context, const CwReportRequest *request, GError **error);

G_END_DECLS
