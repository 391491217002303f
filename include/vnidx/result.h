// What an operation that can fail returns: a value, or an Error fit to be shown to a person.
// Values; safe to copy between threads.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace vnidx {

/// Why an operation failed. The command-line tool gives each its exit status.
enum class ErrorCode : std::uint8_t {
  usage,        ///< the caller asked for something that cannot be: a bad query, date, option
  not_found,    ///< the document or name asked for is not there
  no_index,     ///< no index there, or one of another schema
  locked,       ///< another writer holds the index
  damaged,      ///< the index, or a document in it, does not read back as it was written
  io,           ///< the operating system refused: permissions, disk full, read error
  interrupted,  ///< stopped by a signal; what was committed stays
};

struct Error {
  ErrorCode code = ErrorCode::io;
  std::string message;  ///< one line, no trailing stop
  std::string place;    ///< file, file:line, or "column N"; empty where there is none
  std::string hint;     ///< what to do about it; empty where there is nothing to say
};

/// A value or an Error. Ask ok() before value(); asking the wrong side throws std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const& { return error_; }
  Error&& error() && { return std::move(error_); }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace vnidx
