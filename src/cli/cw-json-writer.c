/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-json-writer.h"

#include <string.h>

#include "cw-machine-text.h"

#define MAX_DEPTH 16
#define BUFFER_SIZE (64 * 1024)

typedef struct
{
  char closing;
  gboolean one_line; /* the members stand beside each other, not below */
  gsize n_members;
} Level;

struct _CwJsonWriter
{
  FILE *file;
  guint depth;
  Level levels[MAX_DEPTH]; /* the first one is the document, which has one member */
  gsize used;
  char buffer[BUFFER_SIZE]; /* a stream takes a lock for each character */
};

/**
 * cw_json_writer_new:
 * @file: where the document goes; must outlive the writer
 *
 * Returns: (transfer full): a writer at the beginning of a document
 */
CwJsonWriter *
cw_json_writer_new (FILE *file)
{
  CwJsonWriter *json = g_new (CwJsonWriter, 1);

  json->file = file;
  json->depth = 0;
  json->levels[0] = (Level){ '\0', FALSE, 0 };
  json->used = 0;
  return json;
}

static void
flush (CwJsonWriter *json)
{
  fwrite (json->buffer, 1, json->used, json->file);
  json->used = 0;
}

/** cw_json_writer_free: @json: (transfer full): a writer; the file stays open */
void
cw_json_writer_free (CwJsonWriter *json)
{
  flush (json);
  g_free (json);
}

static void
write_bytes (CwJsonWriter *json, const char *bytes, gsize n)
{
  for (gsize room; n > 0; bytes += room, n -= room)
    {
      if (json->used == BUFFER_SIZE)
        flush (json);
      room = MIN (n, BUFFER_SIZE - json->used);
      memcpy (json->buffer + json->used, bytes, room);
      json->used += room;
    }
}

static void
write_byte (CwJsonWriter *json, char byte)
{
  if (json->used == BUFFER_SIZE)
    flush (json);
  json->buffer[json->used++] = byte;
}

static void
write_string (CwJsonWriter *json, const char *string)
{
  write_bytes (json, string, strlen (string));
}

static void
write_line_break (CwJsonWriter *json)
{
  write_byte (json, '\n');
  for (guint i = 0; i < json->depth; i++)
    write_bytes (json, "  ", 2);
}

static gboolean
is_plain (char c)
{
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void
write_escaped (CwJsonWriter *json, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;
      char code[8];

      if (c == '"' || c == '\\')
        write_byte (json, '\\');
      if (c == '\n')
        write_bytes (json, "\\n", 2);
      else if (c < 0x20 || c == 0x7f)
        write_bytes (json, code, (gsize) g_snprintf (code, sizeof code, "\\u%04x", c));
      else
        write_byte (json, *p);
    }
}

static void
write_text (CwJsonWriter *json, const char *text)
{
  gsize n = 0;

  while (is_plain (text[n]))
    n++;
  write_byte (json, '"');
  write_bytes (json, text, n);
  if (text[n] != '\0')
    write_escaped (json, text + n);
  write_byte (json, '"');
}

/* What stands before every value: the comma, the line break and the name. */
static void
begin_value (CwJsonWriter *json, const char *name)
{
  Level *level = &json->levels[json->depth];

  g_return_if_fail ((name != NULL) == (level->closing == '}'));

  if (level->n_members > 0)
    write_bytes (json, ", ", level->one_line ? 2 : 1);
  level->n_members++;
  if (json->depth > 0 && !level->one_line)
    write_line_break (json);
  if (name != NULL)
    {
      write_text (json, name);
      write_bytes (json, ": ", 2);
    }
}

static void
begin_level (CwJsonWriter *json, const char *name, char opening, char closing, gboolean one_line)
{
  g_return_if_fail (json->depth + 1 < MAX_DEPTH);

  begin_value (json, name);
  one_line = one_line || json->levels[json->depth].one_line;
  write_byte (json, opening);
  json->levels[++json->depth] = (Level){ closing, one_line, 0 };
}

static void
end_level (CwJsonWriter *json, char closing)
{
  Level level = json->levels[json->depth];

  g_return_if_fail (json->depth > 0 && level.closing == closing);

  json->depth--;
  if (level.n_members > 0 && !level.one_line)
    write_line_break (json);
  write_byte (json, closing);
  if (json->depth == 0)
    {
      write_byte (json, '\n');
      flush (json);
    }
}

/** cw_json_writer_begin_object: begins an object whose members stand on lines of their own */
void
cw_json_writer_begin_object (CwJsonWriter *json, const char *name)
{
  begin_level (json, name, '{', '}', FALSE);
}

/** cw_json_writer_begin_row: begins an object that stands on one line, with all that is in it */
void
cw_json_writer_begin_row (CwJsonWriter *json, const char *name)
{
  begin_level (json, name, '{', '}', TRUE);
}

/** cw_json_writer_end_object: ends what cw_json_writer_begin_object() or a row began */
void
cw_json_writer_end_object (CwJsonWriter *json)
{
  end_level (json, '}');
}

/** cw_json_writer_begin_array: begins an array whose elements stand on lines of their own */
void
cw_json_writer_begin_array (CwJsonWriter *json, const char *name)
{
  begin_level (json, name, '[', ']', FALSE);
}

/** cw_json_writer_begin_array_row: begins an array that stands on one line */
void
cw_json_writer_begin_array_row (CwJsonWriter *json, const char *name)
{
  begin_level (json, name, '[', ']', TRUE);
}

/** cw_json_writer_end_array: ends what cw_json_writer_begin_array() or its row began */
void
cw_json_writer_end_array (CwJsonWriter *json)
{
  end_level (json, ']');
}

/**
 * cw_json_writer_add_text:
 * @json: a writer
 * @name: (nullable): the member's name
 * @text: (nullable): the text; %NULL and the empty text, which mean “unknown”, become `null`
 */
void
cw_json_writer_add_text (CwJsonWriter *json, const char *name, const char *text)
{
  if (text == NULL || text[0] == '\0')
    {
      cw_json_writer_add_null (json, name);
      return;
    }
  begin_value (json, name);
  write_text (json, text);
}

/** cw_json_writer_add_number: @number: a number; `null` if it is not finite */
void
cw_json_writer_add_number (CwJsonWriter *json, const char *name, double number)
{
  char text[CW_NUMBER_SIZE];
  gsize length = cw_number_print_shortest (number, text);

  if (length == 0)
    {
      cw_json_writer_add_null (json, name);
      return;
    }
  begin_value (json, name);
  write_bytes (json, text, length);
}

/** cw_json_writer_add_int: @number: a whole number */
void
cw_json_writer_add_int (CwJsonWriter *json, const char *name, gint64 number)
{
  char text[CW_NUMBER_SIZE];

  begin_value (json, name);
  write_bytes (json, text, (gsize) g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number));
}

/** cw_json_writer_add_time: @time: seconds since 1970, written as ISO 8601 in UTC; 0 is `null` */
void
cw_json_writer_add_time (CwJsonWriter *json, const char *name, gint64 time)
{
  char text[CW_TIME_SIZE];

  cw_json_writer_add_text (json, name, cw_print_time (time, text) > 0 ? text : NULL);
}

/** cw_json_writer_add_boolean: adds `true` or `false` */
void
cw_json_writer_add_boolean (CwJsonWriter *json, const char *name, gboolean value)
{
  begin_value (json, name);
  write_string (json, value ? "true" : "false");
}

/** cw_json_writer_add_null: adds `null` */
void
cw_json_writer_add_null (CwJsonWriter *json, const char *name)
{
  begin_value (json, name);
  write_string (json, "null");
}
