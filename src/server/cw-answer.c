/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-answer.h"

#include <string.h>

#include "cw-json-text.h"

/** cw_answer_new: Returns: an answer with the given text, which is copied */
CwAnswer
cw_answer_new (guint status, const char *type, const char *text)
{
  return (CwAnswer){ status, type, g_bytes_new (text, strlen (text)) };
}

/** cw_answer_json: Returns: a good answer; @text: (transfer full): its body */
CwAnswer
cw_answer_json (GString *text)
{
  gsize length = text->len;
  char *body = g_string_free (text, FALSE);

  /* Bodies are kept, and what was reserved for a longer one is not. */
  return (CwAnswer){ 200, CW_ANSWER_JSON_TYPE,
                     g_bytes_new_take (g_realloc (body, length + 1), length) };
}

/**
 * cw_answer_yahoo_error:
 * @root: the member that Yahoo's answer of this kind has at its root
 * @status: the HTTP status
 * @code: Yahoo's word for it
 * @format: what is wrong, like printf()
 *
 * Returns: an error in Yahoo's shape
 */
CwAnswer
cw_answer_yahoo_error (const char *root, guint status, const char *code, const char *format, ...)
{
  GString *text = g_string_new ("{");
  g_autofree char *description = NULL;
  CwAnswer answer;
  va_list args;

  va_start (args, format);
  description = g_strdup_vprintf (format, args);
  va_end (args);

  cw_json_append_key (text, root);
  g_string_append (text, "{\"result\":null,\"error\":{");
  cw_json_append_string_member (text, "code", code);
  cw_json_append_string_member (text, "description", description);
  g_string_append (text, "}}}");
  answer = cw_answer_json (text);
  answer.status = status;
  return answer;
}

/** cw_answer_not_found: Returns: the answer where there is nothing at all */
CwAnswer
cw_answer_not_found (void)
{
  return cw_answer_new (404, "text/plain;charset=utf-8", "Not Found\n");
}

/** cw_query_get: Returns: (transfer none) (nullable): a value that was sent and is not empty */
const char *
cw_query_get (GHashTable *query, const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL && value[0] != '\0' ? value : NULL;
}
