/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-portfolio-data.h"
#include "cw-scenarios.h"

G_BEGIN_DECLS

void cw_scenarios_print (CwCliContext *context, const CwPortfolioData *data, const double *shock);

G_END_DECLS
