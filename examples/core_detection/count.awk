# Counts what check's runs wrote into the folder `out`: the table, and the verdict on averaging time number 3.

function read_frame(file, column, set,    line, field, n, in_atoms) {
  delete set
  while ((getline line < file) > 0) {
    if (in_atoms) { n = split(line, field, " "); if (field[column] == 2) set[field[1]] = 1 }
    if (line ~ /^ITEM: ATOMS/) in_atoms = 1
  }
  close(file)
  return in_atoms
}

BEGIN {
  split("0 0.1 0.2 0.4 0.8 1.6", tau, " ")
  demo = 4
  bad = 0

  printf "%-22s", "averaging time (ps)"
  for (m = 1; m <= 6; m++) printf "%8s", tau[m]
  print "\nfalse core atoms per 1e6 atom-samples of perfect gold"
  for (T = 300; T <= 800; T += 500) {
    file = out "/false." T ".txt"; frames = 0
    for (m = 1; m <= 6; m++) sum[m] = 0
    while ((getline line < file) > 0) {
      if (line ~ /^#/) continue
      split(line, field, " "); frames++
      for (m = 1; m <= 6; m++) sum[m] += field[m + 1]
    }
    close(file)
    atoms = frames * 6912
    printf "  %4d K, %.2g samples  ", T, atoms
    for (m = 1; m <= 6; m++) printf "%8.0f", (atoms ? sum[m] / atoms * 1e6 : -1)
    print ""
    if (atoms < 1e6 || sum[demo] > 0) bad = 1
  }

  print "share of the core atoms of the quenched frame that is found (and core atoms marked per frame)"
  n = split("partial edge itb", defects, " ")
  for (d = 1; d <= n; d++) for (T = 300; T <= 800; T += 500) {
    name = defects[d] "." T
    file = out "/hot." name ".dump"; frames = 0; total = 0; in_atoms = 0
    for (m = 1; m <= 6; m++) found[m] = marked[m] = 0
    while ((getline line < file) > 0) {
      if (line == "ITEM: TIMESTEP") {
        in_atoms = 0
        getline step < file
        have = read_frame(out "/cold." name "." step ".dump", 5, core)
        if (have) { frames++; for (id in core) total++ }
      } else if (line ~ /^ITEM: ATOMS/) in_atoms = have
      else if (in_atoms) {
        split(line, field, " ")
        for (m = 1; m <= 6; m++) if (field[m + 4] == 2) { marked[m]++; if (field[1] in core) found[m]++ }
      }
    }
    close(file)
    printf "  %-8s %4d K, %4.1f  ", defects[d], T, (frames ? total / frames : 0)
    for (m = 1; m <= 6; m++) printf "%8s", (total ? sprintf("%.3f", found[m] / total) : "none")
    printf "\n%-22s", ""
    for (m = 1; m <= 6; m++) printf "%8s", (frames ? sprintf("(%.0f)", marked[m] / frames) : "none")
    print ""
    if (!total || found[demo] / total < (T == 300 ? 0.95 : 0.85)) bad = 1
  }
  print (bad ? "NOT MET" : "met") " at the example's 0.4 ps: no false core in 1e6 samples, 0.95 of the core found at 300 K, 0.85 at 800 K"
  exit bad
}
