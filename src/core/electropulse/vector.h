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

// What ep_list_lanes needs: for each set of lanes (of 8), those lanes in order.
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

// Writes the lanes of `base` that are in the set, which has lane l of base = base[0] + l, in order; EP_LANES entries are
// written in any case.
EP_INLINE void ep_list_lanes(const ep_lane_table *t, int32_t *to, ep_vi base, unsigned set)
{
#if EP_LANES == 16
  (void) t;
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi32((__mmask16) set, (__m512i) base));
#elif EP_LANES == 8
  _mm256_storeu_si256(
      (__m256i *) to,
      _mm256_permutevar8x32_epi32((__m256i) base, *(const __m256i *) t->lanes[set]));
#else
  (void) t;
  for (int l = 0, n = 0; l < EP_LANES; l++) {
    to[n] = base[l];
    n += set >> l & 1;
  }
#endif
}

EP_INLINE ep_vi ep_vi_count(void)
{
  ep_vi count;
  for (int l = 0; l < EP_LANES; l++) count[l] = l;
  return count;
}

#endif
