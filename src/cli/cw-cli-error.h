/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwCliError:
 * @CW_CLI_ERROR_USAGE: the command line asks for something that does not exist; nothing was done
 * @CW_CLI_ERROR_HELP_SHOWN: help was asked for and shown, so there is nothing left to do
 * @CW_CLI_ERROR_FAILED: what was asked for could not be done
 *
 * Why a command ends before its work is done.
 */
typedef enum
{
  CW_CLI_ERROR_USAGE,
  CW_CLI_ERROR_HELP_SHOWN,
  CW_CLI_ERROR_FAILED,
} CwCliError;

#define CW_CLI_ERROR (cw_cli_error_quark ())
GQuark cw_cli_error_quark (void);

G_END_DECLS
