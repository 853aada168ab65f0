/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-server.h"

G_BEGIN_DECLS

/** FaultAnswer: a request that is being answered. */
typedef struct
{
  FaultServer *server;
  GSocket *socket;
  GInputStream *in;
  GOutputStream *out;
  const char *head; /* of the request */
  GBytes *body;     /* of a good answer */
} FaultAnswer;

gboolean fault_answer_send (FaultAnswer *answer, const char *what);

gboolean fault_server_is_stopping (FaultServer *server);

G_END_DECLS
