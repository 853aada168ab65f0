/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void cw_save_and_return (GTask *task, GFile *file, GBytes *bytes);

G_END_DECLS
