// SPDX-License-Identifier: BSD-2-Clause
// std::thread, std::async, promises, condition variables, thread_local
// objects with destructors.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "test.h"

static std::atomic<int> made, destroyed;

struct counted {
	int value = 0;
	counted() { made++; }
	~counted() { destroyed++; }
};

static thread_local counted object;
static thread_local int plain = 5;

static void
thread_locals()
{
	std::vector<std::thread> threads;

	for (int i = 0; i < 8; i++)
		threads.emplace_back([i] {
			CHECK(plain == 5);
			plain += i;
			object.value = i;
			std::this_thread::yield();
			CHECK(plain == 5 + i && object.value == i);
		});
	for (auto &t : threads)
		t.join();
	CHECK(made == 8);
	CHECK(destroyed == 8);
}

static void
futures()
{
	std::promise<int> p;
	std::future<int> f = p.get_future();
	std::thread t([&p] { p.set_value(42); });

	CHECK(f.get() == 42);
	t.join();
	auto a = std::async(std::launch::async, [](int n) { return n * 2; },
	    21);
	CHECK(a.get() == 42);
	auto b = std::async(std::launch::async, []() -> int {
		throw std::runtime_error("thrown");
	});
	try {
		b.get();
		CHECK(!"reached");
	} catch (const std::runtime_error &e) {
		CHECK_STR(e.what(), "thrown");
	}
}

static void
conditions()
{
	std::mutex m;
	std::condition_variable c;
	std::shared_mutex rw;
	int turn = 0, seen = 0;
	std::thread t([&] {
		std::unique_lock<std::mutex> l(m);

		for (int i = 0; i < 100; i++) {
			c.wait(l, [&] { return turn & 1; });
			turn++;
			c.notify_one();
		}
	});

	for (int i = 0; i < 100; i++) {
		std::unique_lock<std::mutex> l(m);

		turn++;
		c.notify_one();
		c.wait(l, [&] { return (turn & 1) == 0; });
		seen++;
	}
	t.join();
	CHECK(seen == 100 && turn == 200);
	std::unique_lock<std::mutex> l(m);
	CHECK(c.wait_for(l, std::chrono::milliseconds(5)) ==
	    std::cv_status::timeout);
	std::shared_lock<std::shared_mutex> r(rw);
	CHECK(!rw.try_lock());
}

int
main()
{
	std::once_flag once;
	int times = 0;

	CHECK(std::thread::hardware_concurrency() >= 1);
	thread_locals();
	futures();
	conditions();
	std::thread u([&] { std::call_once(once, [&] { times++; }); });
	std::call_once(once, [&] { times++; });
	u.join();
	CHECK(times == 1);
	std::thread d([] { });
	CHECK(d.joinable());
	d.detach();
	try {
		d.join();
		CHECK(!"reached");
	} catch (const std::system_error &e) {
		CHECK(e.code() == std::errc::invalid_argument);
	}
	return 0;
}
