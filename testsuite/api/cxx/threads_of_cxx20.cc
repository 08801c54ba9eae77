/* SPDX-License-Identifier: BSD-2-Clause */
/* What C++20 adds to threads, and the mutexes with time limits. */
/* cflags: -std=gnu++20 */
#include "test.h"

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

static void
stopping()
{
	std::condition_variable_any c;
	std::mutex m;
	std::atomic<int> seen = 0;

	{
		std::jthread t([&](std::stop_token stop) {
			std::stop_callback on_stop(stop, [&] { seen += 10; });
			std::unique_lock l(m);

			/* false: stopped before it was so. */
			if (!c.wait(l, stop, [] { return false; }))
				seen++;
		});
		std::this_thread::sleep_for(5ms);
	}			/* asks it to stop, and joins */
	CHECK(seen == 11);
}

static void
latch_and_barrier()
{
	std::latch ready(4), go(1);
	std::atomic<int> in_phase = 0, phases = 0;
	std::barrier meet(4, [&]() noexcept {
		phases += in_phase == 4;
		in_phase = 0;
	});
	std::vector<std::jthread> threads;

	for (int i = 0; i < 4; i++)
		threads.emplace_back([&] {
			ready.count_down();
			go.wait();
			for (int j = 0; j < 100; j++) {
				in_phase++;
				meet.arrive_and_wait();
			}
		});
	ready.wait();
	CHECK(ready.try_wait());
	go.count_down();
	threads.clear();
	CHECK(phases == 100);
}

static void
semaphores()
{
	std::counting_semaphore<10> s(2);
	std::binary_semaphore done(0);

	s.acquire();
	CHECK(s.try_acquire());
	CHECK(!s.try_acquire());
	CHECK(!s.try_acquire_for(2ms));
	std::jthread t([&] {
		s.acquire();
		done.release();
	});
	s.release();
	done.acquire();
	CHECK(!done.try_acquire_until(std::chrono::steady_clock::now() + 2ms));
}

static void
atomic_wait()
{
	std::atomic<int> turn = 0;
	std::atomic_flag flag = ATOMIC_FLAG_INIT;
	std::jthread t([&] {
		for (int i = 0; i < 100; i++) {
			turn.wait(2 * i);
			turn++;
			turn.notify_one();
		}
		flag.test_and_set();
		flag.notify_all();
	});

	for (int i = 0; i < 100; i++) {
		turn++;
		turn.notify_one();
		turn.wait(2 * i + 1);
	}
	flag.wait(false);
	CHECK(turn == 200);
}

static void
mutexes()
{
	std::recursive_timed_mutex rt;
	std::recursive_mutex r;
	std::timed_mutex t;
	std::shared_timed_mutex st;

	CHECK(rt.try_lock_for(1ms) && rt.try_lock());
	std::scoped_lock all(r, t);
	CHECK(r.try_lock());
	st.lock_shared();
	std::jthread other([&] {
		CHECK(!rt.try_lock_for(2ms));
		CHECK(!r.try_lock());
		CHECK(!t.try_lock_until(std::chrono::system_clock::now() +
		    2ms));
		CHECK(st.try_lock_shared_for(1ms));
		CHECK(!st.try_lock_for(2ms));
		st.unlock_shared();
	});
	other.join();
	st.unlock_shared();
	r.unlock();
	rt.unlock();
	rt.unlock();
}

#if __GNUC__ >= 14
/* Zones of std::chrono: files, or the library's own copy. */
static void
zones()
{
	auto t = std::chrono::sys_seconds(1711846800s);
	auto i = std::chrono::locate_zone("Europe/Berlin")->get_info(t);

	CHECK(i.offset == 7200s);
	CHECK_STR(i.abbrev.c_str(), "CEST");
}
#else
static void
zones()
{
}
#endif

int
main()
{
	stopping();
	latch_and_barrier();
	semaphores();
	atomic_wait();
	mutexes();
	zones();
	return 0;
}
