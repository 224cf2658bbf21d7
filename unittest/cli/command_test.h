// A verb of the command, called in this process, for tests of what it prints.
#ifndef ELECTROPULSE_COMMAND_TEST_H
#define ELECTROPULSE_COMMAND_TEST_H

#include "command.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

struct Result {
  int status;
  std::string out, err;
};

inline Result run_verb(ep_verb *verb, std::vector<std::string> words)
{
  std::vector<char *> argv;
  for (auto &word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Result result;
  result.status = verb(static_cast<int>(words.size()), argv.data());
  fflush(stdout);
  result.out = testing::internal::GetCapturedStdout();
  result.err = testing::internal::GetCapturedStderr();
  return result;
}

inline bool has(const std::string &text, const std::string &part)
{
  return text.find(part) != std::string::npos;
}

inline std::string read_text(const std::filesystem::path &path)
{
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

#endif
