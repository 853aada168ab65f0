/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-engine.h"

G_BEGIN_DECLS

/** CwSearchState: how a search stands. */
typedef enum
{
  CW_SEARCH_IDLE,      /* nothing is looked for */
  CW_SEARCH_UNDER_WAY, /* what was found for an earlier text stays meanwhile */
  CW_SEARCH_FOUND,
  CW_SEARCH_NOTHING,
  CW_SEARCH_FAILED,
} CwSearchState;

/**
 * CwSymbolSearch:
 *
 * Looks for symbols by what is being typed: waits for a pause, gives up what an earlier text began,
 * and drops an answer that comes for it all the same.
 *
 * Signals: `changed ()`: the state or what was found is another
 */
#define CW_TYPE_SYMBOL_SEARCH (cw_symbol_search_get_type ())
G_DECLARE_FINAL_TYPE (CwSymbolSearch, cw_symbol_search, CW, SYMBOL_SEARCH, GObject)

CwSymbolSearch *cw_symbol_search_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_symbol_search_set_engine (CwSymbolSearch *self, CwEngine *engine);
void cw_symbol_search_set_text (CwSymbolSearch *self, const char *text);

CwSearchState cw_symbol_search_get_state (CwSymbolSearch *self);
GPtrArray *cw_symbol_search_get_matches (CwSymbolSearch *self);
const GError *cw_symbol_search_get_error (CwSymbolSearch *self);

G_END_DECLS
