/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-cell.h"

G_BEGIN_DECLS

/** CwPortfolioWidth: how much room the table of holdings has. */
typedef enum
{
  CW_PORTFOLIO_NARROW, /* two columns, of two lines each */
  CW_PORTFOLIO_MEDIUM,
  CW_PORTFOLIO_WIDE, /* all columns */
} CwPortfolioWidth;

/** CwPortfolioColumn: a column of the table of holdings. */
typedef struct
{
  const char *id;    /* as `portfolio.sort` has it */
  const char *title; /* to be translated */
  gboolean is_number;
  CwPortfolioWidth from; /* how much room it needs to be shown at all */
  CwPortfolioFillFunc fill;
  double (*get_number) (CwPortfolioItem *item); /* to sort by; NULL to sort by symbol */
} CwPortfolioColumn;

const CwPortfolioColumn *cw_portfolio_columns_get (guint *n);
int cw_portfolio_column_compare (gconstpointer a, gconstpointer b, gpointer column);

G_END_DECLS
