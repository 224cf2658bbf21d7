#ifdef __x86_64__
#ifndef __AVX512BW__
#error "to be compiled with the options of cmake/vector.cmake"
#endif
#define EP_SWEEP_ROWS ep_sweep_rows_avx512
#include "electropulse/sweep_kernel.h"
#endif
