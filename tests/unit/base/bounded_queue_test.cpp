#include "base/bounded_queue.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "unit/catch.h"

namespace vnidx {
namespace {

TEST_CASE("a queue hands items out in the order they came") {
  BoundedQueue<int> queue(3);
  for (const int item : {1, 2, 3}) REQUIRE(queue.push(item));
  REQUIRE(queue.pop() == 1);
  REQUIRE(queue.push(4));
  REQUIRE(queue.pop() == 2);
  REQUIRE(queue.pop() == 3);
  REQUIRE(queue.pop() == 4);
}

TEST_CASE("a closed queue takes nothing more and hands out what it holds") {
  BoundedQueue<std::unique_ptr<int>> queue(2);
  REQUIRE(queue.push(std::make_unique<int>(1)));
  queue.close();
  REQUIRE_FALSE(queue.push(std::make_unique<int>(2)));
  const auto last = queue.pop();
  REQUIRE(last);
  REQUIRE(**last == 1);
  REQUIRE_FALSE(queue.pop());
  REQUIRE_FALSE(queue.pop());
}

TEST_CASE("a cancelled queue drops what it holds") {
  BoundedQueue<int> queue(2);
  REQUIRE(queue.push(1));
  queue.cancel();
  REQUIRE_FALSE(queue.pop());
  REQUIRE_FALSE(queue.push(2));
}

TEST_CASE("a reader that waits for a place goes on when one is free, and never fills more than there are") {
  constexpr int kItems = 2000;
  constexpr std::size_t kCapacity = 4;
  BoundedQueue<int> queue(kCapacity);
  std::atomic<int> pushed = 0;
  std::atomic<int> popped = 0;
  std::atomic<int> most_held = 0;
  std::jthread reader([&] {
    for (int item = 0; item < kItems && queue.push(item); ++item) {
      // Items handed out but not yet counted as popped make this a bound from above.
      const int held = ++pushed - popped;
      if (held > most_held) most_held = held;
    }
    queue.close();
  });
  std::vector<int> seen;
  while (const auto item = queue.pop()) {
    ++popped;
    seen.push_back(*item);
  }
  reader.join();
  REQUIRE(seen.size() == kItems);
  REQUIRE(std::is_sorted(seen.begin(), seen.end()));
  REQUIRE(most_held <= static_cast<int>(kCapacity) + 1);
}

TEST_CASE("several workers get every item once") {
  constexpr int kItems = 5000;
  constexpr std::size_t kWorkers = 3;
  BoundedQueue<int> queue(2);
  std::vector<std::vector<int>> taken(kWorkers);
  {
    std::vector<std::jthread> workers;
    for (auto& own : taken) {
      workers.emplace_back([&queue, &own] {
        while (const auto item = queue.pop()) own.push_back(*item);
      });
    }
    for (int item = 0; item < kItems; ++item) REQUIRE(queue.push(item));
    queue.close();
  }
  std::multiset<int> all;
  for (const auto& own : taken) all.insert(own.begin(), own.end());
  REQUIRE(all.size() == kItems);
  REQUIRE(std::set<int>(all.begin(), all.end()).size() == kItems);
}

TEST_CASE("cancelling lets go a reader that waits for a place, and says so") {
  BoundedQueue<int> queue(1);
  REQUIRE(queue.push(1));
  bool was_taken = true;
  std::jthread reader([&] { was_taken = queue.push(2); });
  queue.cancel();
  reader.join();
  REQUIRE_FALSE(was_taken);
}

TEST_CASE("closing lets go workers that wait for an item") {
  BoundedQueue<int> queue(1);
  std::optional<int> got = 1;
  std::jthread worker([&] { got = queue.pop(); });
  queue.close();
  worker.join();
  REQUIRE_FALSE(got);
}

}  // namespace
}  // namespace vnidx
