// electropulse report: parsers, axes, shading, and whole figures in a temporary folder.
#include "axis.h"
#include "canvas.h"
#include "command_test.h"
#include "dump.h"
#include "figure.h"
#include "plot.h"
#include "table.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

// Fontconfig keeps its tables to the end of the process, which the leak sanitizer takes for a leak.
extern "C" const char *__lsan_default_suppressions()
{
  return "leak:libfontconfig\n";
}

namespace {

const double inf = std::numeric_limits<double>::infinity();
const double nan_ = std::numeric_limits<double>::quiet_NaN();

const ep_table_request wanted[] = {
    {"time_ps", true}, {"position_A", true}, {"core_temperature_K", false}};

// A table that frees itself, read from text that ends exactly where the buffer does.
struct Table {
  ep_table table{};
  ep_text_error error{};
  bool good;
  explicit Table(const std::string &text)
  {
    const std::vector<char> exact(text.begin(), text.end());
    good = ep_table_parse(exact.data(), exact.size(), wanted, 3, &table, &error);
  }
  ~Table() { ep_table_free(&table); }
  Table(const Table &) = delete;
  Table &operator=(const Table &) = delete;
  std::string message() const { return good ? "" : error.message; }
};

struct Dump {
  ep_dump dump{};
  ep_text_error error{};
  bool good;
  explicit Dump(const std::string &text, const char *role = nullptr)
  {
    const std::vector<char> exact(text.begin(), text.end());
    good = ep_dump_parse(exact.data(), exact.size(), role, &dump, &error);
  }
  ~Dump() { ep_dump_free(&dump); }
  Dump(const Dump &) = delete;
  Dump &operator=(const Dump &) = delete;
  std::string message() const { return good ? "" : error.message; }
};

const std::string header = "time_ps,note,position_A\n";

TEST(Table, ReadsColumnsByName)
{
  const Table t("note,position_A,time_ps\nhello,1.5,0\n\"x\",-2e1,0.2\n");
  ASSERT_TRUE(t.good) << t.message();
  ASSERT_EQ(t.table.rows, 2u);
  EXPECT_EQ(t.table.values[0][1], 0.2);
  EXPECT_EQ(t.table.values[1][0], 1.5);
  EXPECT_EQ(t.table.values[1][1], -20);
  EXPECT_EQ(t.table.values[2], nullptr);
}

TEST(Table, AcceptsWhatProgramsWrite)
{
  // byte-order mark, commented header, DOS line ends, blank lines, comments, repeated header, no
  // last line end
  const Table t("\xef\xbb\xbf# time_ps, position_A\r\n0, 1\r\n\r\n# comment\r\n"
                "time_ps, position_A\r\n1, nan\r\n2,-inf");
  ASSERT_TRUE(t.good) << t.message();
  ASSERT_EQ(t.table.rows, 3u);
  EXPECT_TRUE(std::isnan(t.table.values[1][1]));
  EXPECT_EQ(t.table.values[1][2], -inf);
}

TEST(Table, GrowsWithItsRows)
{
  std::string text = "time_ps,position_A\n";
  for (int i = 0; i < 5000; i++) text += std::to_string(i) + "," + std::to_string(2 * i) + "\n";
  const Table t(text);
  ASSERT_EQ(t.table.rows, 5000u);
  EXPECT_EQ(t.table.values[0][4999], 4999);
  EXPECT_EQ(t.table.values[1][4999], 9998);
}

TEST(Table, TakesCommentsBeforeTheHeaderForComments)
{
  for (const char *text : {"# means, over blocks\ntime_ps,position_A\n0,1\n",
                           "# means, over blocks\n#\n# time_ps,position_A\n#\n\n0,1\n"}) {
    const Table t(text);
    ASSERT_TRUE(t.good) << text << t.message();
    EXPECT_EQ(t.table.rows, 1u) << text;
  }
  const Table none("# time_ps,position_A\n# more\n0,1\n");
  EXPECT_TRUE(has(none.message(), "no column 'time_ps' (the header is 'more')"));
  EXPECT_EQ(none.error.line, 2u);
}

TEST(Table, NamesItsErrors)
{
  EXPECT_TRUE(has(Table("").message(), "empty"));
  EXPECT_TRUE(has(Table("\n \r\n").message(), "blank"));
  EXPECT_TRUE(has(Table(header).message(), "no rows"));
  EXPECT_TRUE(has(Table("time_ps,x\n0,1\n").message(), "no column 'position_A'"));
  EXPECT_TRUE(
      has(Table("time_ps,time_ps,position_A\n0,1,2\n").message(), "'time_ps' appears twice"));
  EXPECT_TRUE(has(Table(header + "0,a,1\n1,b\n").message(), "expected 3 values, found 2"));
  EXPECT_TRUE(has(Table(header + "0,a,1,\n").message(), "expected 3 values, found 4"));
  EXPECT_TRUE(
      has(Table(header + "0,a,1x\n").message(), "position_A: expected a number, found '1x'"));
  EXPECT_TRUE(has(Table(header + ",a,1\n").message(), "time_ps: expected a number, found ''"));
  EXPECT_TRUE(has(Table(std::string("\x7f"
                                    "ELF\0",
                                    5))
                      .message(),
                  "not a text file: byte 0x7f"));
  EXPECT_TRUE(has(Table("\x1f\x8b\x08").message(), "gzip"));
  EXPECT_EQ(Table(header + "0,a,1\n\n1,b\n").error.line, 4u);
}

TEST(Table, KeepsJunkOutOfMessages)
{
  const std::string message =
      Table(header + "0,a,\xff\xfe" + std::string(5000, 'z') + "\n").message();
  EXPECT_LT(message.size(), 120u);
  EXPECT_TRUE(has(message, "'??zz"));
}

TEST(Table, NeverReadsPastItsBuffer)
{
  const std::string text = "time_ps,position_A\n0,1.25\n1,-2.5e-3\n";
  for (size_t n = 0; n <= text.size(); n++) Table(text.substr(0, n));
  for (size_t n = 0; n < text.size(); n++) {
    for (const char c : {'\n', ',', '\0', 'e', '"', '\xff'}) {
      std::string broken = text;
      broken[n] = c;
      const Table t(broken);
      EXPECT_TRUE(t.good || *t.error.message);
    }
  }
}

const char *const snapshot = "ITEM: UNITS\nmetal\nITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\n"
                             "ITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\nITEM: ATOMS id x y z role\n"
                             "1 0 0 0 0\n";

std::string make_dump(const std::string &columns, const std::string &atoms, int count,
                      const std::string &box = "pp ss pp\n-1 9\n0 8\n0 7\n")
{
  return "ITEM: TIMESTEP\n50\nITEM: NUMBER OF ATOMS\n" + std::to_string(count) +
      "\nITEM: BOX BOUNDS " + box + "ITEM: ATOMS " + columns + "\n" + atoms;
}

TEST(Dump, ReadsTheLastSnapshotSortedByDepth)
{
  const Dump d(snapshot +
               make_dump("id type x y z c_c[1] c_c[2]",
                         "1 1 1 2 5 0 2\n2 1 3 4 -6 0 1\n3 1 5 6 0.5 0 17\n", 3));
  ASSERT_TRUE(d.good) << d.message();
  EXPECT_EQ(d.dump.step, 50);
  ASSERT_EQ(d.dump.count, 3u);
  EXPECT_EQ(d.dump.atoms[0].z, -6);
  EXPECT_EQ(d.dump.atoms[0].x, 3);
  EXPECT_EQ(d.dump.atoms[0].role, EP_DUMP_FAULT);
  EXPECT_EQ(d.dump.atoms[1].role, EP_DUMP_OTHER);
  EXPECT_EQ(d.dump.atoms[2].role, EP_DUMP_CORE);
  EXPECT_EQ(d.dump.origin[0], -1);
  EXPECT_EQ(d.dump.edge[0][0], 10);
  EXPECT_EQ(d.dump.edge[1][1], 8);
}

TEST(Dump, ReadsTiltedAndGeneralBoxes)
{
  const Dump tilted(
      make_dump("x y z role", "0 0 0 0\n", 1, "xy xz yz pp pp pp\n-2 13 3\n0 9 -2\n0 7 1\n"));
  ASSERT_TRUE(tilted.good) << tilted.message();
  EXPECT_EQ(tilted.dump.origin[0], 0);
  EXPECT_EQ(tilted.dump.edge[0][0], 10);
  EXPECT_EQ(tilted.dump.edge[1][1], 8);
  EXPECT_EQ(tilted.dump.edge[1][0], 3);
  EXPECT_EQ(tilted.dump.edge[2][0], -2);
  EXPECT_EQ(tilted.dump.edge[2][1], 1);
  const Dump general(make_dump("x y z role", "0 0 0 0\n", 1,
                               "abc origin pp pp pp\n4 1 0 -1\n-1 4 0 -2\n0 0 5 -3\n"));
  ASSERT_TRUE(general.good) << general.message();
  EXPECT_EQ(general.dump.origin[1], -2);
  EXPECT_EQ(general.dump.edge[1][0], -1);
}

TEST(Dump, FindsItsColumns)
{
  EXPECT_TRUE(Dump(make_dump("xu yu zu role", "0 0 0 0\n", 1)).good);
  const Dump both(make_dump("xu x y z yu zu role", "9 1 2 3 9 9 0\n", 1));
  EXPECT_EQ(both.dump.atoms[0].x, 1);
  const Dump chosen(make_dump("x y z c_a[2] c_b[2]", "0 0 0 1 3\n", 1), "c_b[2]");
  ASSERT_TRUE(chosen.good) << chosen.message();
  EXPECT_EQ(chosen.dump.atoms[0].role, EP_DUMP_SURFACE);
  EXPECT_TRUE(
      has(Dump(make_dump("x y z c_a[2] c_b[2]", "0 0 0 1 3\n", 1)).message(), "--role-column"));
  EXPECT_TRUE(has(Dump(make_dump("x y z", "0 0 0\n", 1)).message(), "no column 'role'"));
  EXPECT_TRUE(
      has(Dump(make_dump("x y z role", "0 0 0 0\n", 1), "foo").message(), "no column 'foo'"));
  EXPECT_TRUE(
      has(Dump(make_dump("x y zs role", "0 0 0 0\n", 1)).message(), "no column 'z' or 'zu'"));
}

TEST(Dump, NamesItsErrors)
{
  const std::string c = "x y z role";
  EXPECT_TRUE(has(Dump("").message(), "empty"));
  EXPECT_TRUE(has(Dump("time_ps\n1\n").message(), "not a LAMMPS text dump"));
  EXPECT_TRUE(has(Dump("ITEM: UNITS\nmetal\n").message(), "no snapshot"));
  EXPECT_TRUE(has(Dump("ITEM: TIMESTEP\n").message(), "a timestep should follow"));
  EXPECT_TRUE(has(Dump("ITEM: TIMESTEP\nx\n").message(), "expected a timestep, found 'x'"));
  EXPECT_TRUE(has(Dump(make_dump(c, "", 0)).message(), "no atoms"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 0 0\n", 2)).message(), "2 atoms announced, 1 found"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 0 0\n", 2000000000)).message(), "cut short"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 0\n", 1)).message(), "expected 4 values, found 3"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 nan 0\n", 1)).message(), "z: bad coordinate 'nan'"));
  EXPECT_TRUE(has(Dump(make_dump(c, "1e300 0 0 0\n", 1)).message(), "x: bad coordinate '1e300'"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 0 core\n", 1)).message(), "role: expected a number"));
  EXPECT_TRUE(has(Dump(make_dump(c, "0 0 0 0\n", 1, "pp pp pp\n0 1\n0\n0 1\n")).message(),
                  "bounds of the box: expected 2 values"));
  EXPECT_EQ(Dump(make_dump(c, "0 0 0 0\n0 0 0\n", 2)).error.line, 11u);
}

TEST(Dump, NeverReadsPastItsBuffer)
{
  const std::string text = snapshot + make_dump("x y z role", "0 1 2 3\n1 2 3 0\n", 2);
  for (size_t n = 0; n <= text.size(); n++) {
    const Dump d(text.substr(0, n));
    EXPECT_TRUE(d.good || *d.error.message);
  }
  for (size_t n = 0; n < text.size(); n++) {
    for (const char c : {'\n', ' ', '-', '9', '\0'}) {
      std::string broken = text;
      broken[n] = c;
      const Dump d(broken);
      EXPECT_TRUE(d.good || *d.error.message);
    }
  }
}

TEST(Axis, HasNiceTicksThatIncludeTheRange)
{
  const double ends[] = {0, 1, -1, 3.7, 1e-9, -2.5e7, 150, 1e100, -1e100, 40.001, 1e-300};
  for (const double a : ends)
    for (const double b : ends)
      for (const int target : {1, 4, 7, 20}) {
        const ep_axis axis = ep_axis_nice(a, b, target);
        EXPECT_LE(axis.low, std::min(a, b));
        EXPECT_GE(axis.high, std::max(a, b));
        EXPECT_LT(axis.low, axis.high);
        EXPECT_GE(axis.count, 2);
        EXPECT_LE(axis.count, target + 3);
        const double m = axis.step / std::pow(10, std::floor(std::log10(axis.step) + 1e-9));
        EXPECT_TRUE(std::fabs(m - 1) < 1e-6 || std::fabs(m - 2) < 1e-6 ||
                    std::fabs(m - 2.5) < 1e-6 || std::fabs(m - 5) < 1e-6)
            << m;
      }
}

TEST(Axis, LabelsTellTicksApart)
{
  const std::vector<std::pair<double, double>> ranges = {
      {0, 150},   {0, 1},       {0, 0.7}, {-3, 3},          {39.99999, 40},
      {0, 1.7e9}, {1e-6, 4e-6}, {5, 5},   {1e9, 1e9 + 1e-7}};
  for (const auto &range : ranges) {
    const ep_axis axis = ep_axis_nice(range.first, range.second, 6);
    std::set<std::string> labels;
    char label[EP_AXIS_LABEL_SIZE];
    for (int i = 0; i < axis.count; i++) labels.insert(ep_axis_label(&axis, i, label));
    EXPECT_EQ(labels.size(), static_cast<size_t>(axis.count)) << range.first << " " << range.second;
  }
  const ep_axis axis = ep_axis_nice(-50, 50, 4);
  char label[EP_AXIS_LABEL_SIZE];
  EXPECT_STREQ(ep_axis_label(&axis, 0, label),
               "\xe2\x88\x92"
               "50");
  EXPECT_STREQ(ep_axis_label(&axis, axis.count - 1, label), "50");
  const ep_axis quarter = ep_axis_nice(0, 1, 4);
  EXPECT_STREQ(ep_axis_label(&quarter, 1, label), "0.25");
}

TEST(Axis, SurvivesNonsense)
{
  for (const double a : {nan_, inf, -inf, 1e308, -1e308, 0.0})
    for (const double b : {nan_, inf, -inf, 1e308, -1e308, 0.0}) {
      const ep_axis axis = ep_axis_nice(a, b, 0);
      EXPECT_TRUE(std::isfinite(axis.low) && std::isfinite(axis.high) && axis.low < axis.high);
      EXPECT_GT(axis.count, 1);
      EXPECT_LT(axis.count, 20);
    }
}

TEST(Axis, CropsToTheData)
{
  ep_axis axis = ep_axis_nice(3, 151, 8);
  ep_axis_crop(&axis, 3, 151);
  EXPECT_EQ(axis.low, 3);
  EXPECT_EQ(axis.high, 151);
  EXPECT_EQ(ep_axis_tick(&axis, 0), axis.step);
  EXPECT_LE(ep_axis_tick(&axis, axis.count - 1), 151);
}

TEST(Axis, WritesNumbers)
{
  char out[EP_AXIS_LABEL_SIZE];
  EXPECT_STREQ(ep_axis_number(0, out), "0");
  EXPECT_STREQ(ep_axis_number(2.5, out), "2.5");
  EXPECT_STREQ(ep_axis_number(1.7e9, out), "1.7 \xc3\x97 10\xe2\x81\xb9");
  EXPECT_STREQ(ep_axis_number(-2e-6, out),
               "\xe2\x88\x92"
               "2 \xc3\x97 10\xe2\x81\xbb\xe2\x81\xb6");
  EXPECT_EQ(ep_axis_round(7.3), 5);
  EXPECT_EQ(ep_axis_round(1), 1);
  EXPECT_NEAR(ep_axis_round(0.03), 0.02, 1e-12);
}

std::vector<std::pair<double, double>> pulses(const std::vector<double> &time,
                                              const std::vector<double> &current)
{
  std::vector<std::pair<double, double>> found;
  size_t row = 0;
  double begin, end;
  while (ep_plot_pulse(time.data(), current.data(), time.size(), &row, &begin, &end))
    found.emplace_back(begin, end);
  return found;
}

TEST(Pulse, SwitchesHalfWayBetweenRows)
{
  using list = std::vector<std::pair<double, double>>;
  EXPECT_EQ(pulses({0, 1, 2, 3, 4, 5}, {0, 5, 5, 0, 0, -5}), (list{{0.5, 2.5}, {4.5, 5}}));
  EXPECT_EQ(pulses({0, 1, 2}, {0, 0, 0}), list{});
  EXPECT_EQ(pulses({}, {}), list{});
  EXPECT_EQ(pulses({7}, {1}), (list{{7, 7}}));
}

TEST(Pulse, BreaksAtGapsAndSteps)
{
  using list = std::vector<std::pair<double, double>>;
  EXPECT_EQ(pulses({0, 1, 2, 3, 4}, {1, 1, nan_, 1, 1}), (list{{0, 1}, {3, 4}}));
  EXPECT_EQ(pulses({0, nan_, 2, 3}, {1, 1, 1, 0}), (list{{0, 0}, {2, 2.5}}));
  EXPECT_EQ(pulses({0, 5, 1, 2}, {1, 1, 1, 1}), (list{{0, 5}, {1, 2}}));    // two runs in one file
}

TEST(Canvas, RefusesWhatCannotBeDrawn)
{
  EXPECT_TRUE(ep_canvas_drawable(""));
  EXPECT_TRUE(ep_canvas_drawable("78 \xc3\x85, \xe2\x88\x92, \xf0\x9f\x98\x80"));
  EXPECT_FALSE(ep_canvas_drawable("a\nb"));
  EXPECT_FALSE(ep_canvas_drawable("\xff"));
  EXPECT_FALSE(ep_canvas_drawable("\xc3"));
  EXPECT_FALSE(ep_canvas_drawable("\xc0\x80"));
  EXPECT_FALSE(ep_canvas_drawable("\xed\xa0\x80"));
}

class Report : public ::testing::Test {
 protected:
  fs::path folder;

  void SetUp() override
  {
    std::string name = (fs::temp_directory_path() / "electropulse-report-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    std::ostringstream pulsed, control, atoms;
    pulsed << "time_ps,current_A_cm2,pulse,position_A,core_temperature_K\n";
    control << "time_ps,current_A_cm2,pulse,position_A\n";
    for (int i = 0; i <= 300; i++) {
      const bool on = i % 75 > 20 && i % 75 < 60;
      pulsed << 0.2 * i << "," << (on ? 1.7e9 : 0) << ",1," << 40 + 0.05 * i << ",";
      pulsed << (i == 100 ? "nan" : on ? "600" : "300") << "\n";
      control << 0.2 * i << ",0,1," << 40 + std::sin(0.1 * i) << "\n";
    }
    for (int i = 0; i < 30; i++)
      for (int j = 0; j < 25; j++)
        atoms << 2.6 * i << " " << 2.6 * j << " " << (i + j) % 4 << " " << (i == 15 ? 2 : 0)
              << "\n";
    write("pulsed.csv", pulsed.str());
    write("control.csv", control.str());
    write("atoms.dump", make_dump("x y z role", atoms.str(), 750, "pp pp pp\n0 78\n0 65\n0 4\n"));
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string &name, const std::string &text) const
  {
    std::ofstream(folder / name, std::ios::binary) << text;
  }
  std::string path(const std::string &name) const { return (folder / name).string(); }
  std::string read(const std::string &name) const
  {
    std::ostringstream text;
    text << std::ifstream(folder / name, std::ios::binary).rdbuf();
    return text.str();
  }
  size_t files() const
  {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  std::string said, out;
  int run(std::vector<std::string> words)
  {
    words.insert(words.begin(), "report");
    const Result result = run_verb(ep_report_main, words);
    out = result.out;
    said = result.err;
    return result.status;
  }

  // The number of pixels of each colour asked for; {} when the picture has not the right size.
  std::vector<size_t> count(const std::string &name, const std::vector<uint32_t> &colours) const
  {
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path(name).c_str());
    std::vector<size_t> found;
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    EXPECT_EQ(cairo_image_surface_get_width(surface), EP_FIGURE_WIDTH);
    EXPECT_EQ(cairo_image_surface_get_height(surface), EP_FIGURE_HEIGHT);
    if (cairo_image_surface_get_width(surface) == EP_FIGURE_WIDTH) {
      found.assign(colours.size(), 0);
      for (int y = 0; y < EP_FIGURE_HEIGHT; y++)
        for (int x = 0; x < EP_FIGURE_WIDTH; x++) {
          uint32_t pixel;
          std::memcpy(&pixel,
                      cairo_image_surface_get_data(surface) +
                          y * cairo_image_surface_get_stride(surface) + 4 * x,
                      4);
          for (size_t k = 0; k < colours.size(); k++) found[k] += (pixel & 0xffffff) == colours[k];
        }
    }
    cairo_surface_destroy(surface);
    return found;
  }
};

TEST_F(Report, DrawsTheWholeFigure)
{
  const size_t before = files();
  ASSERT_EQ(run({path("pulsed.csv"), "--control", path("control.csv"), "--before",
                 path("atoms.dump"), "--after", path("atoms.dump"), "--direction", "-x", "--title",
                 "Gold", "--caption", std::string(2000, 'w'), "--output", path("figure")}),
            EP_EXIT_OK)
      << said;
  EXPECT_EQ(out, path("figure.png") + "\n" + path("figure.svg") + "\n");
  EXPECT_TRUE(has(said, "core_temperature_K: 1 of 301 values"));
  EXPECT_EQ(files(), before + 2);
  EXPECT_EQ(read("figure.png").substr(0, 8), "\x89PNG\r\n\x1a\n");
  const auto found =
      count("figure.png", {EP_SHADE, EP_BLUE, EP_GREY, 0xd55e00, 0xdedede, 0xffffff});
  ASSERT_EQ(found.size(), 6u);
  EXPECT_GT(found[0], 20000u);
  for (const size_t n : found) EXPECT_GT(n, 100u);    // few pixels of a line are not blended
  const std::string svg = read("figure.svg");
  EXPECT_EQ(svg.substr(0, 5), "<?xml");
  EXPECT_TRUE(has(svg, "<svg "));
  EXPECT_TRUE(has(svg.substr(svg.size() - 10), "</svg>"));
}

TEST_F(Report, ShadesOnlyPulses)
{
  ASSERT_EQ(run({path("control.csv"), "-o", path("quiet")}), EP_EXIT_OK) << said;
  EXPECT_EQ(count("quiet.png", {EP_SHADE}).at(0), 0u);
  ASSERT_EQ(run({path("pulsed.csv"), "-o", path("loud")}), EP_EXIT_OK) << said;
  // 156 of 300 intervals are shaded, in frames that cover most of the figure
  EXPECT_GT(count("loud.png", {EP_SHADE}).at(0), 300000u);
}

TEST_F(Report, TakesEitherSuffixOff)
{
  ASSERT_EQ(run({path("control.csv"), "-o", path("a.png")}), EP_EXIT_OK) << said;
  ASSERT_EQ(run({path("control.csv"), "-o", path("b.svg")}), EP_EXIT_OK) << said;
  for (const char *name : {"a.png", "a.svg", "b.png", "b.svg"})
    EXPECT_TRUE(fs::exists(folder / name));
}

TEST_F(Report, RepeatsItself)
{
  ASSERT_EQ(run({path("pulsed.csv"), "-b", path("atoms.dump"), "-o", path("a")}), EP_EXIT_OK);
  ASSERT_EQ(run({path("pulsed.csv"), "-b", path("atoms.dump"), "-o", path("b")}), EP_EXIT_OK);
  EXPECT_EQ(read("a.png"), read("b.png"));
}

TEST_F(Report, DrawsOddData)
{
  const std::string head = "time_ps,current_A_cm2,position_A\n";
  const std::vector<std::string> bodies = {
      "5,1e9,3\n",
      "0,0,3\n1,0,3\n2,0,3\n",
      "0,0,1e99\n1,1e99,-1e99\n2,0,1e308\n3,0,1e999\n",
      "0,0,1e-320\n1,1,2e-320\n",
      "1e9,1,1\n1000000000.0000001,0,1.0000000001\n",
      "0,1,1\n1,1,nan\n2,1,4\n1,0,5\n",
      "0,0,1\r\n1,1,2\r\n",
  };
  for (const auto &body : bodies) {
    write("odd.csv", head + body);
    EXPECT_EQ(run({path("odd.csv"), "--control", path("odd.csv"), "-o", path("odd")}), EP_EXIT_OK)
        << body << said;
    EXPECT_GT(count("odd.png", {EP_INK}).at(0), 1000u) << body;
  }
}

TEST_F(Report, DrawsManyRowsInASmallFile)
{
  std::ostringstream text;
  text << "time_ps,current_A_cm2,position_A\n";
  for (int i = 0; i < 200000; i++) text << i << ",0," << i % 977 << "\n";
  write("long.csv", text.str());
  ASSERT_EQ(run({path("long.csv"), "-o", path("long")}), EP_EXIT_OK) << said;
  EXPECT_LT(fs::file_size(folder / "long.svg"), 500000u);
  EXPECT_GT(count("long.png", {EP_BLUE}).at(0), 10000u);
}

TEST_F(Report, DrawsAtomsOfAnyShape)
{
  for (const auto &box : {std::pair<double, double>{600, 50}, {50, 600}, {0, 0}, {900, 900}}) {
    const int n = box.first == 900 ? 12000 : 500;    // the last one as pixels
    std::ostringstream atoms;
    for (int i = 0; i < n; i++)
      atoms << box.first * (i % 37) / 37 << " " << box.second * (i % 53) / 53 << " " << i % 3 << " "
            << (i % 37 < 20 ? 2 : 7) << "\n";
    write("shape.dump", make_dump("x y z role", atoms.str(), n, "pp pp pp\n0 1\n0 1\n0 3\n"));
    ASSERT_EQ(run({path("pulsed.csv"), "-b", path("shape.dump"), "-a", path("shape.dump"), "-d",
                   "z", "-o", path("shape")}),
              EP_EXIT_OK)
        << said;
    EXPECT_GT(count("shape.png", {0xd55e00}).at(0), 300u);
  }
}

TEST_F(Report, NamesFileLineAndColumn)
{
  write("ragged.csv", "time_ps,current_A_cm2,position_A\n0,0,1\n1,0\n");
  EXPECT_EQ(run({path("ragged.csv"), "-o", path("x")}), EP_EXIT_FAILURE);
  EXPECT_EQ(said,
            "electropulse report: " + path("ragged.csv") +
                ": line 3: expected 3 values, found 2\n");
  write("lacks.csv", "time_ps,position_A\n0,0\n");
  EXPECT_EQ(run({path("pulsed.csv"), "--control", path("lacks.csv"), "-o", path("x")}),
            EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "lacks.csv: line 1: no column 'current_A_cm2'"));
  write("nothing.csv", "time_ps,current_A_cm2,position_A\n0,0,nan\n");
  EXPECT_EQ(run({path("nothing.csv"), "-o", path("x")}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "no row with a finite"));
  EXPECT_EQ(run({path("absent.csv"), "-o", path("x")}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "absent.csv: No such file"));
  EXPECT_EQ(run({folder.string(), "-o", path("x")}), EP_EXIT_FAILURE);
  EXPECT_EQ(run({path("pulsed.csv"), "-b", path("pulsed.csv"), "-o", path("x")}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "not a LAMMPS text dump"));
  EXPECT_FALSE(fs::exists(folder / "x.png"));
  EXPECT_FALSE(fs::exists(folder / "x.svg"));
}

TEST_F(Report, LeavesNoHalfFile)
{
  const size_t before = files();
  EXPECT_EQ(run({path("control.csv"), "-o", path("no/such/folder")}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "no/such/folder.png"));
  fs::create_directory(folder / "taken.png");
  EXPECT_EQ(run({path("control.csv"), "-o", path("taken")}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "taken.png"));
  EXPECT_EQ(files(), before + 1);
}

TEST_F(Report, RefusesWrongUsage)
{
  const std::string csv = path("pulsed.csv"), name = path("x");
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "PULSED.csv is missing"},
      {{csv}, "--output is missing"},
      {{csv, "-o"}, "'-o' needs a value"},
      {{csv, "--output"}, "'--output' needs a value"},
      {{csv, "-o", ""}, "--output needs a file name"},
      {{csv, "-o", "folder/"}, "--output needs a file name"},
      {{csv, "other.csv", "-o", name}, "found 'other.csv' too"},
      {{csv, "--colour", "-o", name}, "unknown option '--colour'"},
      {{csv, "-o", name, "-z"}, "unknown option '-z'"},
      {{csv, "-o", name, "-d", "north"}, "got 'north'"},
      {{csv, "-o", name, "-d", ""}, "got ''"},
      {{csv, "-o", name, "-t", "\xff"}, "--title must be UTF-8"},
      {{csv, "-o", name, "-C", "a\tb"}, "--caption must be UTF-8"},
      {{csv, "-o", name, "-r", "role"}, "--role-column needs"},
  };
  for (const auto &[words, message] : cases) {
    EXPECT_EQ(run(words), EP_EXIT_USAGE) << message;
    EXPECT_TRUE(has(said, message)) << said;
    EXPECT_TRUE(has(said, "electropulse report: "));
  }
  EXPECT_FALSE(fs::exists(folder / "x.png"));
  // and a good call after bad ones, options before the file
  EXPECT_EQ(run({"--help"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "Usage: electropulse report"));
  EXPECT_EQ(run({"-o", name, csv}), EP_EXIT_OK) << said;
}

}    // namespace
