/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The spaces of a row of the watchlist, in pixels. */

#define COLUMN_GAP 9
#define TAG_GAP 6
#define TAG_PADDING 6
#define LINE_GAP 2
#define SPARKLINE_WIDTH 64
#define SPARKLINE_HEIGHT 28
#define MARK_SIZE 20
