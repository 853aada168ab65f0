/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Gate: what jobs wait at, so that a test decides when they go on. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
  guint n_waiting;
} Gate;

void gate_init (Gate *gate);
void gate_clear (Gate *gate);
void gate_open (Gate *gate);
void gate_pass (Gate *gate);
void gate_await (Gate *gate, guint n);

G_END_DECLS
