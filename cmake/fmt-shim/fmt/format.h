// Some distributions ship LAMMPS' headers without the fmt headers they include. Only these names are needed to
// parse them; none of our code calls fmt, so nothing of its ABI is touched.
#ifndef ELECTROPULSE_FMT_SHIM
#define ELECTROPULSE_FMT_SHIM
namespace fmt {
inline namespace v7_lmp {
  template <class Char> class basic_string_view;
  using string_view = basic_string_view<char>;
  struct no_args;
  using format_args = no_args &;
  template <class... Args, class Format> int make_args_checked(const Format &, const Args &...);
}    // namespace v7_lmp
}    // namespace fmt
#endif
