#define EP_SWEEP_ROWS ep_sweep_rows_portable
#include "electropulse/sweep_kernel.h"
