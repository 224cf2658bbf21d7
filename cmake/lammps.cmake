# Where LAMMPS comes from. Result: the target electropulse_lammps (headers, definitions, library),
# ELECTROPULSE_LAMMPS_LIBRARY, the file of the library, and ELECTROPULSE_LAMMPS_NUM, the version number as
# lammps_version() returns it, for example 20210929.
set(LAMMPS_SOURCE_DIR "" CACHE PATH "src folder of a LAMMPS source tree; empty: the installed LAMMPS package")
set(LAMMPS_SIZES SMALLBIG CACHE STRING "Integer sizes for LAMMPS_SOURCE_DIR: SMALLBIG or BIGBIG")

set(MPI_CXX_SKIP_MPICXX TRUE) # the C++ bindings leave MPI::Win::Free undefined
find_package(MPI REQUIRED COMPONENTS C CXX)
find_package(Threads REQUIRED)
add_library(electropulse_lammps INTERFACE)

if(LAMMPS_SOURCE_DIR)
  if(NOT EXISTS ${LAMMPS_SOURCE_DIR}/version.h)
    message(FATAL_ERROR "LAMMPS_SOURCE_DIR=${LAMMPS_SOURCE_DIR} has no version.h: give the src folder of a LAMMPS source tree")
  endif()
  file(STRINGS ${LAMMPS_SOURCE_DIR}/version.h version_line REGEX "define LAMMPS_VERSION")
  if(NOT version_line MATCHES "\"([0-9]+) ([A-Za-z][a-z][a-z])[a-z]* ([0-9]+)\"")
    message(FATAL_ERROR "${LAMMPS_SOURCE_DIR}/version.h names no LAMMPS version")
  endif()
  set(day ${CMAKE_MATCH_1})
  set(month_name ${CMAKE_MATCH_2})
  set(year ${CMAKE_MATCH_3})
  set(months Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)
  list(FIND months ${month_name} month)
  math(EXPR ELECTROPULSE_LAMMPS_NUM "${year}*10000 + (${month}+1)*100 + ${day}")

  include(ExternalProject)
  set(lammps_prefix ${CMAKE_BINARY_DIR}/lammps)
  set(ELECTROPULSE_LAMMPS_LIBRARY ${lammps_prefix}/lib/${CMAKE_SHARED_LIBRARY_PREFIX}lammps${CMAKE_SHARED_LIBRARY_SUFFIX})
  ExternalProject_Add(lammps_build
    SOURCE_DIR ${LAMMPS_SOURCE_DIR}/../cmake
    CMAKE_ARGS -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=${lammps_prefix} -DCMAKE_INSTALL_LIBDIR=lib
               -DBUILD_SHARED_LIBS=ON -DBUILD_MPI=ON -DBUILD_OMP=OFF -DLAMMPS_SIZES=${LAMMPS_SIZES}
               -DPKG_MANYBODY=ON -DPKG_OPT=ON -DPKG_REPLICA=ON -DWITH_JPEG=OFF -DWITH_PNG=OFF -DWITH_CURL=OFF
               -DBUILD_TOOLS=OFF
    BUILD_BYPRODUCTS ${ELECTROPULSE_LAMMPS_LIBRARY})
  target_include_directories(electropulse_lammps SYSTEM INTERFACE ${LAMMPS_SOURCE_DIR})
  target_compile_definitions(electropulse_lammps INTERFACE LAMMPS_${LAMMPS_SIZES})
  target_link_libraries(electropulse_lammps INTERFACE ${ELECTROPULSE_LAMMPS_LIBRARY})
  add_dependencies(electropulse_lammps lammps_build)
  set(CMAKE_BUILD_RPATH ${lammps_prefix}/lib)
else()
  find_package(LAMMPS QUIET)
  if(NOT LAMMPS_FOUND)
    message(FATAL_ERROR "No installed LAMMPS library was found. Install it (Debian, Ubuntu: apt install lammps liblammps-dev), "
                        "or unpack a LAMMPS source tree and give -D LAMMPS_SOURCE_DIR=<tree>/src")
  endif()
  get_target_property(include_dirs LAMMPS::lammps INTERFACE_INCLUDE_DIRECTORIES)
  get_target_property(definitions LAMMPS::lammps INTERFACE_COMPILE_DEFINITIONS)
  get_target_property(configurations LAMMPS::lammps IMPORTED_CONFIGURATIONS)
  list(GET configurations 0 configuration)
  get_target_property(ELECTROPULSE_LAMMPS_LIBRARY LAMMPS::lammps IMPORTED_LOCATION_${configuration})
  set(lammps_headers "")
  foreach(dir ${include_dirs}) # recent releases export <prefix>/include, older ones <prefix>/include/lammps
    if(EXISTS ${dir}/lammps/pointers.h)
      list(APPEND lammps_headers ${dir}/lammps)
    else()
      list(APPEND lammps_headers ${dir})
    endif()
  endforeach()
  list(GET lammps_headers 0 first)
  if(NOT EXISTS ${first}/fmt/format.h)
    target_include_directories(electropulse_lammps SYSTEM INTERFACE ${CMAKE_CURRENT_LIST_DIR}/fmt-shim)
  endif()
  target_include_directories(electropulse_lammps SYSTEM INTERFACE ${lammps_headers})
  if(definitions)
    target_compile_definitions(electropulse_lammps INTERFACE ${definitions})
  endif()
  # The imported target also demands the -dev files of every library LAMMPS was built with: link the library alone.
  target_link_libraries(electropulse_lammps INTERFACE ${ELECTROPULSE_LAMMPS_LIBRARY})
  if(LAMMPS_VERSION MATCHES "^([0-9]+)\\.([0-9]+)\\.([0-9]+)")
    math(EXPR ELECTROPULSE_LAMMPS_NUM "${CMAKE_MATCH_1}*10000 + ${CMAKE_MATCH_2}*100 + ${CMAKE_MATCH_3}")
  else()
    set(ELECTROPULSE_LAMMPS_NUM ${LAMMPS_VERSION})
  endif()
endif()
target_link_libraries(electropulse_lammps INTERFACE MPI::MPI_CXX)
message(STATUS "LAMMPS ${ELECTROPULSE_LAMMPS_NUM}: ${ELECTROPULSE_LAMMPS_LIBRARY}")
