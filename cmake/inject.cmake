# Builds the package inside LAMMPS, whose tree stays as it is:
#   cmake -S <LAMMPS>/cmake -B build -D CMAKE_PROJECT_lammps_INCLUDE=<this file>
# Read by LAMMPS' project() command, before LAMMPS collects its styles.
if(CMAKE_VERSION VERSION_LESS 3.19)
  message(FATAL_ERROR "USER-ELECTROPULSE inside LAMMPS needs CMake 3.19, got ${CMAKE_VERSION}")
endif()
enable_language(C)
get_filename_component(ELECTROPULSE_SOURCES "${CMAKE_CURRENT_LIST_DIR}/../src" ABSOLUTE)
include("${CMAKE_CURRENT_LIST_DIR}/vector.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/fftw.cmake")
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h)
if(NOT RANDOM123_INCLUDE_DIR)
  message(FATAL_ERROR "Random123/philox.h was not found. Install Random123 (Debian, Ubuntu: apt install librandom123-dev)")
endif()

# LAMMPS writes style_fix.h and style_compute.h from these lists.
file(STRINGS "${ELECTROPULSE_SOURCES}/USER-ELECTROPULSE/electropulse_style_list.h" electropulse_headers REGEX "^#include")
foreach(line ${electropulse_headers})
  if(line MATCHES "\"(fix|compute)(_.*)\"")
    string(TOUPPER ${CMAKE_MATCH_1} kind)
    set_property(GLOBAL APPEND PROPERTY ${kind} "${ELECTROPULSE_SOURCES}/USER-ELECTROPULSE/${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  endif()
endforeach()

# When LAMMPS' CMakeLists.txt is through, and the target exists.
function(electropulse_attach)
  # LAMMPS has a main() and a table of styles of its own.
  file(GLOB styles CONFIGURE_DEPENDS "${ELECTROPULSE_SOURCES}/USER-ELECTROPULSE/*.cpp")
  list(FILTER styles EXCLUDE REGEX "/(lmp_electropulse|electropulse_styles)\\.cpp$")
  file(GLOB core CONFIGURE_DEPENDS "${ELECTROPULSE_SOURCES}/core/electropulse/*.c")
  target_sources(lammps PRIVATE ${styles} ${core})
  target_include_directories(lammps PRIVATE
    "${ELECTROPULSE_SOURCES}/USER-ELECTROPULSE" "${ELECTROPULSE_SOURCES}/core" "${RANDOM123_INCLUDE_DIR}" "${FFTW3_INCLUDE_DIR}")
  target_link_libraries(lammps PRIVATE "${FFTW3_LIBRARY}" "${FFTW3F_LIBRARY}")
  set(openmp "")
  if(BUILD_OMP)
    find_package(OpenMP COMPONENTS C)
    set(openmp "${OpenMP_C_FLAGS}")
  endif()
  # As in our own build; LAMMPS 29Sep2021 asks for C++11.
  set_source_files_properties(${core} PROPERTIES COMPILE_OPTIONS "-std=c11;-ffp-contract=off;${openmp}")
  electropulse_vector_options("${ELECTROPULSE_SOURCES}/core/electropulse")
  set_source_files_properties(${styles} PROPERTIES COMPILE_OPTIONS "-std=c++17;-ffp-contract=off")
endfunction()
cmake_language(DEFER CALL electropulse_attach)
message(STATUS "USER-ELECTROPULSE: from ${ELECTROPULSE_SOURCES}")
