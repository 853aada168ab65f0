/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-json-writer.h"

#include "cw-machine-text.h"

#define MAX_DEPTH 16

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
  CwJsonWriter *json = g_new0 (CwJsonWriter, 1);

  json->file = file;
  return json;
}

/** cw_json_writer_free: @json: (transfer full): a writer; the file stays open */
void
cw_json_writer_free (CwJsonWriter *json)
{
  g_free (json);
}

static void
write_line_break (CwJsonWriter *json)
{
  fputc ('\n', json->file);
  for (guint i = 0; i < json->depth; i++)
    fputs ("  ", json->file);
}

static void
write_text (CwJsonWriter *json, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  fputc ('"', json->file);
  for (const char *p = valid; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        fprintf (json->file, "\\%c", c);
      else if (c == '\n')
        fputs ("\\n", json->file);
      else if (c < 0x20 || c == 0x7f)
        fprintf (json->file, "\\u%04x", c);
      else
        fputc (c, json->file);
    }
  fputc ('"', json->file);
}

/* What stands before every value: the comma, the line break and the name. */
static void
begin_value (CwJsonWriter *json, const char *name)
{
  Level *level = &json->levels[json->depth];

  g_return_if_fail ((name != NULL) == (level->closing == '}'));

  if (level->n_members > 0)
    fputs (level->one_line ? ", " : ",", json->file);
  level->n_members++;
  if (json->depth > 0 && !level->one_line)
    write_line_break (json);
  if (name != NULL)
    {
      write_text (json, name);
      fputs (": ", json->file);
    }
}

static void
begin_level (CwJsonWriter *json, const char *name, char opening, char closing, gboolean one_line)
{
  g_return_if_fail (json->depth + 1 < MAX_DEPTH);

  begin_value (json, name);
  one_line = one_line || json->levels[json->depth].one_line;
  fputc (opening, json->file);
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
  fputc (closing, json->file);
  if (json->depth == 0)
    fputc ('\n', json->file);
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

  if (!cw_print_number (number, text))
    {
      cw_json_writer_add_null (json, name);
      return;
    }
  begin_value (json, name);
  fputs (text, json->file);
}

/** cw_json_writer_add_int: @number: a whole number */
void
cw_json_writer_add_int (CwJsonWriter *json, const char *name, gint64 number)
{
  begin_value (json, name);
  fprintf (json->file, "%" G_GINT64_FORMAT, number);
}

/** cw_json_writer_add_time: @time: seconds since 1970, written as ISO 8601 in UTC; 0 is `null` */
void
cw_json_writer_add_time (CwJsonWriter *json, const char *name, gint64 time)
{
  char text[CW_TIME_SIZE];

  cw_json_writer_add_text (json, name, cw_print_time (time, text) ? text : NULL);
}

/** cw_json_writer_add_boolean: adds `true` or `false` */
void
cw_json_writer_add_boolean (CwJsonWriter *json, const char *name, gboolean value)
{
  begin_value (json, name);
  fputs (value ? "true" : "false", json->file);
}

/** cw_json_writer_add_null: adds `null` */
void
cw_json_writer_add_null (CwJsonWriter *json, const char *name)
{
  begin_value (json, name);
  fputs ("null", json->file);
}
