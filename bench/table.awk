# Makes the table of bench/run from the log of in.styles. Variables: cpu, build (type of the build), json (1 or 0).

BEGIN { PLAIN = "plain EAM"; busy = 100 }

/^LAMMPS \(/ && version == "" { version = $0; gsub(/^LAMMPS \(|\).*$/, "", version) }
/pair eam\/alloy/ && pair == "" { pair = $3; sub(/,$/, "", pair) }
/^SEGMENT / {
  sub(/^SEGMENT /, "")
  split($0, part, " [|] ")
  line[++n] = part[1]
  base[n] = part[2]
  inside = 1
  if (!(part[1] in seen)) { seen[part[1]] = 1; order[++nlines] = part[1] }
}
/^Loop time of / && inside { steps = $9; atoms = $12; loop[n] = 1e9 * $4 / (steps * atoms) }
/% CPU use/ && inside { if ($1 + 0 < busy) busy = $1 + 0 }
/^Modify / && inside { modify[n] = 1e9 * $3 / (steps * atoms); inside = 0 }

END {
  if (n == 0 || inside) { print "bench/run: the log holds no complete segment" > "/dev/stderr"; exit 1 }
  for (k = 1; k <= n; k++) {
    if (line[k] == PLAIN) { before = k; continue }
    # plain EAM as it ran just before and just after
    plain = (loop[before] + loop[k + 1]) / 2
    idle = base[k] == PLAIN ? (modify[before] + modify[k + 1]) / 2 : modify[last[base[k]]]
    last[line[k]] = k
    append(line[k], "ratio", loop[k] / plain)
    append(line[k], "itself", 100 * (modify[k] - idle) / plain)
  }
  for (k = 1; k <= n; k++) append(line[k], "loop", loop[k])
  least = lowest(PLAIN, "loop")
  if (json) print_json()
  else print_text()
}

function append(l, what, value) { values[l, what, ++count[l, what]] = value }

function lowest(l, what,   i, low) {
  low = values[l, what, 1]
  for (i = 2; i <= count[l, what]; i++) if (values[l, what, i] < low) low = values[l, what, i]
  return low
}

function highest(l, what,   i, high) {
  high = values[l, what, 1]
  for (i = 2; i <= count[l, what]; i++) if (values[l, what, i] > high) high = values[l, what, i]
  return high
}

function median(l, what,   m, i, j, v, sorted) {
  m = count[l, what]
  for (i = 1; i <= m; i++) {
    v = values[l, what, i]
    for (j = i - 1; j >= 1 && sorted[j] > v; j--) sorted[j + 1] = sorted[j]
    sorted[j + 1] = v
  }
  return m % 2 ? sorted[(m + 1) / 2] : (sorted[m / 2] + sorted[m / 2 + 1]) / 2
}

function print_text(   i, l) {
  printf "CPU %s, 1 rank; LAMMPS %s; build %s\n", cpu, version, build
  printf "%d atoms, %s, %d repetitions of %d steps; plain EAM: %.0f to %.0f ns an atom and step; lowest CPU use %.0f %%\n\n",
    atoms, pair, count[order[2], "loop"], steps, least, highest(PLAIN, "loop"), busy
  printf "%-44s %15s %15s %9s %9s\n", "", "ns/(atom step)", "ratio to plain", "added", "itself"
  printf "%-44s %7s %7s %7s %7s %9s %9s\n", "", "min", "median", "min", "median", "%", "%"
  for (i = 1; i <= nlines; i++) {
    l = order[i]
    printf "%-44s %7.1f %7.1f", l, lowest(l, "loop"), median(l, "loop")
    if (l == PLAIN) printf " %7.3f %7.3f\n", 1, 1
    else printf " %7.3f %7.3f %9.2f %9.2f\n", lowest(l, "loop") / least, median(l, "ratio"),
      100 * (median(l, "ratio") - 1), median(l, "itself")
  }
}

function quoted(s) {
  gsub(/[\\"]/, "\\\\&", s)
  return "\"" s "\""
}

function print_json(   i, l) {
  printf "{\n  \"cpu\": %s, \"lammps\": %s, \"build\": %s, \"ranks\": 1, \"pair_style\": %s,\n", quoted(cpu),
    quoted(version), quoted(build), quoted(pair)
  printf "  \"atoms\": %d, \"steps\": %d, \"repetitions\": %d, \"lowest_cpu_use_percent\": %.1f,\n", atoms, steps,
    count[order[2], "loop"], busy
  printf "  \"plain_ns\": {\"min\": %.2f, \"median\": %.2f, \"max\": %.2f},\n  \"lines\": [", least,
    median(PLAIN, "loop"), highest(PLAIN, "loop")
  for (i = 2; i <= nlines; i++) {
    l = order[i]
    printf "%s\n    {\"line\": %s, \"ns_min\": %.2f, \"ns_median\": %.2f, \"ratio_min\": %.4f, \"ratio_median\": %.4f, ",
      (i > 2 ? "," : ""), quoted(l), lowest(l, "loop"), median(l, "loop"), lowest(l, "loop") / least, median(l, "ratio")
    printf "\"added_percent\": %.3f, \"itself_percent\": %.3f}", 100 * (median(l, "ratio") - 1), median(l, "itself")
  }
  print "\n  ]\n}"
}
