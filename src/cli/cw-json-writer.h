/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwJsonWriter:
 *
 * Writes one JSON document straight into a stream, so that a million bars need no tree in memory.
 * What is not a number becomes `null`, never `NaN`; a number reads back as exactly what it was, in
 * as few digits as that takes. (json-glib's generator prints 1e-8 as `1e-08.0`, which is no JSON.)
 *
 * Every function that adds something takes the member's name, which is %NULL inside an array and
 * for the document itself.
 */
typedef struct _CwJsonWriter CwJsonWriter;

CwJsonWriter *cw_json_writer_new (FILE *file);
void cw_json_writer_free (CwJsonWriter *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwJsonWriter, cw_json_writer_free)

void cw_json_writer_begin_object (CwJsonWriter *json, const char *name);
void cw_json_writer_begin_row (CwJsonWriter *json, const char *name);
void cw_json_writer_end_object (CwJsonWriter *json);
void cw_json_writer_begin_array (CwJsonWriter *json, const char *name);
void cw_json_writer_begin_array_row (CwJsonWriter *json, const char *name);
void cw_json_writer_end_array (CwJsonWriter *json);

void cw_json_writer_add_text (CwJsonWriter *json, const char *name, const char *text);
void cw_json_writer_add_number (CwJsonWriter *json, const char *name, double number);
void cw_json_writer_add_int (CwJsonWriter *json, const char *name, gint64 number);
void cw_json_writer_add_time (CwJsonWriter *json, const char *name, gint64 time);
void cw_json_writer_add_boolean (CwJsonWriter *json, const char *name, gboolean value);
void cw_json_writer_add_null (CwJsonWriter *json, const char *name);

G_END_DECLS
