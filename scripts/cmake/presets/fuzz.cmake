# libFuzzer under AddressSanitizer and UndefinedBehaviorSanitizer; needs clang (scripts/setup --dev).
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(VNIDX_SANITIZE "fuzzer-no-link,address,undefined" CACHE STRING "")
set(VNIDX_JEMALLOC OFF CACHE BOOL "")
