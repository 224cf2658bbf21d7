// Lines, words and numbers of a text in memory.
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

bool ep_text_line(struct ep_text *text, struct ep_span *line)
{
  if (text->at == text->end) return false;
  const size_t left = (size_t) (text->end - text->at);
  const char *stop = memchr(text->at, '\n', left);
  line->start = text->at;
  line->length = stop ? (size_t) (stop - text->at) : left;
  text->at += stop ? line->length + 1 : left;
  text->line++;
  if (line->length > 0 && line->start[line->length - 1] == '\r') line->length--;
  return true;
}

bool ep_text_word(struct ep_span *rest, struct ep_span *word)
{
  *rest = ep_text_trim(*rest);
  word->start = rest->start;
  word->length = 0;
  while (word->length < rest->length && !is_blank(word->start[word->length])) word->length++;
  rest->start += word->length;
  rest->length -= word->length;
  return word->length > 0;
}

struct ep_span ep_text_trim(struct ep_span span)
{
  while (span.length > 0 && is_blank(span.start[0])) {
    span.start++;
    span.length--;
  }
  while (span.length > 0 && is_blank(span.start[span.length - 1])) span.length--;
  return span;
}

bool ep_text_equal(struct ep_span span, const char *string)
{
  return strlen(string) == span.length && memcmp(span.start, string, span.length) == 0;
}

bool ep_text_number(struct ep_span span, double *value)
{
  // strtod needs a null byte at the end; no sensible number is longer than this.
  char copy[128];
  span = ep_text_trim(span);
  if (span.length == 0 || span.length >= sizeof copy) return false;
  memcpy(copy, span.start, span.length);
  copy[span.length] = '\0';
  char *end;
  *value = strtod(copy, &end);
  return end == copy + span.length;
}

const char *ep_text_quote(struct ep_span span, char out[EP_QUOTE_SIZE])
{
  const size_t most = EP_QUOTE_SIZE - 4;
  const size_t length = span.length < most ? span.length : most;
  for (size_t i = 0; i < length; i++)
    out[i] = span.start[i] < ' ' || span.start[i] > '~' ? '?' : span.start[i];
  strcpy(out + length, span.length > most ? "..." : "");
  return out;
}

void ep_text_print(const char *label, const char *text)
{
  enum { WIDTH = 100, LABEL = 14 };
  printf("  %-*s", LABEL - 2, label);
  int column = LABEL;
  while (*text) {
    const int length = (int) strcspn(text, " ");
    if (column > LABEL && column + 1 + length > WIDTH) {
      printf("\n%*s", LABEL, "");
      column = LABEL;
    } else if (column > LABEL) {
      putchar(' ');
      column++;
    }
    printf("%.*s", length, text);
    column += length;
    text += length;
    text += strspn(text, " ");
  }
  putchar('\n');
}

void ep_text_row(const char *const *cells, const int *widths, int n)
{
  while (n > 0 && !*cells[n - 1]) n--;
  fputs("  ", stdout);
  for (int i = 0; i < n; i++) printf("%-*s", i + 1 < n ? widths[i] : 0, cells[i]);
  putchar('\n');
}

bool ep_text_check(const char *text, size_t length, struct ep_text_error *error)
{
  if (length == 0) return ep_text_fail(error, 0, "the file is empty");
  if (length >= 2 && (unsigned char) text[0] == 0x1f && (unsigned char) text[1] == 0x8b)
    return ep_text_fail(error, 0, "the file is compressed by gzip: unpack it first");
  size_t line = 1;
  for (size_t i = 0; i < length; i++) {
    const unsigned char c = (unsigned char) text[i];
    if (c == '\n') line++;
    if ((c < ' ' && !is_blank((char) c)) || c == 0x7f)
      return ep_text_fail(error, line, "not a text file: byte 0x%02x", c);
  }
  return true;
}

bool ep_text_fail(struct ep_text_error *error, size_t line, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  error->line = line;
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  return false;
}
