/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_LIST_NAME_MAX_CHARS: the longest name of a list, in characters. */
#define CW_LIST_NAME_MAX_CHARS 100
/** CW_LIST_NOTE_MAX_CHARS: the longest note about a symbol, in characters. */
#define CW_LIST_NOTE_MAX_CHARS 1000

/**
 * CwListEntry:
 *
 * A symbol in a list and what a person wrote beside it. Immutable and reference-counted.
 */
typedef struct
{
  char *symbol;       /* normalized */
  char *provider;     /* nullable: whom to ask about it, by name; %NULL for the usual one */
  char *note;         /* one line of text, empty if there is none */
  double target_low;  /* a price in the symbol's currency, or NaN */
  double target_high; /* a price in the symbol's currency, not below @target_low, or NaN */
} CwListEntry;

CwListEntry *cw_list_entry_new (const char *symbol,
                                const char *provider,
                                const char *note,
                                double target_low,
                                double target_high) G_GNUC_WARN_UNUSED_RESULT;
CwListEntry *cw_list_entry_ref (const CwListEntry *entry);
void cw_list_entry_unref (CwListEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwListEntry, cw_list_entry_unref)

/**
 * CwHolding:
 *
 * How much somebody holds of a symbol and what it cost. Immutable and reference-counted.
 *
 * Shares and cost are as they were at @date; splits since then are applied by
 * cw_holding_apply_splits(), never stored.
 */
typedef struct
{
  char *symbol;   /* normalized */
  double shares;  /* more than 0 */
  double cost;    /* average cost of a share in @currency, 0 or more, or NaN if it is not known */
  char *currency; /* nullable: of @cost, for example USD or GBp; %NULL for the symbol's own */
  char *date;     /* nullable: the day it was bought, `YYYY-MM-DD` */
} CwHolding;

CwHolding *cw_holding_new (const char *symbol,
                           double shares,
                           double cost,
                           const char *currency,
                           const char *date) G_GNUC_WARN_UNUSED_RESULT;
CwHolding *cw_holding_ref (const CwHolding *holding);
void cw_holding_unref (CwHolding *holding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHolding, cw_holding_unref)

/**
 * CwSymbolList:
 *
 * A person's list of symbols, in its order, and what the person holds of them. Immutable and
 * reference-counted. A symbol stands in a list once, and every holding's symbol is in the list.
 */
typedef struct
{
  gint64 id; /* the store's, or 0 for a list that is not stored */
  char *name;
  gsize n_entries;
  CwListEntry *const *entries; /* owned, in the list's order */
  gsize n_holdings;
  CwHolding *const *holdings; /* owned, in the order of their entries */
} CwSymbolList;

CwSymbolList *cw_symbol_list_new (gint64 id,
                                  const char *name,
                                  const GPtrArray *entries,
                                  const GPtrArray *holdings) G_GNUC_WARN_UNUSED_RESULT;
CwSymbolList *cw_symbol_list_ref (const CwSymbolList *list);
void cw_symbol_list_unref (CwSymbolList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSymbolList, cw_symbol_list_unref)

const CwListEntry *cw_symbol_list_find_entry (const CwSymbolList *list, const char *symbol);
const CwHolding *cw_symbol_list_find_holding (const CwSymbolList *list, const char *symbol);

gboolean cw_date_is_valid (const char *date);

G_END_DECLS
