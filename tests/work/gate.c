/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "gate.h"

#include <string.h>

/** gate_init: makes it a closed gate at which nobody waits */
void
gate_init (Gate *gate)
{
  memset (gate, 0, sizeof *gate);
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->cond);
}

/** gate_clear: for a gate at which nobody waits any more */
void
gate_clear (Gate *gate)
{
  g_mutex_clear (&gate->mutex);
  g_cond_clear (&gate->cond);
}

/** gate_open: lets everybody through, from now on */
void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

/** gate_pass: waits until the gate is open */
void
gate_pass (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->n_waiting++;
  g_cond_broadcast (&gate->cond);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

/** gate_await: waits until @n have come to the gate, even if it is open */
void
gate_await (Gate *gate, guint n)
{
  g_mutex_lock (&gate->mutex);
  while (gate->n_waiting < n)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}
