/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls, and so does the replay: hands @data to a parser and dies if what comes out
 * of it cannot be right. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
