/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * Two numbers side by side, computed at once where the machine can. What comes out has the same
 * bits as if each had been computed alone. Not for other rooms.
 */
typedef double CwPair __attribute__ ((vector_size (16)));

/* What comparing pairs gives: all bits set where it is so, none where it is not. */
typedef long long CwPairMask __attribute__ ((vector_size (16)));

/* The numbers at two places of an array, some values apart. */
static inline CwPair
cw_pair_take (const double *x, size_t apart)
{
  return (CwPair){ x[0], x[apart] };
}

static inline CwPair
cw_pair_take_neighbours (const double *x)
{
  CwPair pair;

  memcpy (&pair, x, sizeof pair);
  return pair;
}

static inline void
cw_pair_put (double *x, size_t apart, CwPair pair)
{
  x[0] = pair[0];
  x[apart] = pair[1];
}

static inline void
cw_pair_put_neighbours (double *x, CwPair pair)
{
  memcpy (x, &pair, sizeof pair);
}

/* Without a branch, because which it will be can mostly not be predicted. */
static inline CwPair
cw_pair_choose (CwPairMask which, CwPair where_set, CwPair where_not)
{
  return (CwPair) ((which & (CwPairMask) where_set) | (~which & (CwPairMask) where_not));
}

/* The higher on each side; where they cannot be compared, that of the second. */
static inline CwPair
cw_pair_higher (CwPair a, CwPair b)
{
#ifdef __SSE2__
  return _mm_max_pd (a, b); /* not every compiler makes one instruction of the choice below */
#else
  return cw_pair_choose (a > b, a, b);
#endif
}
