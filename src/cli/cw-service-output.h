/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-service-data.h"

G_BEGIN_DECLS

void cw_service_print (const CwServiceData *data);
void cw_service_print_text (const CwServiceData *data);
const char *cw_service_get_source (const CwServiceData *data);
void cw_service_report_failures (const CwServiceData *data);

G_END_DECLS
