# What `cmake --install` installs: the tool with its man page and shell completions, and the library as one archive
# with its headers and a CMake package, so that another project needs only
#   find_package(vnidx)
#   target_link_libraries(app PRIVATE vnidx::vnidx)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/vnidx)

# The modules behind include/vnidx, in one archive; print and cli belong to the tool alone.
set(objects)
set(library_modules ${VNIDX_MODULES})
list(REMOVE_ITEM library_modules print cli)
foreach(module ${library_modules})
  list(APPEND objects $<TARGET_OBJECTS:vnidx_${module}>)
endforeach()
add_library(vnidx_library STATIC ${objects})
set_target_properties(vnidx_library PROPERTIES OUTPUT_NAME vnidx EXPORT_NAME vnidx LINKER_LANGUAGE CXX)
target_compile_features(vnidx_library INTERFACE cxx_std_20)
target_include_directories(vnidx_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(vnidx_library PRIVATE
  PkgConfig::XAPIAN PkgConfig::ICU PkgConfig::ZSTD PkgConfig::XXHASH PkgConfig::ZLIB
  PkgConfig::LIBARCHIVE PkgConfig::GSF PkgConfig::LIBXML2 PkgConfig::MD4C PkgConfig::POPPLER PkgConfig::PUGIXML
  PkgConfig::SECCOMP simdjson::simdjson Threads::Threads)

install(TARGETS vnidx RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS vnidx-full RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/vnidx)
install(TARGETS vnidx_library EXPORT vnidx ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT vnidx NAMESPACE vnidx:: FILE vnidx-targets.cmake DESTINATION ${package_folder})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/vnidx DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
configure_file(${PROJECT_SOURCE_DIR}/scripts/cmake/vnidx-config.cmake.in vnidx-config.cmake @ONLY)
write_basic_package_version_file(vnidx-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/vnidx-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/vnidx-config-version.cmake
  DESTINATION ${package_folder})

install(FILES ${PROJECT_SOURCE_DIR}/scripts/dist/vnidx.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
              ${PROJECT_SOURCE_DIR}/scripts/dist/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scripts/dist/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The tool prints its own completion scripts; they are made when it is installed.
foreach(shell_and_file bash:bash-completion/completions/vnidx zsh:zsh/site-functions/_vnidx
                       fish:fish/vendor_completions.d/vnidx.fish)
  string(REPLACE ":" ";" pair ${shell_and_file})
  list(GET pair 0 shell)
  list(GET pair 1 file)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET file FILENAME name)
  set(script ${CMAKE_CURRENT_BINARY_DIR}/completions/${shell}/${name})
  install(CODE "file(MAKE_DIRECTORY \"${CMAKE_CURRENT_BINARY_DIR}/completions/${shell}\")
    execute_process(COMMAND \"$<TARGET_FILE:vnidx>\" completion ${shell} OUTPUT_FILE \"${script}\"
      COMMAND_ERROR_IS_FATAL ANY)")
  install(FILES ${script} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
