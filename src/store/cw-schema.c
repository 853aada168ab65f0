/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-migrations.h"

/* “Cndw”; written out again in the first step, because SQL here is static text. */
#define FILE_ID 0x436e6477

/* Times are seconds since 1970, from 1900 to 9999; 9e999 is infinity; NULL is a number that is not
 * known. Whatever belongs to something refers to it by id. */

/* clang-format off */
static const char step_1[] =
  "PRAGMA application_id = 1131308151;"

  "CREATE TABLE series ("
  "  id               INTEGER PRIMARY KEY,"
  "  symbol           TEXT    NOT NULL CHECK (length (symbol) BETWEEN 1 AND 24),"
  "  interval         TEXT    NOT NULL CHECK (interval IN ('1m', '2m', '5m', '15m', '30m', '1h',"
  "                                                        '90m', '1d', '1wk', '1mo', '3mo')),"
  "  name             TEXT    NOT NULL,"
  "  currency         TEXT    NOT NULL,"
  "  exchange         TEXT    NOT NULL,"
  "  instrument_type  TEXT    NOT NULL,"
  "  timezone         TEXT    NOT NULL,"
  "  source           TEXT    NOT NULL,"
  "  gmt_offset       INTEGER NOT NULL CHECK (gmt_offset BETWEEN -86400 AND 86400),"
  "  price_decimals   INTEGER NOT NULL CHECK (price_decimals BETWEEN 0 AND 8),"
  "  first_trade_time INTEGER NOT NULL"
  "    CHECK (first_trade_time BETWEEN -2208988800 AND 253402300799),"
  "  market_time      INTEGER NOT NULL CHECK (market_time BETWEEN -2208988800 AND 253402300799),"
  "  market_price     REAL    CHECK (market_price > 0 AND market_price < 1e12),"
  "  previous_close   REAL    CHECK (previous_close > 0 AND previous_close < 1e12),"
  "  has_adj_close    INTEGER NOT NULL CHECK (has_adj_close IN (0, 1)),"
  "  n_rejected       INTEGER NOT NULL CHECK (n_rejected BETWEEN 0 AND 4294967295),"
  "  fetched_at       INTEGER NOT NULL CHECK (fetched_at BETWEEN -2208988800 AND 253402300799),"
  "  UNIQUE (symbol, interval)"
  ") STRICT;"

  "CREATE TABLE bars ("
  "  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,"
  "  time      INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  open      REAL    NOT NULL CHECK (open > 0 AND open < 1e12),"
  "  high      REAL    NOT NULL CHECK (high >= open AND high >= close AND high < 1e12),"
  "  low       REAL    NOT NULL CHECK (low > 0 AND low <= open AND low <= close),"
  "  close     REAL    NOT NULL CHECK (close > 0 AND close < 1e12),"
  "  adj_close REAL    NOT NULL CHECK (adj_close > 0 AND adj_close < 1e12),"
  "  volume    REAL    CHECK (volume >= 0 AND volume < 9e999),"
  "  PRIMARY KEY (series_id, time)"
  ") STRICT, WITHOUT ROWID;"

  /* In the tables of events, number tells apart what happened at the same moment. */
  "CREATE TABLE dividends ("
  "  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,"
  "  time      INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  number    INTEGER NOT NULL CHECK (number >= 0),"
  "  amount    REAL    NOT NULL CHECK (amount > 0 AND amount < 1e12),"
  "  PRIMARY KEY (series_id, time, number)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE capital_gains ("
  "  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,"
  "  time      INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  number    INTEGER NOT NULL CHECK (number >= 0),"
  "  amount    REAL    NOT NULL CHECK (amount > 0 AND amount < 1e12),"
  "  PRIMARY KEY (series_id, time, number)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE splits ("
  "  series_id   INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,"
  "  time        INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  number      INTEGER NOT NULL CHECK (number >= 0),"
  "  numerator   REAL    NOT NULL CHECK (numerator > 0 AND numerator < 1e12),"
  "  denominator REAL    NOT NULL CHECK (denominator > 0 AND denominator < 1e12),"
  "  PRIMARY KEY (series_id, time, number)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE fundamentals ("
  "  id         INTEGER PRIMARY KEY,"
  "  symbol     TEXT    NOT NULL UNIQUE CHECK (length (symbol) BETWEEN 1 AND 24),"
  "  source     TEXT    NOT NULL,"
  "  currency   TEXT    NOT NULL,"
  "  period_end TEXT    NOT NULL,"
  "  fetched_at INTEGER NOT NULL CHECK (fetched_at BETWEEN -2208988800 AND 253402300799)"
  ") STRICT;"

  "CREATE TABLE metrics ("
  "  fundamentals_id INTEGER NOT NULL REFERENCES fundamentals (id) ON DELETE CASCADE,"
  "  metric          TEXT    NOT NULL CHECK (length (metric) BETWEEN 1 AND 64),"
  "  value           REAL    CHECK (value > -9e999 AND value < 9e999),"
  "  doubtful        INTEGER NOT NULL CHECK (doubtful IN (0, 1)),"
  "  PRIMARY KEY (fundamentals_id, metric)"
  ") STRICT, WITHOUT ROWID;"

  "PRAGMA user_version = 1;";

/* Lists and holdings are a person's own. A list's id is never used again (AUTOINCREMENT), so that
 * whoever still holds one of a deleted list meets nothing else under it. Positions count from 0
 * without gaps.
 *
 * A ledger of transactions would hang on a holding: a table whose rows refer to holdings (id) and
 * say kind, day, shares, price, fee and currency. The numbers in holdings would then be what those
 * rows add up to, and nothing that reads holdings would have to change. That is why a holding has
 * an id of its own beside its entry's. */
static const char step_2[] =
  "CREATE TABLE lists ("
  "  id       INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name     TEXT    NOT NULL UNIQUE CHECK (length (name) BETWEEN 1 AND 100),"
  "  position INTEGER NOT NULL CHECK (position >= 0)"
  ") STRICT;"

  "CREATE TABLE list_entries ("
  "  id          INTEGER PRIMARY KEY,"
  "  list_id     INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,"
  "  position    INTEGER NOT NULL CHECK (position >= 0),"
  "  symbol      TEXT    NOT NULL CHECK (length (symbol) BETWEEN 1 AND 24),"
  "  provider    TEXT    CHECK (length (provider) BETWEEN 1 AND 1000),"
  "  note        TEXT    NOT NULL CHECK (length (note) <= 1000),"
  "  target_low  REAL    CHECK (target_low > 0 AND target_low < 1e12),"
  "  target_high REAL    CHECK (target_high > 0 AND target_high < 1e12),"
  "  CHECK (target_low <= target_high),"
  "  UNIQUE (list_id, symbol)"
  ") STRICT;"
  "CREATE INDEX list_entries_by_position ON list_entries (list_id, position);"

  "CREATE TABLE holdings ("
  "  id       INTEGER PRIMARY KEY,"
  "  entry_id INTEGER NOT NULL UNIQUE REFERENCES list_entries (id) ON DELETE CASCADE,"
  "  shares   REAL    NOT NULL CHECK (shares > 0 AND shares < 1e12),"
  "  cost     REAL    CHECK (cost >= 0 AND cost < 1e12),"
  "  currency TEXT    CHECK (currency GLOB '[A-Z][A-Z][A-Za-z]'),"
  "  date     TEXT    CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"
  ") STRICT;"

  "CREATE TABLE quotes ("
  "  id             INTEGER PRIMARY KEY,"
  "  symbol         TEXT    NOT NULL UNIQUE CHECK (length (symbol) BETWEEN 1 AND 24),"
  "  name           TEXT    NOT NULL,"
  "  currency       TEXT    NOT NULL,"
  "  exchange       TEXT    NOT NULL,"
  "  source         TEXT    NOT NULL,"
  "  price          REAL    CHECK (price > 0 AND price < 1e12),"
  "  previous_close REAL    CHECK (previous_close > 0 AND previous_close < 1e12),"
  "  change         REAL    CHECK (change > -1e12 AND change < 1e12),"
  "  change_percent REAL    CHECK (change_percent > -9e999 AND change_percent < 9e999),"
  "  time           INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  clock_skew     INTEGER NOT NULL CHECK (clock_skew BETWEEN -253402300799 AND 253402300799),"
  "  price_decimals INTEGER NOT NULL CHECK (price_decimals BETWEEN -1 AND 20),"
  "  fetched_at     INTEGER NOT NULL CHECK (fetched_at BETWEEN -2208988800 AND 253402300799)"
  ") STRICT;"

  /* The small line beside a price. */
  "CREATE TABLE quote_closes ("
  "  quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,"
  "  time     INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  close    REAL    NOT NULL CHECK (close > 0 AND close < 1e12),"
  "  PRIMARY KEY (quote_id, time)"
  ") STRICT, WITHOUT ROWID;"

  /* Tells whether bars that came at some moment can be all there are until the next session. */
  "ALTER TABLE series ADD COLUMN session_start INTEGER NOT NULL DEFAULT 0"
  "  CHECK (session_start BETWEEN -2208988800 AND 253402300799);"
  "ALTER TABLE series ADD COLUMN session_end INTEGER NOT NULL DEFAULT 0"
  "  CHECK (session_end BETWEEN -2208988800 AND 253402300799);"

  "PRAGMA user_version = 2;";

/* Alerts are a person's own, too; an event keeps what it needs of its alert, which may be gone. The
 * seen columns are what the last look at an alert found, so that it goes on where it was. */
#define ALERT_COLUMNS                                                                             \
  "  symbol       TEXT    NOT NULL CHECK (length (symbol) BETWEEN 1 AND 24),"                     \
  "  provider     TEXT    CHECK (length (provider) BETWEEN 1 AND 1000),"                          \
  "  kind         TEXT    NOT NULL"                                                               \
  "    CHECK (kind IN ('price-rises', 'price-falls', 'day-rises', 'day-falls', 'day-moves',"      \
  "                    'rsi-rises', 'rsi-falls', 'average-rises', 'average-falls',"               \
  "                    'macd-rises', 'macd-falls', 'decision-buy', 'decision-sell',"              \
  "                    'decision-changes')),"                                                     \
  "  level        REAL    CHECK (level > 0 AND level < 1e12),"                                    \
  "  period       INTEGER NOT NULL CHECK (period = 0 OR period BETWEEN 2 AND 500),"               \
  "  repeats      INTEGER NOT NULL CHECK (repeats IN (0, 1)),"                                    \
  "  is_target    INTEGER NOT NULL CHECK (is_target IN (0, 1)),"                                  \
  "  currency     TEXT    NOT NULL CHECK (length (currency) <= 7),"                               \
  "  note         TEXT    NOT NULL CHECK (length (note) <= 200),"                                 \
  "  created_at   INTEGER NOT NULL CHECK (created_at BETWEEN -2208988800 AND 253402300799),"

#define ALERT_CONSTRAINTS                                                                          \
  "  CHECK ((level IS NOT NULL)"                                                                   \
  "         = (kind GLOB 'price-*' OR kind GLOB 'day-*' OR kind GLOB 'rsi-*')),"                   \
  "  CHECK ((period > 0) = (kind GLOB 'average-*'))"

static const char step_3[] =
  "CREATE TABLE alerts ("
  "  id           INTEGER PRIMARY KEY AUTOINCREMENT,"
  ALERT_COLUMNS
  "  split_factor REAL    NOT NULL CHECK (split_factor > 0 AND split_factor < 1e12),"
  "  splits_until INTEGER NOT NULL CHECK (splits_until BETWEEN -2208988800 AND 253402300799),"
  "  state        TEXT    NOT NULL CHECK (state IN ('new', 'armed', 'met', 'fired')),"
  "  seen_time    INTEGER NOT NULL CHECK (seen_time BETWEEN -2208988800 AND 253402300799),"
  "  seen_day     INTEGER NOT NULL CHECK (seen_day BETWEEN -25567 AND 2932896),"
  "  seen_price   REAL    CHECK (seen_price > 0 AND seen_price < 1e12),"
  "  decision     TEXT    CHECK (length (decision) BETWEEN 1 AND 32),"
  ALERT_CONSTRAINTS
  ") STRICT;"

  "CREATE TABLE alert_events ("
  "  id           INTEGER PRIMARY KEY AUTOINCREMENT,"
  ALERT_COLUMNS
  "  value        REAL    CHECK (value > -1e12 AND value < 1e12),"
  "  threshold    REAL    CHECK (threshold > -1e12 AND threshold < 1e12),"
  "  was          TEXT    CHECK (length (was) BETWEEN 1 AND 32),"
  "  became       TEXT    CHECK (length (became) BETWEEN 1 AND 32),"
  "  decimals     INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 8),"
  "  time         INTEGER NOT NULL CHECK (time BETWEEN -2208988800 AND 253402300799),"
  "  fired_at     INTEGER NOT NULL CHECK (fired_at BETWEEN -2208988800 AND 253402300799),"
  "  seen         INTEGER NOT NULL CHECK (seen IN (0, 1)),"
  ALERT_CONSTRAINTS
  ") STRICT;"

  "PRAGMA user_version = 3;";
/* clang-format on */

static const char *const steps[] = { step_1, step_2, step_3 };

/* The shape of the program's file. */
const CwMigrations cw_schema = { FILE_ID, G_N_ELEMENTS (steps), steps };
