# FFTW 3 in double and in single precision. Result: FFTW3_INCLUDE_DIR, FFTW3_LIBRARY and FFTW3F_LIBRARY.
find_path(FFTW3_INCLUDE_DIR fftw3.h)
find_library(FFTW3_LIBRARY fftw3)
find_library(FFTW3F_LIBRARY fftw3f)
if(NOT FFTW3_INCLUDE_DIR OR NOT FFTW3_LIBRARY OR NOT FFTW3F_LIBRARY)
  message(FATAL_ERROR "FFTW 3 (fftw3.h, libfftw3, libfftw3f) was not found. Install it (Debian, Ubuntu: apt install libfftw3-dev)")
endif()
