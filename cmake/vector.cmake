# Options of the sources whose loops are to become vectors.
function(electropulse_vector_options folder)
  foreach(name average average_avx2 cell flow grid poisson)
    set_property(SOURCE ${folder}/${name}.c APPEND PROPERTY COMPILE_OPTIONS $<$<NOT:$<CONFIG:Debug>>:-O3>)
  endforeach()

  # The sweep is compiled once for each instruction set; which of them runs is decided at run time. A contracted a*b+c is
  # welcome in it: nothing that rounding could change is decided there.
  set(vector "-ffp-contract=fast;$<$<C_COMPILER_ID:GNU>:-fno-tree-loop-distribute-patterns>")
  set(avx2 "-mavx2;-mfma;-mbmi;-mbmi2;-mpopcnt")
  set(avx2_alone "-mavx2")
  set(avx512 "-mavx512f;-mavx512bw;-mavx512dq;-mavx512vl")
  if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set(avx2_alone "")
    set(avx2 "")
    set(avx512 "")
  endif()
  set_property(SOURCE ${folder}/average_avx2.c APPEND PROPERTY COMPILE_OPTIONS ${avx2_alone})
  set_property(SOURCE ${folder}/sweep_portable.c APPEND PROPERTY COMPILE_OPTIONS ${vector})
  set_property(SOURCE ${folder}/sweep_avx2.c APPEND PROPERTY COMPILE_OPTIONS ${vector} ${avx2})
  set_property(SOURCE ${folder}/sweep_avx512.c APPEND PROPERTY COMPILE_OPTIONS ${vector} ${avx2} ${avx512})
endfunction()
