#include "electropulse/random.h"

#include <Random123/philox.h>
#include <math.h>

uint32_t ep_random_stream(const char *name)
{
  uint32_t hash = 2166136261u;
  for (; *name; name++) hash = (hash ^ (unsigned char) *name) * 16777619u;
  return hash;
}

void ep_random_words(uint32_t seed, uint32_t stream, int64_t step, int64_t tag, uint32_t words[4])
{
  const uint64_t s = (uint64_t) step, t = (uint64_t) tag;
  const philox4x32_ctr_t counter = {
      {(uint32_t) s, (uint32_t) (s >> 32), (uint32_t) t, (uint32_t) (t >> 32)}};
  const philox4x32_key_t key = {{seed, stream}};
  const philox4x32_ctr_t r = philox4x32(counter, key);
  for (int k = 0; k < 4; k++) words[k] = r.v[k];
}

void ep_random_normal3(uint32_t seed, uint32_t stream, int64_t step, int64_t tag, double normal[3])
{
  const double two_pi = 6.283185307179586476925;
  uint32_t w[4];
  ep_random_words(seed, stream, step, tag, w);
  // the middle of each of 2^32 cells: never 0, never 1
  const double u0 = (w[0] + 0.5) * 0x1p-32, u1 = (w[1] + 0.5) * 0x1p-32;
  const double u2 = (w[2] + 0.5) * 0x1p-32, u3 = (w[3] + 0.5) * 0x1p-32;
  const double r0 = sqrt(-2.0 * log(u0)), r1 = sqrt(-2.0 * log(u2));
  normal[0] = r0 * cos(two_pi * u1);
  normal[1] = r0 * sin(two_pi * u1);
  normal[2] = r1 * cos(two_pi * u3);
}
