/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/** CliRun: a run of the built candlewick-cli that has ended. */
typedef struct
{
  int status; /* the exit status; 128 and the signal if one ended it */
  char *out, *err;
  JsonParser *parser; /* what cli_run_parse_json() made of the output */
} CliRun;

CliRun *cli_run (const char *format, ...) G_GNUC_PRINTF (1, 2);
CliRun *cli_run_in (const char *const *environment, const char *format, ...) G_GNUC_PRINTF (2, 3);
CliRun *cli_run_ok (const char *format, ...) G_GNUC_PRINTF (1, 2);
void cli_run_free (CliRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

void cli_isolate (GSubprocessLauncher *launcher);
GSubprocess *cli_start (const char *const *environment, const char *line);
void cli_wait_until_catches (GSubprocess *process, int number);
JsonNode *cli_run_parse_json (CliRun *run);
char **cli_run_get_lines (CliRun *run);
guint cli_count_rows (CliRun *run);

char *cli_make_german_locale (void);

const char *cli_get_server_url (void);
void cli_stop_server (void);
