/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-series.h"

G_BEGIN_DECLS

/**
 * CwEngineError:
 * @CW_ENGINE_ERROR_NOT_STORED: offline, and nothing about the symbol is stored
 * @CW_ENGINE_ERROR_NO_STORE: something was to be stored, and there is nowhere to store it
 * @CW_ENGINE_ERROR_INVALID_KEY: a provider's key that cannot be one
 * @CW_ENGINE_ERROR_UNKNOWN_PROVIDER: a name that no provider has
 * @CW_ENGINE_ERROR_NOT_OFFERED: the provider does not have what is asked for, or is not set up
 * @CW_ENGINE_ERROR_OFFLINE: only the network has it, and that is not to be used
 * @CW_ENGINE_ERROR_OTHER_COMPANY: the symbol seems to stand for another company than before
 *
 * What can go wrong between the stages.
 */
typedef enum
{
  CW_ENGINE_ERROR_NOT_STORED,
  CW_ENGINE_ERROR_NO_STORE,
  CW_ENGINE_ERROR_INVALID_KEY,
  CW_ENGINE_ERROR_UNKNOWN_PROVIDER,
  CW_ENGINE_ERROR_NOT_OFFERED,
  CW_ENGINE_ERROR_OFFLINE,
  CW_ENGINE_ERROR_OTHER_COMPANY,
} CwEngineError;

#define CW_ENGINE_ERROR (cw_engine_error_quark ())
GQuark cw_engine_error_quark (void);

GError *cw_engine_error_new_not_stored (const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
GError *cw_engine_error_new_no_store (void) G_GNUC_WARN_UNUSED_RESULT;
GError *cw_engine_error_new_other_company (const char *symbol,
                                           const CwSeriesInfo *before,
                                           const CwSeriesInfo *now) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_outcome_error_get_id (const GError *error);

G_END_DECLS
