/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-lists.h"

G_BEGIN_DECLS

/** CwPortfolioChoice: the symbols of a portfolio, from the command line or from the user's lists.
 */
typedef struct
{
  /* The options that choose, as they were given. */
  gboolean holds;
  char *list;

  /* What they came to. */
  char **symbols;      /* perhaps behind their providers */
  GPtrArray *holdings; /* of CwHolding, one a symbol; NULL unless the portfolio is what is held */
} CwPortfolioChoice;

void cw_portfolio_choice_clear (CwPortfolioChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwPortfolioChoice, cw_portfolio_choice_clear)

gboolean
cw_portfolio_choice_check (const CwPortfolioChoice *choice, const char *stray, GError **error);
gboolean cw_portfolio_choice_make (CwPortfolioChoice *choice,
                                   CwCliContext *context,
                                   const char *command,
                                   char **arguments,
                                   GError **error);

G_END_DECLS
