/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-accessible.h"
#include "cw-program.h"
#include "cw-server.h"

G_BEGIN_DECLS

/**
 * CwDeskParts:
 * @CW_DESK_BARE: a program by itself, which is the demo, or has nobody to ask
 * @CW_DESK_SERVER: a server stands for the providers
 * @CW_DESK_STORE: the store lies in the desk's directory
 * @CW_DESK_SETTINGS: settings are kept, in the desk's directory
 */
typedef enum
{
  CW_DESK_BARE = 0,
  CW_DESK_SERVER = 1 << 0,
  CW_DESK_STORE = 1 << 1,
  CW_DESK_SETTINGS = 1 << 2,
} CwDeskParts;

/** CwDeskPlace: where something is dropped, in quarters of a row's height below its middle. */
typedef enum
{
  CW_DESK_ABOVE = -1,
  CW_DESK_BELOW = 1,
  CW_DESK_FAR_BELOW = 6, /* behind what may be the last row */
} CwDeskPlace;

/**
 * CwDesk:
 * @bus: where assistive technology is told of the program
 * @server: (nullable): what stands for the providers, if %CW_DESK_SERVER does
 * @url: (nullable): where the program asks
 * @program: (nullable): what runs, of which there is one at a time
 * @directory: of the desk alone
 *
 * What a test needs that uses the real program as a person does: somewhere to begin, something to
 * ask, and a way to see what is shown. Whatever is awaited comes within %CW_PROGRAM_PATIENCE
 * seconds, or the test ends.
 */
typedef struct
{
  GDBusConnection *bus;
  CwServer *server;
  const char *url;
  CwProgram *program;
  char *directory;
} CwDesk;

void cw_desk_set_up (CwDesk *desk, gconstpointer parts);
void cw_desk_tear_down (CwDesk *desk, gconstpointer unused);
#define CW_DESK_ADD(path, parts, func) \
  g_test_add (path, CwDesk, GUINT_TO_POINTER (parts), cw_desk_set_up, func, cw_desk_tear_down)

void cw_desk_open (CwDesk *desk, CwDeskParts parts);
void cw_desk_close (CwDesk *desk);
void cw_desk_serve (CwDesk *desk, guint latency_ms);

#define CW_DESK_GROUP "io/github/candlewick/Candlewick"
char *cw_desk_dup_settings_path (CwDesk *desk);
void cw_desk_write_settings (CwDesk *desk, const char *group, const char *lines);

void cw_desk_start (CwDesk *desk, const char *const *arguments);
void cw_desk_quit (CwDesk *desk);
void cw_desk_act (CwDesk *desk, const char *action, const char *parameter);
void cw_desk_press (CwDesk *desk, const char *button);
void cw_desk_type (CwDesk *desk, const char *entry, const char *text);
void
cw_desk_drag (CwDesk *desk, const char *symbol, const char *onto, CwDeskPlace place, int patience);

gboolean cw_desk_has (CwDesk *desk, guint role, const char *name);
void cw_desk_await (CwDesk *desk, guint role, const char *name);
void cw_desk_await_gone (CwDesk *desk, guint role, const char *name);
gboolean cw_desk_says (CwDesk *desk, const char *part);
void cw_desk_await_said (CwDesk *desk, const char *part, gboolean said);
void cw_desk_await_order (CwDesk *desk, const char *symbols);

G_END_DECLS
