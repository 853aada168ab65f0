/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

gboolean chart_save_with_palette (cairo_surface_t *surface, const char *path);
