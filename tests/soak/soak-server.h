/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SoakServer: the quotes server in a process of its own, at one address for its whole life, which
 * now and then dies, stops to answer, or answers badly. */
typedef struct
{
  const char *program; /* this test */
  GPid pid;            /* 0 while there is none */
  int lifeline;        /* whose end ends the server */
  guint port;          /* 0 until it has one */
  char *url;
} SoakServer;

gboolean soak_server_is_asked_for (int argc, char **argv);
int soak_server_main (char **argv);

void soak_server_start (SoakServer *server, guint jitter_ms, double fail_rate, guint seed);
void soak_server_kill (SoakServer *server);
void soak_server_stop (SoakServer *server);
void soak_server_continue (SoakServer *server);
void soak_server_clear (SoakServer *server);

G_END_DECLS
