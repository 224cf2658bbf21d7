#ifndef ELECTROPULSE_VECTOR_H
#define ELECTROPULSE_VECTOR_H

// Vectors of the instruction set that the including file is compiled for: the compiler's own vector types, and the few
// operations on them that it has no operator for. Not for other headers: types of one name differ in size.

#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__)
#define EP_LANES 16
#elif defined(__AVX2__)
#define EP_LANES 8
#else
#define EP_LANES 4
#endif
#if defined(__SSE2__)
#include <immintrin.h>
#endif

enum { EP_LANES_16 = 2 * EP_LANES };    // lanes of 16 bits

typedef float ep_vf __attribute__((vector_size(4 * EP_LANES)));
typedef int32_t ep_vi __attribute__((vector_size(4 * EP_LANES)));
typedef int16_t ep_vs __attribute__((vector_size(4 * EP_LANES)));
typedef uint16_t ep_vu __attribute__((vector_size(4 * EP_LANES)));
typedef int16_t ep_vs_half __attribute__((vector_size(2 * EP_LANES)));

#define EP_INLINE static inline __attribute__((always_inline))

EP_INLINE ep_vf ep_vf_load(const float *from)
{
  ep_vf v;
  memcpy(&v, from, sizeof v);
  return v;
}

EP_INLINE ep_vi ep_vi_load(const int32_t *from)
{
  ep_vi v;
  memcpy(&v, from, sizeof v);
  return v;
}

EP_INLINE void ep_vf_store(float *to, ep_vf v)
{
  memcpy(to, &v, sizeof v);
}

EP_INLINE ep_vf ep_vf_set(float a)
{
  return a - (ep_vf){0};
}

EP_INLINE ep_vf ep_vf_abs(ep_vf v)
{
  return (ep_vf) ((ep_vi) v & INT32_MAX);
}

EP_INLINE ep_vf ep_vf_min(ep_vf a, ep_vf b)
{
#if EP_LANES == 16
  return (ep_vf) _mm512_min_ps((__m512) a, (__m512) b);
#elif EP_LANES == 8
  return (ep_vf) _mm256_min_ps((__m256) a, (__m256) b);
#elif defined(__SSE2__)
  return (ep_vf) _mm_min_ps((__m128) a, (__m128) b);
#else
  const ep_vi less = a < b;
  return (ep_vf) ((less & (ep_vi) a) | (~less & (ep_vi) b));
#endif
}

EP_INLINE ep_vf ep_vf_sqrt(ep_vf v)
{
#if EP_LANES == 16
  return (ep_vf) _mm512_sqrt_ps((__m512) v);
#elif EP_LANES == 8
  return (ep_vf) _mm256_sqrt_ps((__m256) v);
#elif defined(__SSE2__)
  return (ep_vf) _mm_sqrt_ps((__m128) v);
#else
  for (int l = 0; l < EP_LANES; l++) v[l] = __builtin_sqrtf(v[l]);
  return v;
#endif
}

// Bit l is set where lane l of a is less than that of b.
EP_INLINE unsigned ep_vf_less(ep_vf a, ep_vf b)
{
#if EP_LANES == 16
  return _mm512_cmp_ps_mask((__m512) a, (__m512) b, _CMP_LT_OQ);
#elif EP_LANES == 8
  return (unsigned) _mm256_movemask_ps(_mm256_cmp_ps((__m256) a, (__m256) b, _CMP_LT_OQ));
#elif defined(__SSE2__)
  return (unsigned) _mm_movemask_ps(_mm_cmplt_ps((__m128) a, (__m128) b));
#else
  unsigned bits = 0;
  for (int l = 0; l < EP_LANES; l++) bits |= (unsigned) (a[l] < b[l]) << l;
  return bits;
#endif
}

// Lanes of a and b, where lane l of b counts as EP_LANES + l.
EP_INLINE ep_vf ep_vf_shuffle(ep_vf a, ep_vf b, ep_vi which)
{
#if EP_LANES == 16
  return (ep_vf) _mm512_permutex2var_ps((__m512) a, (__m512i) which, (__m512) b);
#elif defined(__clang__)
  ep_vf v;
  for (int l = 0; l < EP_LANES; l++)
    v[l] = which[l] < EP_LANES ? a[which[l]] : b[which[l] - EP_LANES];
  return v;
#else
  return __builtin_shuffle(a, b, which);
#endif
}

// The least of all lanes.
EP_INLINE float ep_vf_least(ep_vf v)
{
#if EP_LANES == 16
  return _mm512_reduce_min_ps((__m512) v);
#elif EP_LANES == 8
  const __m128 four =
      _mm_min_ps(_mm256_castps256_ps128((__m256) v), _mm256_extractf128_ps((__m256) v, 1));
  const __m128 two = _mm_min_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_min_ss(two, _mm_shuffle_ps(two, two, 1)));
#else
  const float a = v[0] < v[1] ? v[0] : v[1], b = v[2] < v[3] ? v[2] : v[3];
  return a < b ? a : b;
#endif
}

// What ep_vf_pack needs: for each set of lanes (of 8), those lanes in order.
typedef struct {
#if EP_LANES == 8
  _Alignas(32) int32_t lanes[256][8];
#else
  char unused;
#endif
} ep_lane_table;

EP_INLINE void ep_lane_table_fill(ep_lane_table *t)
{
#if EP_LANES == 8
  for (int set = 0; set < 256; set++)
    for (int l = 0, n = 0; l < 8; l++) {
      t->lanes[set][l] = 0;
      if (set >> l & 1) t->lanes[set][n++] = l;
    }
#else
  (void) t;
#endif
}

// Writes the lanes of v that are in the set, in order; EP_LANES numbers are written in any case.
EP_INLINE void ep_vf_pack(const ep_lane_table *t, float *to, ep_vf v, unsigned set)
{
#if EP_LANES == 16
  (void) t;
  _mm512_storeu_ps(to, _mm512_maskz_compress_ps((__mmask16) set, (__m512) v));
#elif EP_LANES == 8
  _mm256_storeu_ps(to, _mm256_permutevar8x32_ps((__m256) v, *(const __m256i *) t->lanes[set]));
#else
  (void) t;
  for (int l = 0, n = 0; l < EP_LANES; l++) {
    to[n] = v[l];
    n += set >> l & 1;
  }
#endif
}

// Writes those of EP_LANES numbers whose lane is in the set, in order; up to EP_LANES are written in any case.
EP_INLINE void ep_vi_pack(int32_t *to, const int32_t *from, unsigned set)
{
#if EP_LANES == 16
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi32((__mmask16) set, _mm512_loadu_si512(from)));
#else
  for (; set; set &= set - 1) *to++ = from[__builtin_ctz(set)];
#endif
}

EP_INLINE ep_vi ep_vi_count(void)
{
  ep_vi count;
  for (int l = 0; l < EP_LANES; l++) count[l] = l;
  return count;
}

// Lane l of vector m becomes lane m of vector l.
EP_INLINE void ep_vf_transpose(ep_vf v[EP_LANES])
{
  // Exchanges the off-diagonal quarters of all blocks of 2, then of 4, ... lanes.
#pragma GCC unroll 4
  for (int half = 1; half < EP_LANES; half *= 2) {
    ep_vi low, high;
    for (int l = 0; l < EP_LANES; l++) {
      low[l] = l & half ? EP_LANES + l - half : l;
      high[l] = l & half ? EP_LANES + l : l + half;
    }
#pragma GCC unroll 16
    for (int m = 0; m < EP_LANES; m++) {
      if (m & half) continue;
      const ep_vf a = v[m], b = v[m + half];
      v[m] = ep_vf_shuffle(a, b, low);
      v[m + half] = ep_vf_shuffle(a, b, high);
    }
  }
}

#endif
