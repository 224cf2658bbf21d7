#ifdef __x86_64__
#ifndef __AVX2__
#error "to be compiled with the options of cmake/vector.cmake"
#endif
#define EP_SWEEP_ROWS ep_sweep_rows_avx2
#include "electropulse/sweep_kernel.h"
#endif
