// Stands for a portable model: with FAKE_TABLE the symbols of Au_Grochola around another table, else
// neither.
#ifdef FAKE_TABLE
const unsigned char Au_Grochola_JCP05_eam_alloy[] = "not\nthe\npublished\n1 Au\n";
const unsigned int Au_Grochola_JCP05_eam_alloy_len = sizeof Au_Grochola_JCP05_eam_alloy - 1;
#else
const unsigned char another_table[] = "1 Au\n";
#endif
