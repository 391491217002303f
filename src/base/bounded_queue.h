// A queue between one thread that reads and several that work, holding at most so many items: the reader
// waits rather than fill the memory. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace vnidx {

template <class Item>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for a free place. False, and the item is gone, once the queue is closed.
  bool push(Item item) {
    std::unique_lock lock(mutex_);
    has_place_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
    if (closed_) return false;
    items_.push_back(std::move(item));
    has_item_.notify_one();
    return true;
  }

  /// Waits for an item. Nothing once the queue is closed and empty.
  std::optional<Item> pop() {
    std::unique_lock lock(mutex_);
    has_item_.wait(lock, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    Item item = std::move(items_.front());
    items_.pop_front();
    has_place_.notify_one();
    return item;
  }

  /// No further items come; those queued are still handed out.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    has_item_.notify_all();
    has_place_.notify_all();
  }

  /// Drops what is queued and lets everybody go.
  void cancel() {
    const std::lock_guard lock(mutex_);
    items_.clear();
    closed_ = true;
    has_item_.notify_all();
    has_place_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable has_place_;
  std::condition_variable has_item_;
  std::deque<Item> items_;
  bool closed_ = false;
};

}  // namespace vnidx
