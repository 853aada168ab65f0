/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CW_NUMBER_SIZE: room for any number that is printed, with the byte that ends it. */
#define CW_NUMBER_SIZE G_ASCII_DTOSTR_BUF_SIZE

gsize cw_number_print_shortest (double number, char text[CW_NUMBER_SIZE]);
gsize cw_number_print_full (double number, char text[CW_NUMBER_SIZE]);

G_END_DECLS
