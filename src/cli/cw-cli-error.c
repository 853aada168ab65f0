/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-cli-error.h"

/* Not G_DEFINE_QUARK(): its first argument is no C, and formatting would tear it apart. */
GQuark
cw_cli_error_quark (void)
{
  return g_quark_from_static_string ("cw-cli-error-quark");
}
