# libFuzzer under AddressSanitizer and UndefinedBehaviorSanitizer; needs clang (scripts/setup --dev): 16 on Debian 12,
# whose 14 cannot compile the ranges of its own standard library.
find_program(VNIDX_CLANG NAMES clang++-16 clang++ REQUIRED)
set(CMAKE_CXX_COMPILER ${VNIDX_CLANG} CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(VNIDX_SANITIZE "fuzzer-no-link,address,undefined" CACHE STRING "")
set(VNIDX_JEMALLOC OFF CACHE BOOL "")
