/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwPrng:
 *
 * A stream of pseudo-random numbers that is the same on every machine: xoshiro256**, its state
 * filled by splitmix64 (Blackman and Vigna, “Scrambled linear pseudorandom number generators”,
 * 2021). Nothing here goes through libm, so the simulated market is the same everywhere too.
 */
typedef struct
{
  guint64 state[4];
} CwPrng;

static inline guint64
cw_prng_mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/** cw_prng_init: Returns: a stream that the seed and the two numbers fix */
static inline CwPrng
cw_prng_init (guint64 seed, guint64 stream, guint64 part)
{
  const guint64 step = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 z = cw_prng_mix (cw_prng_mix (cw_prng_mix (seed + step) ^ stream) + step * (part + 1));
  CwPrng prng;

  for (guint i = 0; i < G_N_ELEMENTS (prng.state); i++)
    prng.state[i] = cw_prng_mix (z += step);
  return prng;
}

static inline guint64
cw_prng_rotate (guint64 x, guint by)
{
  return (x << by) | (x >> (64 - by));
}

/** cw_prng_next: Returns: the next 64 random bits */
static inline guint64
cw_prng_next (CwPrng *prng)
{
  guint64 *s = prng->state, result = cw_prng_rotate (s[1] * 5, 7) * 9, t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = cw_prng_rotate (s[3], 45);
  return result;
}

/** cw_prng_uniform: Returns: a number in [0, 1) */
static inline double
cw_prng_uniform (CwPrng *prng)
{
  return (double) (cw_prng_next (prng) >> 11) * 0x1p-53;
}

/** cw_prng_bell: Returns: a number of mean 0 and deviation 1, bell-shaped, within ±3.47: the sum
 * of four uniform numbers, which is near enough to normal for prices and bounded besides */
static inline double
cw_prng_bell (CwPrng *prng)
{
  guint64 bits = cw_prng_next (prng);
  gint64 sum =
      (gint64) ((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48))
      - 2 * 0xffff;

  return (double) sum * (1.7320508075688772 / 65535.5);
}

G_END_DECLS
