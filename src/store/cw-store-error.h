/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwStoreError:
 * @CW_STORE_ERROR_FAILED: the file system or SQLite failed for a reason that has no code of its own
 * @CW_STORE_ERROR_BUSY: another program held the file for longer than one waits for it
 * @CW_STORE_ERROR_FULL: no space is left; nothing of the write was kept
 * @CW_STORE_ERROR_READ_ONLY: the file or its directory cannot be written
 * @CW_STORE_ERROR_CORRUPT: the file is damaged or no database
 * @CW_STORE_ERROR_NEWER_SCHEMA: the file was written by a newer version of the program
 * @CW_STORE_ERROR_INVALID_DATA: a number that the schema forbids; nothing of the write was kept
 * @CW_STORE_ERROR_NOT_FOUND: the list, entry or copy that was named is not there
 * @CW_STORE_ERROR_EXISTS: a list of that name is there already
 *
 * What can go wrong between the program and its file. A read that is dropped because the store is
 * being closed fails with `G_IO_ERROR_CANCELLED`, like one that its caller cancelled.
 */
typedef enum
{
  CW_STORE_ERROR_FAILED,
  CW_STORE_ERROR_BUSY,
  CW_STORE_ERROR_FULL,
  CW_STORE_ERROR_READ_ONLY,
  CW_STORE_ERROR_CORRUPT,
  CW_STORE_ERROR_NEWER_SCHEMA,
  CW_STORE_ERROR_INVALID_DATA,
  CW_STORE_ERROR_NOT_FOUND,
  CW_STORE_ERROR_EXISTS,
} CwStoreError;

#define CW_STORE_ERROR (cw_store_error_quark ())
GQuark cw_store_error_quark (void);

G_END_DECLS
