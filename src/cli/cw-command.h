/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

/** CwCommandTraits: which of the global options mean something to a command, and what it tells. */
typedef enum
{
  CW_COMMAND_PRINTS_JSON = 1 << 0,
  CW_COMMAND_PRINTS_CSV = 1 << 1,
  CW_COMMAND_READS_HISTORY = 1 << 2,
  CW_COMMAND_TELLS_PROGRESS = 1 << 3, /* also where standard error is no terminal */
  CW_COMMAND_ASKS_SERVICE = 1 << 4,   /* can do with a risk service in place of prices */
  CW_COMMAND_USES_FIGURES = 1 << 5,   /* companies’ figures, which need a key */
} CwCommandTraits;

typedef struct _CwCommand CwCommand;

/** CwCommand: something that the program can do. */
struct _CwCommand
{
  const char *name;
  const char *arguments; /* for people, nullable: SYMBOL… */
  const char *summary;   /* for people: one line */
  const char *details;   /* for people: more, with examples */
  CwCommandTraits traits;
  /* Does it. Symbols that fail are counted in the context and are no error. */
  gboolean (*run) (CwCliContext *context, char **words, GError **error);
};

extern const CwCommand cw_command_alerts;
extern const CwCommand cw_command_analyze;
extern const CwCommand cw_command_backtest;
extern const CwCommand cw_command_export;
extern const CwCommand cw_command_history;
extern const CwCommand cw_command_holdings;
extern const CwCommand cw_command_indicators;
extern const CwCommand cw_command_lab;
extern const CwCommand cw_command_quotes;
extern const CwCommand cw_command_report;
extern const CwCommand cw_command_risk;
extern const CwCommand cw_command_scenarios;
extern const CwCommand cw_command_search;
extern const CwCommand cw_command_serve;
extern const CwCommand cw_command_sync;
extern const CwCommand cw_command_watchlist;

char **cw_command_parse (const CwCommand *command,
                         CwCliContext *context,
                         char **words,
                         const GOptionEntry *entries,
                         gpointer entries_data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_cli_print_version (GError **error);

G_END_DECLS
