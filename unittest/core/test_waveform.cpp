// The table of a waveform: what is read, and in which line the first defect is.
#include "electropulse/waveform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace {

struct Parsed {
  explicit Parsed(const std::string &text, size_t capacity = 100) : points(capacity)
  {
    // of its own length: a byte read past the end is seen by the address sanitizer
    const std::vector<char> bytes(text.begin(), text.end());
    status = ep_waveform_parse(bytes.data(), bytes.size(), points.data(), capacity, &w, &line);
  }
  std::vector<ep_waveform_point> points;
  ep_waveform w;
  ep_waveform_status status;
  size_t line;
};

TEST(WaveformParse, ReadsPointsAmongCommentsAndBlanks)
{
  const Parsed p("# time (ps)  current\n\n  0\t0.0  # start\n1.5 +1e0\r\n   \n#\n3e0 -.5");
  ASSERT_EQ(p.status, EP_WAVEFORM_OK);
  ASSERT_EQ(p.w.npoints, 3u);
  const double expected[][2] = {{0, 0}, {1.5, 1}, {3, -0.5}};
  for (int n = 0; n < 3; n++) {
    EXPECT_EQ(p.w.points[n].time, expected[n][0]);
    EXPECT_EQ(p.w.points[n].value, expected[n][1]);
  }
}

TEST(WaveformParse, ReadsWhatOtherProgramsWrite)
{
  EXPECT_EQ(Parsed("\xef\xbb\xbf"
                   "0 0\r\n1 1\r\n")
                .status,
            EP_WAVEFORM_OK)
      << "byte-order mark";
  EXPECT_EQ(Parsed("# t (\xc2\xb5s)\n0 0\n1 1\n").status, EP_WAVEFORM_OK) << "UTF-8 in a comment";
}

struct Defect {
  std::string text;
  ep_waveform_status status;
  size_t line;
};

TEST(WaveformParse, NamesTheFirstDefectAndItsLine)
{
  const std::string good = "0 0\n1 1\n";
  const std::vector<Defect> defects = {
      {"", EP_WAVEFORM_FEW, 0},
      {"\n\n", EP_WAVEFORM_FEW, 2},
      {"# nothing\n", EP_WAVEFORM_FEW, 1},
      {"0 1", EP_WAVEFORM_FEW, 1},
      {"0 1\n# the end\n", EP_WAVEFORM_FEW, 2},
      {"\xef\xbb\xbf", EP_WAVEFORM_FEW, 0},
      {"0 0\n1 0\n2 -0\n", EP_WAVEFORM_ZERO, 3},
      {"0\n1 1\n", EP_WAVEFORM_COLUMNS, 1},
      {good + "2\n", EP_WAVEFORM_COLUMNS, 3},
      {good + "2 # 1\n", EP_WAVEFORM_COLUMNS, 3},
      {good + "2 1 0\n", EP_WAVEFORM_COLUMNS, 3},
      {good + "2,1\n", EP_WAVEFORM_COLUMNS, 3},
      {"0 0\r1 1\r", EP_WAVEFORM_COLUMNS, 1},
      {good + "2, 1\n", EP_WAVEFORM_NUMBER, 3},
      {"time value\n" + good, EP_WAVEFORM_NUMBER, 1},
      {good + "2 1.0x\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 1,5\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 nan\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 NaN\n", EP_WAVEFORM_NUMBER, 3},
      {good + "inf 1\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 -infinity\n", EP_WAVEFORM_NUMBER, 3},
      {good + "1e999 1\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 0x1\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 e\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 --1\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 " + std::string(64, '1') + "\n", EP_WAVEFORM_NUMBER, 3},
      {good + "2 \xe2\x88\x92" + "1\n", EP_WAVEFORM_NUMBER, 3},    // a typographic minus
      {good + "2 1000001\n", EP_WAVEFORM_VALUE, 3},
      {good + "2 -1e300\n", EP_WAVEFORM_VALUE, 3},
      {"0.5 0\n1 1\n", EP_WAVEFORM_START, 1},
      {"\n# late\n1e-300 0\n1 1\n", EP_WAVEFORM_START, 3},
      {"-1 0\n0 1\n", EP_WAVEFORM_START, 1},
      {"0 0\n2 1\n1 0\n", EP_WAVEFORM_ORDER, 3},
      {"0 0\n1 1\n1 0\n", EP_WAVEFORM_ORDER, 3},
      {"0 0\n0 1\n", EP_WAVEFORM_ORDER, 2},
      {"0 0\n-1 1\n", EP_WAVEFORM_ORDER, 2},
      {good + std::string("2 \0 1\n", 6), EP_WAVEFORM_BINARY, 3},
      {good + "# \x01\n", EP_WAVEFORM_BINARY, 3},
      {"\x7f"
       "ELF\n",
       EP_WAVEFORM_BINARY, 1},
      {"\x1f\x8b\x08", EP_WAVEFORM_BINARY, 1},
  };
  for (const auto &d : defects) {
    const Parsed p(d.text);
    EXPECT_EQ(p.status, d.status) << d.text;
    EXPECT_EQ(p.line, d.line) << d.text;
    EXPECT_GT(std::strlen(ep_waveform_rule(p.status)), 0u);
  }
}

TEST(WaveformParse, StopsAtTheCapacity)
{
  const std::string three = "0 0\n1 1\n\n2 0\n";
  EXPECT_EQ(Parsed(three, 3).status, EP_WAVEFORM_OK);
  const Parsed p(three, 2);
  EXPECT_EQ(p.status, EP_WAVEFORM_MANY);
  EXPECT_EQ(p.line, 4u);
}

TEST(WaveformParse, SurvivesEveryCutAndEveryByte)
{
  const std::string text = "# t v\n0 0.25\n1.5 -1e0\n3 2\n";
  for (size_t length = 0; length <= text.size(); length++) {
    const Parsed cut(text.substr(0, length));
    EXPECT_LE(cut.line, 4u);
    for (int byte = 0; byte < 256 && length < text.size(); byte++) {
      std::string changed = text;
      changed[length] = static_cast<char>(byte);
      const Parsed p(changed);
      EXPECT_LE(p.line, 5u);
      if (p.status != EP_WAVEFORM_OK) continue;
      EXPECT_GE(p.w.npoints, 2u);
      EXPECT_TRUE(std::isfinite(ep_waveform_area(&p.w, 10)));
    }
  }
}

TEST(Waveform, IsZeroOutsideItsPoints)
{
  const Parsed p("0 1\n2 3\n");
  for (double t : {-1.0, -1e-300, 2.0, 5.0}) EXPECT_EQ(ep_waveform_value(&p.w, t), 0.0) << t;
  EXPECT_EQ(ep_waveform_value(&p.w, 0), 1.0);
  EXPECT_EQ(ep_waveform_value(&p.w, 1), 2.0);
  EXPECT_EQ(ep_waveform_area(&p.w, -1), 0.0);
  EXPECT_EQ(ep_waveform_area(&p.w, 1), 1.5);
  EXPECT_EQ(ep_waveform_area(&p.w, 7), 4.0);
  EXPECT_DOUBLE_EQ(ep_waveform_area_square(&p.w, 7), 26. / 3);
  EXPECT_EQ(ep_waveform_end(&p.w), 2.0);
}

TEST(Waveform, KnowsWhereItsLargestMagnitudeIs)
{
  const Parsed noisy("0 0\n1 0.9\n2 -1\n3 0.2\n4 1\n5 0\n"), flat("0 1\n3 1\n"), late("0 0\n3 1\n");
  EXPECT_EQ(noisy.w.reach, 2.0);
  EXPECT_EQ(noisy.w.leave, 4.0);
  EXPECT_EQ(flat.w.reach, 0.0);
  EXPECT_EQ(flat.w.leave, 3.0);
  EXPECT_EQ(late.w.reach, 3.0);
}

TEST(Waveform, NextIsTheFirstPointAfterATime)
{
  const Parsed p("0 0\n1 1\n4 0\n");
  EXPECT_EQ(ep_waveform_next(&p.w, 10, 0), 10.0);
  EXPECT_EQ(ep_waveform_next(&p.w, 10, 10), 11.0);
  EXPECT_EQ(ep_waveform_next(&p.w, 10, 12), 14.0);
  EXPECT_EQ(ep_waveform_next(&p.w, 10, 14), std::numeric_limits<double>::infinity());
}

// A plain sum of the million areas is off by 3.5e-9; a compensated one by 2 DBL_EPSILON of the sum, 1.3e-13.
TEST(Waveform, SumsAMillionPointsToTheLastDigits)
{
  std::string text;
  const int n = EP_WAVEFORM_MAX_POINTS;
  for (int k = 0; k < n; k++) text += std::to_string(0.001 * k) + " 0.3\n";
  const Parsed p(text, n);
  ASSERT_EQ(p.status, EP_WAVEFORM_OK);
  EXPECT_NEAR(ep_waveform_area(&p.w, 1e6), 0.3 * 999.999, 2e-13);
  EXPECT_NEAR(ep_waveform_area_square(&p.w, 1e6), 0.09 * 999.999, 2e-13);
}

}    // namespace
