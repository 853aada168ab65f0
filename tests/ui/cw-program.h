/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwProgram:
 *
 * The real program, run as a process of its own and driven over the session bus, as a script or a
 * desktop would. What it prints as a warning ends it.
 */
typedef struct _CwProgram CwProgram;

/** CW_PROGRAM_PATIENCE: seconds after which what has not come will not come. */
#define CW_PROGRAM_PATIENCE 60

CwProgram *cw_program_start (const char *provider_url, const char *const *arguments);
void cw_program_free (CwProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwProgram, cw_program_free)

int cw_program_wait (CwProgram *program);
int cw_program_run (const char *provider_url, const char *const *arguments);
void cw_program_interrupt (CwProgram *program);
GPid cw_program_get_pid (CwProgram *program);

void cw_program_await_window (CwProgram *program);
void cw_program_act (CwProgram *program, const char *action, GVariant *parameter);
void cw_program_act_on_application (CwProgram *program, const char *action);
GVariant *cw_program_get_state (CwProgram *program, const char *action);
gboolean cw_program_is_enabled (CwProgram *program, const char *action);
void cw_program_await_enabled (CwProgram *program, const char *action, gboolean enabled);
void cw_program_press (CwProgram *program, const char *keys);
void cw_program_run_tool (const char *command);

void cw_await_file (const char *path);

G_END_DECLS
