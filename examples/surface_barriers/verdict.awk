# Prints the table from <out>/<table>.txt and judges it by the rule of check. Variables: out, tables, paths.
# Input: potentials/properties/results.txt.
function abs(x) { return x < 0 ? -x : x }
# Keeps the largest difference, and of what.
function differ(x, what) {
  x = abs(x)
  if (x <= most) return
  most = x
  where = what
  gsub(SUBSEP, " ", where)
}
# Energy of a way's start from the defects that in.sites has measured.
function made_of(t, s, p,    e, surface) {
  surface = substr(p, length(p) - 2)
  e = v[t, s, "slab_" surface]
  if (p == "pair110") return e
  if (p == "vacancy110") return e + v[t, s, "vacancy_110"] + v[t, "normal", "cohesive"]
  return e + v[t, s, "adatom_" surface] - v[t, "normal", "cohesive"]
}
# 1 meV; 1 mJ/m^2
function limit(quantity) {
  if (quantity ~ /^(unstable|intrinsic|shifted)$/) return 1
  return 1e-3
}
# Minus the derivative of an energy by the tension, in cubes of b: 1 eV/GPa is 160.2 A^3.
function volume_row(name, quantity,    i, t) {
  printf "%-34s %-7s", name, "b^3"
  for (i = 1; i <= n; i++) {
    t = table[i]
    if ((t, "pulled", quantity) in v)
      printf " %12.3f", (v[t, "pushed", quantity] - v[t, "pulled", quantity]) / 2 * 160.2177 / (v[t, "normal", "lattice"] ^ 3 / sqrt(8))
    else printf " %12s", "-"
  }
  print ""
}
function judge(what, failed, said) {
  bad += failed > 0
  printf "%-10s %s (%s)\n", what ":", failed ? "NOT MET" : "met", said
}
function read_table(t,    file, f, size, y, n) {
  file = out "/" t ".txt"
  size = "normal"
  n = 0
  while ((getline line < file) > 0) {
    split(line, f, " ")
    if (f[1] == "size") size = f[2]
    if (f[1] == "shift") y[++n] = f[3]
    if (f[1] == "result") v[t, size, f[2]] = f[3]
    if (f[1] == "way") {
      v[t, size, f[2]] = f[3]; reverse[t, size, f[2]] = f[4]; halfway[t, size, f[2]] = f[5]; end[t, size, f[2]] = f[6]
      force[t, size, f[2]] = f[7]; start[t, size, f[2]] = f[8]
    }
  }
  close(file)
  if (n != 20) { print "missing or incomplete: " file; failed = 1; exit 1 }
  v[t, "normal", "shifted"] = y[n]
  for (m = 2; y[m + 1] > y[m]; m++);      # the first maximum, of the parabola through three points
  v[t, "normal", "unstable"] = y[m] + (y[m - 1] - y[m + 1]) ^ 2 / (8 * (2 * y[m] - y[m - 1] - y[m + 1]))
  for (s in sizes) {
    if (!((t, sizes[s], "adatom_110") in v)) continue
    if ((t, sizes[s], "hcp_111") in v) v[t, sizes[s], "hcp-fcc"] = v[t, sizes[s], "hcp_111"] - v[t, sizes[s], "adatom_111"]
    v[t, sizes[s], "made+hop"] = v[t, sizes[s], "adatom_110"] + v[t, sizes[s], "along110"]
    v[t, sizes[s], "apart"] = v[t, sizes[s], "adatom_110"] + v[t, sizes[s], "vacancy_110"]
    if ((t, sizes[s], "pair110") in v) v[t, sizes[s], "pair_end"] = end[t, sizes[s], "pair110"]
  }
}
function row(name, quantity, unit, format,    i) {
  printf "%-34s %-7s", name, unit
  for (i = 1; i <= n; i++) printf " %12s", sprintf(format, v[table[i], "normal", quantity])
  print ""
}
$2 ~ /^(surface_|intrinsic)/ { known[$1 "_ZJW04", $2] = $5 }
END {
  if (failed) exit 1
  n = split(tables, table, " "); ways = split(paths, path, " "); split("normal deep wide pulled pushed", sizes, " ")
  for (i = 1; i <= n; i++) read_table(table[i])

  printf "%-42s", ""
  for (i = 1; i <= n; i++) printf " %12s", table[i]
  print ""
  row("lattice constant", "lattice", "A", "%.5f")
  row("cohesive energy", "cohesive", "eV", "%.4f")
  row("surface 111", "surface_111", "J/m^2", "%.3f")
  row("surface 100", "surface_100", "J/m^2", "%.3f")
  row("surface 110", "surface_110", "J/m^2", "%.3f")
  row("110 with missing rows, less 110", "reconstruction", "J/m^2", "%+.3f")
  row("unstable stacking fault", "unstable", "mJ/m^2", "%.1f")
  row("intrinsic stacking fault", "intrinsic", "mJ/m^2", "%.1f")
  row("adatom on 111", "adatom_111", "eV", "%.3f")
  row("  hcp less fcc site", "hcp-fcc", "eV", "%+.3f")
  row("  hop fcc to hcp", "hop111", "eV", "%.3f")
  row("adatom on 100", "adatom_100", "eV", "%.3f")
  row("  hop", "hop100", "eV", "%.3f")
  row("  exchange", "exchange100", "eV", "%.3f")
  row("adatom on 110", "adatom_110", "eV", "%.3f")
  row("  hop along the channel", "along110", "eV", "%.3f")
  row("  hop over the row", "over110", "eV", "%.3f")
  row("  exchange with the row, straight", "straight110", "eV", "%.3f")
  row("  exchange with the row, slanted", "slanted110", "eV", "%.3f")
  row("  made at a kink, and hop along", "made+hop", "eV", "%.3f")
  row("vacancy in 110", "vacancy_110", "eV", "%.3f")
  row("  hop along its row", "vacancy110", "eV", "%.3f")
  row("adatom and vacancy, far apart", "apart", "eV", "%.3f")
  row("  nearest stable pair", "pair_end", "eV", "%.3f")
  row("  barrier to it, from the full row", "pair110", "eV", "%.3f")
  volume_row("activation volume: adatom on 110", "adatom_110")
  volume_row("  hop along the channel", "along110")
  volume_row("  both", "made+hop")
  volume_row("  vacancy's hop along its row", "vacancy110")
  row("vacancy in 100", "vacancy_100", "eV", "%.3f")
  row("vacancy in 111", "vacancy_111", "eV", "%.3f")
  print ""

  count = most = 0
  for (k in force) {
    if (force[k] == 0) continue
    count++
    if (force[k] > most) most = force[k]
  }
  judge("converged", most > 0.01, sprintf("%d bands, largest force %.4f eV/A", count, most))

  most = 0
  for (k in start) {
    split(k, part, SUBSEP)
    if (part[1] ~ /ZJW04$/) continue
    differ(start[k] - made_of(part[1], part[2], part[3]), k)
    differ(v[k] - reverse[k] - end[k], k)
    if (part[3] != "pair110") differ(end[k] - (part[3] == "hop111" ? v[part[1], part[2], "hcp-fcc"] : 0), k)
  }
  judge("ends", most > 1e-3, sprintf("largest difference %.2f meV, %s", 1e3 * most, where))

  most = 0
  for (k in halfway) {
    split(k, part, SUBSEP)
    if (part[3] ~ /^(hop111|hop100|exchange100|along110|over110|vacancy110)$/) differ(v[k] - halfway[k], k)
  }
  judge("saddles", most > 5e-3, sprintf("largest difference %.2f meV, %s", 1e3 * most, where))

  most = 0
  for (i = 1; i <= n; i++) differ(v[table[i], "normal", "straight110"] - v[table[i], "normal", "slanted110"], table[i])
  judge("dumbbell", most > 5e-3, sprintf("largest difference %.2f meV, %s", 1e3 * most, where))

  most = 0
  for (i = 1; i <= n; i++)
    if (table[i] !~ /ZJW04$/) differ(v[table[i], "normal", "shifted"] - v[table[i], "normal", "intrinsic"], table[i])
  judge("fault", most > 0.1, sprintf("largest difference %.4f mJ/m^2, %s", most, where))

  misses = most = 0
  for (k in known) {
    split(k, part, SUBSEP)
    if (!((part[1], "normal", part[2]) in v)) continue
    x = abs(v[part[1], "normal", part[2]] - known[k])
    if (part[2] == "intrinsic") misses += x > 0.01; else misses += x > 2e-4
  }
  a = v["Ag_ZJW04", "normal", "made+hop"]; b = v["Pt_ZJW04", "normal", "made+hop"]
  misses += abs(a - 0.53) > 0.01; misses += abs(b - 0.88) > 0.01
  judge("known", misses, sprintf("%d differ; adatom and hop %.3f and %.3f eV", misses, a, b))

  most = 0
  for (k in v) {
    split(k, part, SUBSEP)
    if (part[1] == "Ag_Williams" && part[3] !~ /^(lattice|slab|missing_row)/) differ((v[k] - v["CuAg_Wu", part[2], part[3]]) / limit(part[3]), k)
  }
  judge("same", most > 1, sprintf("largest difference %.2f of the limit, %s", most, where))

  most = 0
  for (k in v) {
    split(k, part, SUBSEP)
    if (part[2] ~ /^(deep|wide)$/ && part[3] !~ /^(reconstruction|missing_row|slab)/) differ(v[k] - v[part[1], "normal", part[3]], k)
  }
  judge("size", most > 0.01, sprintf("largest change %.1f meV, %s", 1e3 * most, where))

  most = 0
  for (k in v) {
    split(k, part, SUBSEP)
    if (part[1] ~ /ZJW04$/ && part[3] !~ /^(lattice|slab|missing_row|surface|reconstruction|unstable|intrinsic|shifted)/)
      differ((v[k] - v[part[1] "_7.5", part[2], part[3]]) / (part[1] ~ /^Ag/ ? 5e-3 : 40e-3), k)
  }
  judge("cutoff", most > 1, sprintf("largest difference %.2f of the limit, %s", most, where))
  exit bad > 0
}
