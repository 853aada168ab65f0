/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli-context.h"

G_BEGIN_DECLS

void cw_cli_key_look_up (CwCliContext *context);

G_END_DECLS
