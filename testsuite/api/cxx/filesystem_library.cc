/* SPDX-License-Identifier: BSD-2-Clause */
/* std::filesystem: what lies where, links, copies and walks. */
#include <filesystem>
#include <fstream>

#include "test.h"

namespace fs = std::filesystem;

int
main()
{
	fs::create_directories("a/b/c");
	std::ofstream("a/b/c/f") << "12345";
	CHECK(fs::is_directory("a/b/c") && fs::is_regular_file("a/b/c/f"));
	CHECK_INT(fs::file_size("a/b/c/f"), 5);
	fs::create_symlink("b/c", "a/l");
	CHECK(fs::is_symlink("a/l") && fs::is_directory("a/l"));
	CHECK(fs::read_symlink("a/l") == "b/c");
	CHECK(fs::canonical("a/l/../c/f") == fs::current_path() / "a/b/c/f");
	CHECK(fs::equivalent("a/l/f", "a/b/c/f"));
	fs::create_hard_link("a/b/c/f", "a/h");
	CHECK_INT(fs::hard_link_count("a/h"), 2);
	fs::copy("a", "z", fs::copy_options::recursive |
	    fs::copy_options::copy_symlinks);
	CHECK_INT(fs::file_size("z/l/f"), 5);
	int n = 0;
	for (auto &e : fs::recursive_directory_iterator("z")) {
		n++;
		CHECK(e.is_symlink() == (e.path().filename() == "l"));
	}
	CHECK_INT(n, 5);
	CHECK_INT(fs::remove_all("z"), 6);
	CHECK(!fs::exists("z"));
	fs::rename("a/h", "a/i");
	fs::resize_file("a/i", 2);
	CHECK_INT(fs::file_size("a/l/f"), 2);
	std::error_code ec;
	fs::create_symlink("q", "q", ec);
	CHECK(!ec);
	fs::status("q", ec);
	CHECK_INT(ec.value(), ELOOP);
	return 0;
}
