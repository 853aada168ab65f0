/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwEngineError:
 * @CW_ENGINE_ERROR_NOT_STORED: offline, and nothing about the symbol is stored
 * @CW_ENGINE_ERROR_INVALID_KEY: a provider's key that cannot be one
 *
 * What can go wrong between the stages.
 */
typedef enum
{
  CW_ENGINE_ERROR_NOT_STORED,
  CW_ENGINE_ERROR_INVALID_KEY,
} CwEngineError;

#define CW_ENGINE_ERROR (cw_engine_error_quark ())
GQuark cw_engine_error_quark (void);

GError *cw_engine_error_new_not_stored (const char *symbol) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_outcome_error_get_id (const GError *error);

G_END_DECLS
