/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-lists.h"
#include "cw-command.h"

G_BEGIN_DECLS

/** CwListOptions: the options of commands on lists, as they were given. */
typedef struct
{
  char *list; /* nullable: the first list */
  char *note, *target_low, *target_high, *currency;
  gboolean dry_run, skip_bad, force;
} CwListOptions;

/** CwListOptionMask: which of them mean something to an action. */
typedef enum
{
  CW_LIST_OPTION_LIST = 1 << 0,
  CW_LIST_OPTION_NOTES = 1 << 1, /* the note and the two targets */
  CW_LIST_OPTION_CURRENCY = 1 << 2,
  CW_LIST_OPTION_IMPORT = 1 << 3, /* what to do with lines that cannot be read */
  CW_LIST_OPTION_FORCE = 1 << 4,
} CwListOptionMask;

/** CwListTask: what an action is given. */
typedef struct
{
  CwCliContext *context;
  const CwListOptions *options;
  char **arguments; /* as many as the action takes */
} CwListTask;

/** CwListAction: one of the things that a command on lists does, named by its first argument. */
typedef struct
{
  const char *name;
  guint n_least, n_most; /* arguments */
  CwListOptionMask options;
  CwCommandTraits prints; /* programs' forms, of those that the command prints */
  gboolean (*run) (const CwListTask *task, GError **error);
} CwListAction;

#define CW_LIST_ANY_NUMBER G_MAXUINT

gboolean cw_list_command_run (const CwCommand *command,
                              const CwListAction *actions,
                              gsize n_actions,
                              CwCliContext *context,
                              char **words,
                              GError **error);

G_END_DECLS
