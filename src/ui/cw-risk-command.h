/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-risk-study.h"

G_BEGIN_DECLS

/** CwRiskCommand: what a command must say beside what the study does. */
typedef struct
{
  gboolean demo, offline;
  const char *data_dir;  /* nullable: the usual one */
  const char *provider;  /* nullable: the usual one */
  const char *benchmark; /* nullable: the usual one */
  const char *list;      /* nullable: the open list's name, if it is kept */
} CwRiskCommand;

char *cw_risk_command_make (const CwRiskCommand *command,
                            const CwRiskStudy *study,
                            CwRiskChoice *choice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
