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

/**
 * CW_AWAIT:
 * @condition: what is asked again and again, until it holds
 * @what: a text that says what is awaited
 */
#define CW_AWAIT(condition, what)                                                         \
  for (gint64 deadline_ = g_get_monotonic_time () + CW_PROGRAM_PATIENCE * G_USEC_PER_SEC; \
       !(condition);)                                                                     \
  cw_program_look_again (deadline_, #condition, what)
void cw_program_look_again (gint64 deadline, const char *condition, const char *what);

CwProgram *cw_program_start (const char *provider_url, const char *const *arguments);
#define CW_PROGRAM_START(provider_url, ...) \
  cw_program_start (provider_url, (const char *const[]){ __VA_ARGS__, NULL })
void cw_program_free (CwProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwProgram, cw_program_free)

int cw_program_wait (CwProgram *program);
int cw_program_run (const char *provider_url, const char *const *arguments);
void cw_program_quit (CwProgram *program);
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
