/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-answer.h"

#include "cw-json-text.h"

#define LONGEST_DELAY 60.0

/** cw_lab_get_delay: Returns: how many seconds the request wants to wait, a minute at the most */
double
cw_lab_get_delay (GHashTable *query)
{
  const char *text = cw_query_get (query, "delay");
  double seconds = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return seconds > 0 ? MIN (seconds, LONGEST_DELAY) : 0;
}

/**
 * cw_lab_body_answer:
 * @exchange: not looked at
 * @rest: the request's number
 * @query: (nullable): `delay` in seconds, which the server has let pass already
 *
 * Returns: a small answer that says which request it belongs to
 */
CwAnswer
cw_lab_body_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  GString *text;
  guint64 number;

  if (!g_ascii_string_to_unsigned (rest, 10, 0, G_MAXUINT32, &number, NULL))
    return cw_answer_not_found ();
  text = g_string_new ("{");
  cw_json_append_integer_member (text, "request", (gint64) number);
  cw_json_append_number_member (text, "delay", cw_lab_get_delay (query));
  g_string_append_c (text, '}');
  return cw_answer_json (text);
}
