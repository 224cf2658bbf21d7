#include "catalogue.h"
#include "command_test.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

const std::string gold = "Au_Grochola";
const std::string gold_file = "Au_Grochola.eam.alloy";
const std::string gold_model = "EAM_Dynamo_GrocholaRusso_2005_Au__MO_557267801129_000";
const std::string gold_other = "EAM_Dynamo_GrocholaRusso_2005_Au__MO_557267801129_001";
const std::string model_library = "libkim-api-portable-model.so";

Result run(std::vector<std::string> words)
{
  words.insert(words.begin(), "potentials");
  return run_verb(ep_potentials_main, words);
}

std::vector<std::string> words_of(const std::string &line)
{
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The installed model's library, or an empty path.
fs::path installed(const std::string &name)
{
  const std::string out = run({"show", name}).out;
  std::smatch match;
  return std::regex_search(out, match, std::regex("installed  (/.*)")) ? match[1].str() : "";
}

#define SKIP_WITHOUT_MODELS() \
  if (installed(gold).empty()) GTEST_SKIP() << "openkim-models is not installed"

class Potentials : public testing::Test {
 protected:
  void SetUp() override
  {
    unsetenv("ELECTROPULSE_MODELS");
    std::string name = (fs::temp_directory_path() / "electropulse-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    fs::create_directory(output());
    fs::create_directory(models());
  }
  void TearDown() override
  {
    unsetenv("ELECTROPULSE_MODELS");
    fs::remove_all(folder);
  }
  fs::path output() const { return folder / "output"; }
  fs::path models() const { return folder / "models"; }
  void add_model(const std::string &id, const fs::path &library)
  {
    fs::create_directory(models() / id);
    fs::copy_file(library, models() / id / model_library);
  }
  Result write(std::vector<std::string> more = {})
  {
    std::vector<std::string> words = {"write", gold, "--output", output().string()};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
  Result write_from_models() { return write({"--models", models().string()}); }
  fs::path folder;
};

}    // namespace

TEST(Catalogue, Integrity)
{
  size_t count;
  const ep_catalogue_entry *entries = ep_catalogue(&count);
  ASSERT_GT(count, 0u);
  std::set<std::string> names, files, models, sums;
  for (size_t i = 0; i < count; i++) {
    const ep_catalogue_entry &entry = entries[i];
    SCOPED_TRACE(entry.name);
    EXPECT_TRUE(names.insert(entry.name).second);
    EXPECT_TRUE(models.insert(entry.kim_id).second);
    EXPECT_TRUE(sums.insert(entry.sha256).second);
    EXPECT_EQ(ep_catalogue_find(entry.name), &entry);
    EXPECT_TRUE(std::regex_match(entry.sha256, std::regex("[0-9a-f]{64}")));
    EXPECT_TRUE(std::regex_match(entry.elements, std::regex("[A-Z][a-z]?( [A-Z][a-z]?)*")));
    EXPECT_TRUE(std::regex_match(entry.kim_id, std::regex("EAM_Dynamo_\\w+__MO_\\d{12}_\\d{3}")));
    EXPECT_TRUE(std::regex_match(entry.symbol, std::regex("\\w+_(alloy|fs)")));
    const std::string format = entry.format;
    EXPECT_TRUE(format == "eam/alloy" || format == "eam/fs");
    EXPECT_EQ(has(entry.symbol, "_fs"), format == "eam/fs");
    EXPECT_STRNE(entry.authors, "");
    EXPECT_STRNE(entry.title, "");
    EXPECT_GT(entry.year, 1980);
    EXPECT_TRUE(std::regex_match(entry.model_doi, std::regex("10\\.25950/[0-9a-f]{8}")));
    EXPECT_EQ(entry.journal == nullptr, entry.doi == nullptr);
    if (entry.doi) {
      EXPECT_TRUE(std::regex_match(entry.doi, std::regex("10\\.\\d{4,9}/\\S+")));
      ASSERT_NE(entry.volume, nullptr);
      ASSERT_NE(entry.page, nullptr);
    }
    char buffer[512];
    EXPECT_LT(ep_catalogue_citation(&entry, buffer, sizeof buffer),
              static_cast<int>(sizeof buffer));
    EXPECT_LT(ep_catalogue_file_name(&entry, buffer, 256), 256);
    EXPECT_TRUE(files.insert(buffer).second);
    EXPECT_FALSE(has(buffer, "/"));
  }
  EXPECT_EQ(ep_catalogue_find("Unobtainium"), nullptr);
}

TEST(Catalogue, FileNameAndCitation)
{
  char buffer[512];
  ep_catalogue_file_name(ep_catalogue_find("Fe_Mendelev2"), buffer, sizeof buffer);
  EXPECT_STREQ(buffer, "Fe_Mendelev2.eam.fs");
  ep_catalogue_citation(ep_catalogue_find(gold.c_str()), buffer, sizeof buffer);
  EXPECT_STREQ(buffer,
               "G. Grochola, S. P. Russo, I. K. Snook, J. Chem. Phys. 123, 204719 (2005), "
               "doi:10.1063/1.2124667");
  ep_catalogue_citation(ep_catalogue_find("Au_Pun"), buffer, sizeof buffer);
  EXPECT_STREQ(buffer, "G. P. Purja Pun, unpublished (2017), doi:10.25950/b433cd2b");
}

TEST_F(Potentials, ListsTheCatalogue)
{
  size_t count;
  const ep_catalogue_entry *entries = ep_catalogue(&count);
  const Result list = run({});
  EXPECT_EQ(list.status, EP_EXIT_OK);
  std::istringstream lines(list.out);
  std::string head, line;
  std::getline(lines, head);
  const size_t column = head.find("openkim id");
  for (size_t i = 0; i < count; i++) {
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(line.find(entries[i].name), 0u);
    EXPECT_EQ(line.find(entries[i].kim_id), column) << line;
    EXPECT_FALSE(has(line, entries[i].sha256));
    EXPECT_TRUE(has(line, std::string(entries[i].sha256, 12)));
  }
  EXPECT_FALSE(std::getline(lines, line));
  EXPECT_EQ(run({"list"}).out, list.out);

  const Result full = run({"list", "--long"});
  for (size_t i = 0; i < count; i++) EXPECT_TRUE(has(full.out, entries[i].sha256));
}

TEST_F(Potentials, ListsWhatIsInstalled)
{
  add_model(gold_model, FAKE_MODEL_WRONG);
  const std::string installed_column = "Au_Grochola +Au +eam/alloy +yes ";
  const Result list = run({"--models", models().string()});
  EXPECT_TRUE(std::regex_search(list.out, std::regex(installed_column))) << list.out;
  EXPECT_TRUE(std::regex_search(list.out, std::regex("Au_Olsson +Au +eam/alloy +no ")));
  fs::rename(models() / gold_model, models() / gold_other);
  EXPECT_TRUE(std::regex_search(run({"--models", models().string()}).out,
                                std::regex("Au_Grochola +Au +eam/alloy +other ")));
}

TEST_F(Potentials, ListsWithoutModels)
{
  const Result list = run({"--models", (folder / "nowhere").string()});
  EXPECT_EQ(list.status, EP_EXIT_OK);
  EXPECT_TRUE(has(list.out, gold_model));
  EXPECT_TRUE(has(list.err, "apt install openkim-models"));
}

TEST_F(Potentials, Shows)
{
  const Result show = run({"show", gold, "Au_Pun"});
  EXPECT_EQ(show.status, EP_EXIT_OK);
  EXPECT_TRUE(has(show.out, ep_catalogue_find(gold.c_str())->sha256));
  EXPECT_TRUE(has(show.out, "doi:10.1063/1.2124667"));
  EXPECT_TRUE(has(show.out, "file       Au_Grochola.eam.alloy"));
  EXPECT_TRUE(has(show.out, "unpublished"));
  EXPECT_FALSE(has(show.out, "note "));
  EXPECT_TRUE(has(run({"show", "CuAg_Wu"}).out, "note       only intended for"));
}

TEST_F(Potentials, Help)
{
  const Result help = run({"--help"});
  EXPECT_EQ(help.status, EP_EXIT_OK);
  EXPECT_EQ(help.out.rfind("Usage: electropulse potentials", 0), 0u);
  EXPECT_EQ(help.err, "");
}

TEST_F(Potentials, UsageErrors)
{
  const struct {
    std::vector<std::string> words;
    std::string message;
  } cases[] = {
      {{"draw"}, "unknown action 'draw'; known: list, show, write, generate"},
      {{"write"}, "write what? Give names or --all"},
      {{"show"}, "show what? Give names"},
      {{"write", "--all", gold}, "give names or --all, not both"},
      {{"--verbose"}, "unknown option '--verbose'"},
      {{"-x"}, "unknown option '-x'"},
      {{"write", gold, "--output"}, "option '--output' needs a folder"},
      {{"list", "--output", "."}, "option '--output' is for `write`, not for `list`"},
      {{"show", gold, "--long"}, "option '--long' is for `list`, not for `show`"},
  };
  for (const auto &one : cases) {
    SCOPED_TRACE(one.message);
    const Result result = run(one.words);
    EXPECT_EQ(result.status, EP_EXIT_USAGE);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(has(result.err, "electropulse potentials: " + one.message)) << result.err;
  }
}

TEST_F(Potentials, UnknownNameWritesNothing)
{
  const Result result = write({"Au_Grocola"});
  EXPECT_EQ(result.status, EP_EXIT_USAGE);
  EXPECT_EQ(result.err.rfind("electropulse potentials: unknown potential 'Au_Grocola'; known: "
                             "Au_Grochola, Au_Olsson, ",
                             0),
            0u)
      << result.err;
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, NoModelsAtAll)
{
  const std::string nowhere = (folder / "nowhere").string();
  const Result result = run({"write", "--all", "--output", output().string(), "--models", nowhere});
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_EQ(result.err,
            "electropulse potentials: no openkim models found (looked in " + nowhere +
                "); install them with `apt install openkim-models`, or tell their "
                "folder with --models DIR or ELECTROPULSE_MODELS\n");
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, ModelMissing)
{
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err,
                  "'Au_Grochola': model " + gold_model + " is not installed (looked in " +
                      models().string() + ")"))
      << result.err;
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, WrongTable)
{
  add_model(gold_model, FAKE_MODEL_WRONG);
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "sha256 found    ")) << result.err;
  // printf 'not\nthe\npublished\n1 Au\n' | sha256sum
  EXPECT_TRUE(has(result.err, "5bd285afeaf9495ea00a21007467b61067b2796f92d374abaf923ba6c43a0dbe"));
  EXPECT_TRUE(has(result.err, ep_catalogue_find(gold.c_str())->sha256));
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, SymbolMissing)
{
  add_model(gold_model, FAKE_MODEL_EMPTY);
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "has no symbol 'Au_Grochola_JCP05_eam_alloy'")) << result.err;
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, NotALibrary)
{
  fs::create_directory(models() / gold_model);
  std::ofstream(models() / gold_model / model_library) << "text\n";
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "cannot load the model of 'Au_Grochola': ")) << result.err;
}

TEST_F(Potentials, OtherVersionWithAnotherTable)
{
  add_model(gold_other, FAKE_MODEL_WRONG);
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, gold_other + "/")) << result.err;
  EXPECT_TRUE(has(result.err, ep_catalogue_find(gold.c_str())->sha256));
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, NoOutputFolder)
{
  const std::string nowhere = (folder / "nowhere").string();
  const Result result = run({"write", gold, "--output", nowhere});
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_EQ(result.err,
            "electropulse potentials: no folder '" + nowhere +
                "' to write to: No such file or directory\n");
  EXPECT_FALSE(fs::exists(nowhere));
}

TEST_F(Potentials, OutputIsAFile)
{
  const fs::path file = folder / "file";
  std::ofstream(file) << "text\n";
  const Result result = run({"write", gold, "--output", file.string()});
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "'" + file.string() + "' is not a folder")) << result.err;
}

TEST_F(Potentials, TargetIsAFolder)
{
  fs::create_directory(output() / gold_file);
  const Result result = write({"--force"});
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "exists and is not a file")) << result.err;
}

TEST_F(Potentials, UnwritableOutput)
{
  SKIP_WITHOUT_MODELS();
  const Result result = run({"write", gold, "--output", "/proc"});    // not even root's
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "cannot write '")) << result.err;
}

TEST_F(Potentials, NoHalfFileWhenTheDiskIsFull)
{
  SKIP_WITHOUT_MODELS();
  // A limit on the size of files stands for the full disk.
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 10000;
  setrlimit(RLIMIT_FSIZE, &small);
  const Result result = write();
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(result.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(result.err, "cannot write '")) << result.err;
  EXPECT_TRUE(has(result.err, "File too large")) << result.err;
  EXPECT_TRUE(fs::is_empty(output()));
}

TEST_F(Potentials, WritesGold)
{
  SKIP_WITHOUT_MODELS();
  const Result first = write();
  EXPECT_EQ(first.status, EP_EXIT_OK) << first.err;
  EXPECT_EQ(first.err, "");
  EXPECT_TRUE(has(first.out, gold_file + ": written (Au, pair_style eam/alloy, 630452 bytes)"))
      << first.out;
  std::istringstream text(read_text(output() / gold_file));
  std::string line;
  for (int i = 0; i < 4; i++) std::getline(text, line);
  EXPECT_EQ(words_of(line), (std::vector<std::string>{"1", "Au"}));
  std::getline(text, line);
  const auto grid = words_of(line);
  ASSERT_EQ(grid.size(), 5u);
  EXPECT_EQ(grid[0], "10000");
  EXPECT_EQ(grid[2], "10000");
  EXPECT_DOUBLE_EQ(std::stod(grid[4]), 5.5);
  std::getline(text, line);
  const auto element = words_of(line);
  ASSERT_EQ(element.size(), 4u);
  EXPECT_EQ(element[0], "79");
  EXPECT_DOUBLE_EQ(std::stod(element[2]), 4.08);
  EXPECT_EQ(element[3], "fcc");

  // Nothing else is left in the folder, and the file is as readable as any other.
  EXPECT_EQ(std::distance(fs::directory_iterator(output()), fs::directory_iterator()), 1);
  const mode_t mask = umask(0);
  umask(mask);
  struct stat information;
  ASSERT_EQ(stat((output() / gold_file).c_str(), &information), 0);
  EXPECT_EQ(information.st_mode & 0777, 0666 & ~mask);

  // Again, even where the model is no longer installed: the file is known by its checksum.
  const auto time = fs::last_write_time(output() / gold_file);
  const Result second = write_from_models();
  EXPECT_EQ(second.status, EP_EXIT_OK) << second.err;
  EXPECT_EQ(second.out, (output() / gold_file).string() + ": already there\n");
  EXPECT_EQ(fs::last_write_time(output() / gold_file), time);
}

TEST_F(Potentials, KeepsADifferentFileUnlessForced)
{
  SKIP_WITHOUT_MODELS();
  std::ofstream(output() / gold_file) << "mine\n";
  const Result kept = write();
  EXPECT_EQ(kept.status, EP_EXIT_FAILURE);
  EXPECT_TRUE(has(kept.err, "exists and differs from the published table; --force overwrites"))
      << kept.err;
  EXPECT_EQ(read_text(output() / gold_file), "mine\n");
  EXPECT_EQ(write({"--force"}).status, EP_EXIT_OK);
  EXPECT_EQ(fs::file_size(output() / gold_file), 630452u);
  EXPECT_TRUE(has(write().out, "already there"));
}

TEST_F(Potentials, OtherVersionWithTheSameTable)
{
  SKIP_WITHOUT_MODELS();
  add_model(gold_other, installed(gold));
  const Result result = write_from_models();
  EXPECT_EQ(result.status, EP_EXIT_OK) << result.err;
  EXPECT_TRUE(has(result.err,
                  "model " + gold_model + " is not installed; " + gold_other +
                      " is, and holds the same table"))
      << result.err;
  EXPECT_TRUE(fs::exists(output() / gold_file));
}

TEST_F(Potentials, VariableNamesFolders)
{
  SKIP_WITHOUT_MODELS();
  add_model(gold_model, installed(gold));
  setenv("ELECTROPULSE_MODELS", ((folder / "nowhere").string() + ":" + models().string()).c_str(),
         1);
  EXPECT_TRUE(has(run({"show", gold}).out, models().string() + "/" + gold_model));
  EXPECT_EQ(write().status, EP_EXIT_OK);
  setenv("ELECTROPULSE_MODELS", (folder / "nowhere").c_str(), 1);
  EXPECT_EQ(run({"write", "Au_Olsson", "--output", output().string()}).status, EP_EXIT_FAILURE);
}

// Every installed table of the catalogue is what the catalogue says: its elements, and as many
// numbers as a table of its format has.
TEST_F(Potentials, WritesAll)
{
  SKIP_WITHOUT_MODELS();
  size_t count;
  const ep_catalogue_entry *entries = ep_catalogue(&count);
  for (size_t i = 0; i < count; i++) {
    const ep_catalogue_entry &entry = entries[i];
    SCOPED_TRACE(entry.name);
    if (installed(entry.name).empty()) continue;
    const Result result = run({"write", entry.name, "--output", output().string()});
    ASSERT_EQ(result.status, EP_EXIT_OK) << result.err;
    char name[256];
    ep_catalogue_file_name(&entry, name, sizeof name);
    std::ifstream file(output() / name);
    std::string line;
    for (int skip = 0; skip < 4; skip++) std::getline(file, line);
    auto elements = words_of(line);
    ASSERT_GE(elements.size(), 2u);
    const size_t nelements = std::stoul(elements[0]);
    elements.erase(elements.begin());
    EXPECT_EQ(elements, words_of(entry.elements));
    EXPECT_EQ(elements.size(), nelements);
    std::getline(file, line);
    const auto grid = words_of(line);
    ASSERT_EQ(grid.size(), 5u);
    const size_t nrho = std::stoul(grid[0]), nr = std::stoul(grid[2]);
    const size_t ndensities = std::string(entry.format) == "eam/fs" ? nelements : 1;
    size_t nwords = 0;
    for (std::string word; file >> word;) nwords++;
    EXPECT_EQ(nwords,
              nelements * (4 + nrho + ndensities * nr) + nr * nelements * (nelements + 1) / 2);
    file.close();
    fs::remove(output() / name);
  }
}
