/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What nearly every file of the room includes, read once where a build asks for it. */

#include <adwaita.h>
