# AddressSanitizer and UndefinedBehaviorSanitizer. They replace malloc, so jemalloc stays out.
# Warnings are errors here: this build is for developers only.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(VNIDX_SANITIZE "address,undefined" CACHE STRING "")
set(VNIDX_JEMALLOC OFF CACHE BOOL "")
set(VNIDX_WERROR ON CACHE BOOL "")
