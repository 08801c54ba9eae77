/* SPDX-License-Identifier: BSD-2-Clause */
#include <exception>
#include <iostream>
#include <locale>
#include <mutex>
#include <stdexcept>
#include <string>

const void *
library_cout()
{
	return &std::cout;
}

std::terminate_handler
library_terminate()
{
	return std::get_terminate();
}

int
library_uncaught()
{
	return std::uncaught_exceptions();
}

std::string
library_text(const std::string &s)
{
	return s + s;
}

const std::locale::facet *
library_facet()
{
	return &std::use_facet<std::ctype<char>>(std::locale::classic());
}

void
library_once(std::once_flag &once, int &n)
{
	std::call_once(once, [&] { n++; });
}

std::ostream &
library_put(std::ostream &out, int n)
{
	return out << '<' << n << '>';
}

std::exception_ptr
library_exception()
{
	return std::make_exception_ptr(std::out_of_range("from the library"));
}
