/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cw-number-text.h"

G_BEGIN_DECLS

/*
 * Numbers, times and cells for programs: the same in every locale.
 */

#define CW_TIME_SIZE 32

gboolean cw_print_number (double number, char text[CW_NUMBER_SIZE]);
gsize cw_print_time (gint64 time, char text[CW_TIME_SIZE]);
gsize cw_print_day (gint64 time, char text[CW_TIME_SIZE]);

void cw_csv_write_text (FILE *file, const char *text);
void cw_csv_write_number (FILE *file, double number);
void cw_csv_write_full_number (FILE *file, double number);

G_END_DECLS
