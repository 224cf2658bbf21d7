# What is installed stands on its own: the command finds the other files where they were put, and they work.
# cmake -D BUILD=<build folder> -D PREFIX=<folder to install to> -P check_install.cmake
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX} OUTPUT_QUIET RESULT_VARIABLE status)
if(status)
  message(FATAL_ERROR "cmake --install ended with ${status}")
endif()
foreach(file bin/electropulse bin/lmp-electropulse lib/electropulse/electropulseplugin.so
    lib/electropulse/electropulse_styles.so lib/electropulse/libelectropulsepreload.so lib/electropulse/electropulse.py
    share/electropulse/potentials/README.md share/doc/electropulse/routes.rst)
  if(NOT EXISTS ${PREFIX}/${file})
    message(SEND_ERROR "${file} was not installed")
  endif()
endforeach()
execute_process(COMMAND ${PREFIX}/bin/electropulse doctor OUTPUT_VARIABLE report RESULT_VARIABLE status)
message("${report}")
if(status)
  message(SEND_ERROR "electropulse doctor ended with ${status}")
endif()
get_filename_component(prefix ${PREFIX} REALPATH)
foreach(line "plugin      ${prefix}/lib/electropulse/electropulseplugin.so\n"
    "lmp-electropulse  works\n      ${prefix}/bin/lmp-electropulse ")
  string(FIND "${report}" "${line}" at)
  if(at LESS 0)
    message(SEND_ERROR "the report has no line: ${line}")
  endif()
endforeach()
