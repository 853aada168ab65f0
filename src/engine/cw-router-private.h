/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-router.h"

G_BEGIN_DECLS

/** CwSlotId: the providers there are, in the order in which they stand in for each other. */
typedef enum
{
  CW_SLOT_YAHOO,
  CW_SLOT_FINNHUB,
  CW_SLOT_CSV,
  CW_SLOT_PRODUCER,
} CwSlotId;

#define CW_N_SLOTS (CW_SLOT_PRODUCER + 1)

/** CwSlot: one provider. */
typedef struct
{
  CwProvider *provider;  /* owned, nullable: not set up */
  gboolean is_local;     /* needs no network */
  gboolean may_stand_in; /* somebody has set it up */
  guint generation;      /* another number for another provider, or after a time without one */
} CwSlot;

struct _CwRouter
{
  CwSlot slots[CW_N_SLOTS];
  CwSlotId usual; /* who is asked about symbols that name nobody */
  gboolean offline;
  gboolean stopped;
  GPtrArray *walks; /* of what cw_router_ask_async() began and that has not ended; not owned */

  CwHttpClient *client;
  CwWorkers *workers;
  char *finnhub_url;
  char *finnhub_name;
};

CwSlotId cw_router_find_slot (CwRouter *router, const char *provider);
gboolean cw_slot_is_able (const CwSlot *slot, CwAbility ability);

/* Gives up what is asked of a provider, or of all that are not on this computer. */
void cw_router_give_up (CwRouter *router, const CwSlot *slot);

G_END_DECLS
