/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * C++ over fork(): thread_local objects of the thread that forks are the
 * child's, and destroyed there when it ends; those of others are not; streams
 * flush what they have, once; exceptions, std::thread and static objects work
 * in the child, and the parent has all as it was.
 */
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int told[2];

static void
tell(char c)
{
	CHECK_INT(write(told[1], &c, 1), 1);
}

static std::string
heard()
{
	std::string s;
	char c;

	while (read(told[0], &c, 1) == 1)
		s += c;
	return s;
}

struct noted {
	std::string text = "begun";
	char mark;
	explicit noted(char m) : mark(m) {}
	~noted() { if (mark != 0) tell(mark); }
};

static thread_local noted mine('t');
static thread_local std::map<int, std::string> numbers;

static int
end_of(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
uses_it_all(int wait)
{
	std::atomic<int> n{0};
	std::vector<std::thread> all;

	if (wait)
		usleep(1000);
	if (numbers.size() != 100 || numbers[42] != "number 42")
		return 1;
	if (mine.text != "of the parent")
		return 2;
	mine.text = "of the child";
	numbers.clear();
	try {
		numbers.at(5);
		return 3;
	} catch (const std::out_of_range &) {
	}
	for (int i = 0; i < 4; i++)
		all.emplace_back([&n] {
			mine.mark = 0;
			n += mine.text == "begun" && numbers.empty();
		});
	for (auto &t : all)
		t.join();
	return n == 4 ? 7 : 4;
}

/* The thread that forks is the child's main one. */
static void
in_a_thread()
{
	mine.mark = 'u';
	mine.text = "of the parent";
	for (int i = 0; i < 100; i++)
		numbers[i] = "number " + std::to_string(i);
	for (int wait = 0; wait < 2; wait++) {
		pid_t pid = fork();

		CHECK_OK(pid >= 0);
		if (pid == 0)
			_exit(uses_it_all(wait));
		CHECK_INT(end_of(pid), 7);
		CHECK_STR(mine.text.c_str(), "of the parent");
		CHECK_INT(numbers.size(), 100);
	}
}

static void
streams()
{
	std::ofstream out("out");
	std::string line;
	int lines = 0;

	/* In the buffer when both processes flush it. */
	out << "before" << std::endl << "both ";
	std::cout << "from the stream " << 42 << std::flush;
	for (int wait = 0; wait < 2; wait++) {
		pid_t pid = fork();

		CHECK_OK(pid >= 0);
		if (pid == 0) {
			if (wait)
				usleep(1000);
			out << "child " << wait << std::endl;
			std::cerr << "of the child" << std::endl;
			_exit(out.good() ? 5 : 6);
		}
		CHECK_INT(end_of(pid), 5);
	}
	out << "parent" << std::endl;
	out.close();
	std::ifstream in("out");
	std::map<std::string, int> seen;
	while (std::getline(in, line)) {
		seen[line]++;
		lines++;
	}
	CHECK_INT(lines, 4);
	CHECK(seen["before"] == 1 && seen["both child 0"] == 1 &&
	    seen["both child 1"] == 1 && seen["both parent"] == 1);
}

static auto shared = std::make_shared<noted>('s');

/* exit() destroys what is the child's, and only in the child. */
static void
exits()
{
	mine.text = "main's";
	pid_t pid = fork();
	CHECK_OK(pid >= 0);
	if (pid == 0) {
		{
			auto also = shared;
			CHECK_INT(also.use_count(), 2);
		}
		exit(8);
	}
	CHECK_INT(end_of(pid), 8);
	CHECK_STR(mine.text.c_str(), "main's");
	CHECK_INT(shared.use_count(), 1);
	CHECK_STR(heard().c_str(), "uts");
	mine.mark = shared->mark = 0;
}

int
main()
{
	CHECK_OK(pipe2(told, O_NONBLOCK) == 0);
	std::thread(in_a_thread).join();
	streams();
	exits();
	return 0;
}
