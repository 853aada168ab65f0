/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-indicator.h"

/**
 * CwIndicatorStream:
 *
 * An indicator that is told one close after another, and answers each with the same bits as its run
 * over all of them would have at that bar. For prices that keep coming; there is one for SMA, EMA,
 * MACD and RSI.
 *
 * It lies in memory that its owner provides, and points nowhere into it: a copy of its bytes is a
 * stream of its own, which is how to try a bar that is not over yet.
 */
typedef struct _CwIndicatorStream CwIndicatorStream;

size_t cw_indicator_stream_size (const CwIndicatorSpec *spec);
CwIndicatorStream *cw_indicator_stream_init (void *memory, const CwIndicatorSpec *spec);
void cw_indicator_stream_append (CwIndicatorStream *stream, double close, double *values);
