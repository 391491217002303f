# vnidx_module(NAME SOURCES ... DEPENDS ... LIBRARIES ...)
# One folder of src/ as a static library vnidx_NAME. DEPENDS names the modules it may include: what is not
# named there does not link, so the layering of src/README.md is what the build enforces.

add_library(vnidx_flags INTERFACE)
target_compile_features(vnidx_flags INTERFACE cxx_std_20)
target_compile_options(vnidx_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  $<$<BOOL:${VNIDX_WERROR}>:-Werror>)
if(VNIDX_SANITIZE)
  target_compile_options(vnidx_flags INTERFACE -fsanitize=${VNIDX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(vnidx_flags INTERFACE -fsanitize=${VNIDX_SANITIZE})
endif()
if(VNIDX_COVERAGE)
  target_compile_options(vnidx_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(vnidx_flags INTERFACE --coverage)
endif()

function(vnidx_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  add_library(vnidx_${name} STATIC ${ARG_SOURCES})
  list(TRANSFORM ARG_DEPENDS PREPEND vnidx_)
  target_include_directories(vnidx_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(vnidx_${name} PUBLIC ${ARG_DEPENDS} PRIVATE vnidx_flags ${ARG_LIBRARIES})
endfunction()
