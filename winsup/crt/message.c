/* SPDX-License-Identifier: BSD-2-Clause */
#include "crt/message.h"

#include <string.h>

#include "lib/lock.h"
#include "nt/image.h"
#include "nt/utf.h"

size_t
message_add(char *dst, size_t size, size_t len, const char *text)
{
	while (*text != '\0' && len + 1 < size)
		dst[len++] = *text++;
	dst[len] = '\0';
	return len;
}

size_t
message_add_number(char *dst, size_t size, size_t len, unsigned n)
{
	char digits[12], *p = digits + sizeof(digits) - 1;

	*p = '\0';
	do {
		*--p = (char)('0' + n % 10);
	} while ((n /= 10) > 0);
	return message_add(dst, size, len, p);
}

/* The last component of the image's path. */
static size_t
add_name(char *dst, size_t size, size_t len, void *image)
{
	uint16_t path[1024];
	long units = nt_image_path(image, path, 1024), from;
	size_t n;

	if (units < 0)
		return message_add(dst, size, len, "(unknown)");
	for (from = units; from > 0 && path[from - 1] != '\\'; from--)
		;
	n = utf_16to8(dst + len, size - len - 1, path + from,
	    (size_t)(units - from));
	if (n > size - len - 1)
		n = size - len - 1;
	return len + n;
}

void
message_image(void *image, const char *text)
{
	char line[1024];
	size_t len = 0;

	len = add_name(line, sizeof(line) - 2, len, image);
	len = message_add(line, sizeof(line) - 1, len, ": ");
	len = message_add(line, sizeof(line) - 1, len, text);
	line[len++] = '\n';
	platform_write_error(line, len);
}
