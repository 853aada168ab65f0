/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-answer.h"

#include <string.h>

#include "cw-json-text.h"
#include "cw-listing.h"

#define USUAL_COUNT 7
#define MOST_COUNT 50
#define N_SIMULATED 9999

/* How well a listing fits; Yahoo's scores are of this size. */
enum
{
  SCORE_NONE = 0,
  SCORE_WITHIN_NAME = 20000,
  SCORE_WORD = 25000,
  SCORE_SYMBOL_START = 30000,
  SCORE_SYMBOL = 40000,
};

static int
score_name (const char *name, const char *text)
{
  int score = SCORE_NONE;

  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_strncasecmp (p, text, strlen (text)) == 0)
      {
        if (p == name || p[-1] == ' ')
          return SCORE_WORD;
        score = SCORE_WITHIN_NAME;
      }
  return score;
}

static int
score_listing (const CwListing *listing, const char *text)
{
  if (g_ascii_strcasecmp (listing->symbol, text) == 0)
    return SCORE_SYMBOL;
  if (g_ascii_strncasecmp (listing->symbol, text, strlen (text)) == 0)
    return SCORE_SYMBOL_START;
  return score_name (listing->name, text);
}

static void
append_listing (GString *text, const CwListing *listing, int score)
{
  if (text->str[text->len - 1] == '}')
    g_string_append_c (text, ',');
  g_string_append_c (text, '{');
  cw_json_append_string_member (text, "exchange", listing->exchange_code);
  cw_json_append_string_member (text, "shortname", listing->name);
  cw_json_append_string_member (text, "quoteType", listing->type);
  cw_json_append_string_member (text, "symbol", listing->symbol);
  cw_json_append_string_member (text, "index", "quotes");
  cw_json_append_integer_member (text, "score", score);
  cw_json_append_string_member (text, "typeDisp",
                                g_str_equal (listing->type, "INDEX") ? "Index" : "Equity");
  cw_json_append_string_member (text, "longname", listing->name);
  cw_json_append_string_member (text, "exchDisp", listing->exchange_show);
  cw_json_append_key (text, "isYahooFinance");
  g_string_append (text, "true}");
}

static guint
append_bundled (GString *to, const char *text, guint count)
{
  static const int scores[] = { SCORE_SYMBOL, SCORE_SYMBOL_START, SCORE_WORD, SCORE_WITHIN_NAME };
  guint n_found = 0;
  gsize n;
  const CwListing *listings = cw_listing_get_all (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    for (gsize j = 0; j < n && n_found < count; j++)
      if (score_listing (&listings[j], text) == scores[i])
        {
          append_listing (to, &listings[j], scores[i]);
          n_found++;
        }
  return n_found;
}

static guint
append_simulated (GString *to, const char *text, guint count)
{
  guint n_found = 0;

  for (guint number = 1; number <= N_SIMULATED && n_found < count; number++)
    {
      char symbol[16], name[32];
      CwListing listing = { symbol,          name,    CW_SIM_EXCHANGE_CODE, CW_SIM_EXCHANGE,
                            CW_SIM_EXCHANGE, "EQUITY" };
      int score;

      g_snprintf (symbol, sizeof symbol, "SIM%04u", number);
      g_snprintf (name, sizeof name, "Simulated %04u", number);
      score = score_listing (&listing, text);
      if (score == SCORE_NONE)
        continue;
      append_listing (to, &listing, score);
      n_found++;
    }
  return n_found;
}

static guint
wanted_count (GHashTable *query)
{
  const char *text = cw_query_get (query, "quotesCount");
  guint64 count = USUAL_COUNT;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &count, NULL))
    count = USUAL_COUNT;
  return (guint) MIN (count, MOST_COUNT);
}

/**
 * cw_search_body_answer:
 * @exchange: not looked at
 * @rest: not looked at
 * @query: (nullable): `q`, and perhaps `quotesCount`
 *
 * Finds bundled and simulated listings by the beginning of their symbol or by their name.
 *
 * Returns: an answer in the shape of Yahoo's `/v1/finance/search`
 */
CwAnswer
cw_search_body_answer (CwExchange *exchange, const char *rest, GHashTable *query)
{
  const char *asked = cw_query_get (query, "q");
  g_autofree char *wanted = asked != NULL ? g_strstrip (g_strdup (asked)) : NULL;
  g_autoptr (GString) quotes = g_string_new ("[");
  guint count = wanted_count (query), n_found;
  GString *text;

  if (wanted == NULL || wanted[0] == '\0')
    return cw_answer_yahoo_error ("finance", 400, "Bad Request",
                                  "Missing required query parameter=q");
  n_found = append_bundled (quotes, wanted, count);
  n_found += append_simulated (quotes, wanted, count - n_found);
  text = g_string_new ("{\"explains\":[]");
  cw_json_append_integer_member (text, "count", n_found);
  cw_json_append_key (text, "quotes");
  g_string_append (text, quotes->str);
  g_string_append (text, "],\"news\":[],\"nav\":[],\"lists\":[],\"researchReports\":[],"
                         "\"screenerFieldResults\":[],\"totalTime\":0}");
  return cw_answer_json (text);
}
