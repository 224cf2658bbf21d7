// Every fact is from the kimspec.edn and the table inside the model itself; where the kimspec.edn
// cites several articles, the one that published the parameters is given.
#include "catalogue.h"

#include <stdio.h>
#include <string.h>

static const ep_catalogue_entry entries[] = {
    {"Au_Grochola", "Au", "eam/alloy", "EAM_Dynamo_GrocholaRusso_2005_Au__MO_557267801129_000",
     "Au_Grochola_JCP05_eam_alloy", "G. Grochola, S. P. Russo, I. K. Snook",
     "On fitting a gold embedded atom method potential using the force matching method",
     "J. Chem. Phys.", "123", "204719", 2005, "10.1063/1.2124667", "10.25950/d5d49282",
     "1c49ca7ef48df27f7cb371f44fb9b54d0a8359c69a4033e5f3f3ac2fc2b05b29", NULL},
    {"Au_Olsson", "Au", "eam/alloy", "EAM_Dynamo_Olsson_2010_Au__MO_228280943430_000",
     "Au_Olsson_JAP2010_eam_alloy", "P. A. T. Olsson",
     "Transverse resonant properties of strained gold nanowires", "J. Appl. Phys.", "108", "034318",
     2010, "10.1063/1.3460127", "10.25950/fe43ad59",
     "a0fee1c6f24b39683bc0cc8710787d9be043566ba9d5c6962ceca27b3c8bbc15", NULL},
    {"Au_Pun", "Au", "eam/alloy", "EAM_Dynamo_Pun_2017_Au__MO_188701096956_000",
     "Au_GLJ10_3_eam_alloy", "G. P. Purja Pun", "EAM potential for Au", NULL, NULL, NULL, 2017,
     NULL, "10.25950/b433cd2b", "91b1a5c325bf54f71cc91bacdbe742d9e843128c05fa1b05c3fb52cddf5a4f6c",
     NULL},
    {"Au_Zhou04", "Au", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Au__MO_684444719999_000",
     "Au_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/cbd46354",
     "746b008d8849eea584ee3de3abe48791747e62a929e6dca8c3346181a7650e34", NULL},
    {"Ag_Williams", "Ag", "eam/alloy",
     "EAM_Dynamo_WilliamsMishinHamilton_2006_Ag__MO_131620013077_005", "Ag_eam_alloy",
     "P. L. Williams, Y. Mishin, J. C. Hamilton", "An embedded-atom potential for the Cu-Ag system",
     "Modelling Simul. Mater. Sci. Eng.", "14", "817", 2006, "10.1088/0965-0393/14/5/002",
     "10.25950/aa8376dd", "958f4623e70b51c05e26e9b980f3c85bb1ac9852f3f260c8f75c6181e0c58447", NULL},
    {"Ag_Zhou04", "Ag", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Ag__MO_505250810900_000",
     "Ag_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/b6ba7c2a",
     "0d2d3ac28c566c1b6deaf851d57a304af59d1545f9343d35f1418400d4b98b14", NULL},
    {"CuAg_Williams", "Cu Ag", "eam/alloy",
     "EAM_Dynamo_WilliamsMishinHamilton_2006_CuAg__MO_128703483589_005", "CuAg_eam_alloy",
     "P. L. Williams, Y. Mishin, J. C. Hamilton", "An embedded-atom potential for the Cu-Ag system",
     "Modelling Simul. Mater. Sci. Eng.", "14", "817", 2006, "10.1088/0965-0393/14/5/002",
     "10.25950/d255748d", "c80aad5f9cf5c0162b965f5cff9f254e2c1d6d788c8a40190ec10a063db08061", NULL},
    {"CuAg_Wu", "Cu Ag", "eam/alloy", "EAM_Dynamo_WuTrinkle_2009_CuAg__MO_270337113239_005",
     "cu_ag_ymwu_eam_alloy", "H. H. Wu, D. R. Trinkle",
     "Cu/Ag EAM potential optimized for heteroepitaxial diffusion from ab initio data",
     "Comput. Mater. Sci.", "47", "577", 2009, "10.1016/j.commatsci.2009.09.026",
     "10.25950/67d335dd", "bf117deb80490753adc50f5d509b7ef1c44375c7e6ce9f79dfcb4ecf2a07936a",
     "only intended for the study of Cu diffusion on the Ag(111) surface"},
    {"CuAgAu_Zhou04", "Cu Ag Au", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_CuAgAu__MO_318213562153_000",
     "CuAgAu_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/d77528cf",
     "f93e540c7298f2810833493b47e71718a6a9f2e869361c19c4c8403f082cd420", NULL},
    {"Cu_Mishin", "Cu", "eam/alloy",
     "EAM_Dynamo_MishinMehlPapaconstantopoulos_2001_Cu__MO_346334655118_005", "Cu01_eam_alloy",
     "Y. Mishin, M. J. Mehl, D. A. Papaconstantopoulos, A. F. Voter, J. D. Kress",
     "Structural stability and lattice defects in copper: Ab initio, tight-binding, and "
     "embedded-atom calculations",
     "Phys. Rev. B", "63", "224106", 2001, "10.1103/PhysRevB.63.224106", "10.25950/bbcadadf",
     "5e374260448eea5c26de59432d75e702c1778cc6999d2527a789e5387ce9dc9e", NULL},
    {"Cu_Zhou04", "Cu", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Cu__MO_759493141826_000",
     "Cu_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/885ad6aa",
     "34bcf92bc7e14b6316caea2b03975d188cc13593da72d1552fcd838d449f5771", NULL},
    {"Pt_Zhou04", "Pt", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Pt__MO_601539325066_000",
     "Pt_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/696d9cc9",
     "4995233490809468c8abd964176e7e8571d6eb98b1970a0a83b9f10f22c41767", NULL},
    {"PtAu_OBrien", "Pt Au", "eam/alloy",
     "EAM_Dynamo_OBrienBarrPrice_2018_PtAu__MO_946831081299_000", "PtAu_eam_alloy",
     "C. J. O'Brien, C. M. Barr, P. M. Price, K. Hattar, S. M. Foiles",
     "Grain boundary phase transformations in PtAu and relevance to thermal stabilization of bulk "
     "nanocrystalline metals",
     "J. Mater. Sci.", "53", "2911", 2018, "10.1007/s10853-017-1706-1", "10.25950/a57b36d8",
     "4fa024538784dc1a7457e542ef7aaa734cca75037bb1c5aa4f22efb2ac28391e", NULL},
    {"W_Marinica2", "W", "eam/fs",
     "EAM_Dynamo_MarinicaVentelonGilbert_2013EAM2_W__MO_204305659515_000", "w_eam2_fs",
     "M.-C. Marinica, L. Ventelon, M. R. Gilbert, L. Proville, S. L. Dudarev, J. Marian, G. "
     "Bencteux, F. Willaime",
     "Interatomic potentials for modelling radiation defects and dislocations in tungsten",
     "J. Phys.: Condens. Matter", "25", "395502", 2013, "10.1088/0953-8984/25/39/395502",
     "10.25950/cdaf4b29", "5c11a347e467b533e084bf88fc91c69f465fada4d45f22f6593c8024b0be440c", NULL},
    {"W_Marinica3", "W", "eam/fs",
     "EAM_Dynamo_MarinicaVentelonGilbert_2013EAM3_W__MO_706622909913_000", "w_eam3_fs",
     "M.-C. Marinica, L. Ventelon, M. R. Gilbert, L. Proville, S. L. Dudarev, J. Marian, G. "
     "Bencteux, F. Willaime",
     "Interatomic potentials for modelling radiation defects and dislocations in tungsten",
     "J. Phys.: Condens. Matter", "25", "395502", 2013, "10.1088/0953-8984/25/39/395502",
     "10.25950/387cf35e", "3fde15fee2a23785266d8a48f4f65f642d6e47b6a13ac6e78cd0e8ecd717b69e", NULL},
    {"W_Marinica4", "W", "eam/fs",
     "EAM_Dynamo_MarinicaVentelonGilbert_2013EAM4__MO_046576227003_000", "w_eam4_fs",
     "M.-C. Marinica, L. Ventelon, M. R. Gilbert, L. Proville, S. L. Dudarev, J. Marian, G. "
     "Bencteux, F. Willaime",
     "Interatomic potentials for modelling radiation defects and dislocations in tungsten",
     "J. Phys.: Condens. Matter", "25", "395502", 2013, "10.1088/0953-8984/25/39/395502",
     "10.25950/ce93b9c6", "f7347150e02cae5def044eab6a0044cfb08603a951e9e1c5dd692b6ce2f2874e", NULL},
    {"W_Zhou04", "W", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_W__MO_914556822329_000",
     "W_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/df28a4b2",
     "4ae0749ce44dc313d625d30575572fb23084ab3280407a85e77e0a4a027755bb", NULL},
    {"Ta_Ravelo1", "Ta", "eam/alloy",
     "EAM_Dynamo_RaveloGermannGuerrero_2013Ta1_Ta__MO_816821594689_000",
     "Ta1_Ravelo_2013_eam_alloy", "R. Ravelo, T. C. Germann, O. Guerrero, Q. An, B. L. Holian",
     "Shock-induced plasticity in tantalum single crystals: Interatomic potentials and large-scale "
     "molecular-dynamics simulations",
     "Phys. Rev. B", "88", "134101", 2013, "10.1103/PhysRevB.88.134101", "10.25950/c6adba9e",
     "b5bc88b587641942fd9c323c4f87c2a22d58551e3622a175e8cdee4cf849ba4e", NULL},
    {"Ta_Ravelo2", "Ta", "eam/alloy",
     "EAM_Dynamo_RaveloGermannGuerrero_2013Ta2_Ta__MO_330376344314_000",
     "Ta2_Ravelo_2013_eam_alloy", "R. Ravelo, T. C. Germann, O. Guerrero, Q. An, B. L. Holian",
     "Shock-induced plasticity in tantalum single crystals: Interatomic potentials and large-scale "
     "molecular-dynamics simulations",
     "Phys. Rev. B", "88", "134101", 2013, "10.1103/PhysRevB.88.134101", "10.25950/22fb8e62",
     "4208b96f9e4d1d4a8a7c2c29cdd55689eb6dceed08c34bd386892e2e2d3ce558", NULL},
    {"Ta_Li", "Ta", "eam/alloy", "EAM_Dynamo_LiSiegelAdams_2003_Ta__MO_103054252769_005",
     "newPP1_47_setfl_eam_alloy", "Y. Li, D. J. Siegel, J. B. Adams, X.-Y. Liu",
     "Embedded-atom-method tantalum potential developed by the force-matching method",
     "Phys. Rev. B", "67", "125101", 2003, "10.1103/PhysRevB.67.125101", "10.25950/b2c8d4cd",
     "b1af28d24ed4e57ae2f754de4fcb4c162abf79b10fd999025c4d13c7f2f9375a", NULL},
    {"Ta_Zhou04", "Ta", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Ta__MO_568033730744_000",
     "Ta_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/cb98aadc",
     "98b42057f30f66df2fcdefa057519d1d19963ba8fbbe7bfc4ef95c0f7a8939b2", NULL},
    {"Mo_Zhou04", "Mo", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Mo__MO_230319944007_000",
     "Mo_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/f4655b56",
     "d79c6bf14ce4ef97799983c85473895d075202aebacfc256b0c30d9b77e0d96b", NULL},
    {"Nb_Fellinger", "Nb", "eam/alloy",
     "EAM_Dynamo_FellingerParkWilkins_2010_Nb__MO_102133002179_005", "Nb_eam_alloy",
     "M. R. Fellinger, H. Park, J. W. Wilkins",
     "Force-matched embedded-atom method potential for niobium", "Phys. Rev. B", "81", "144119",
     2010, "10.1103/PhysRevB.81.144119", "10.25950/befb2eea",
     "d02816ad43e6d9a0f5e76656b95567678683d467a30f75f9d67b602cb86a7c7a", NULL},
    {"Fe_Mendelev2", "Fe", "eam/fs",
     "EAM_Dynamo_MendelevHanSrolovitz_2003Potential2_Fe__MO_769582363439_005", "Fe_2_eam_fs",
     "M. I. Mendelev, S. Han, D. J. Srolovitz, G. J. Ackland, D. Y. Sun, M. Asta",
     "Development of new interatomic potentials appropriate for crystalline and liquid iron",
     "Philos. Mag.", "83", "3977", 2003, "10.1080/14786430310001613264", "10.25950/f3e7b22d",
     "3b53fd96912607f328d77775479f714ac6effef75876c824ea03fe9352e3457b",
     "for bcc Fe and solidification, not for the fcc phase; the table of parameters in the article "
     "has a misprint"},
    {"Fe_Mendelev5", "Fe", "eam/fs",
     "EAM_Dynamo_MendelevHanSrolovitz_2003Potential5_Fe__MO_942420706858_005", "Fe_5_eam_fs",
     "M. I. Mendelev, S. Han, D. J. Srolovitz, G. J. Ackland, D. Y. Sun, M. Asta",
     "Development of new interatomic potentials appropriate for crystalline and liquid iron",
     "Philos. Mag.", "83", "3977", 2003, "10.1080/14786430310001613264", "10.25950/b73f2bfe",
     "38bce982065354111d19067300b910ee03f8c9e06965e1de63edba5b7644ded8",
     "for bcc Fe and solidification, not for the fcc phase; the table of parameters in the article "
     "has a misprint"},
    {"Fe_Zhou04", "Fe", "eam/alloy",
     "EAM_Dynamo_ZhouJohnsonWadley_2004NISTretabulation_Fe__MO_681088298208_000",
     "Fe_Zhou04_eam_alloy", "X. W. Zhou, R. A. Johnson, H. N. G. Wadley",
     "Misfit-energy-increasing dislocations in vapor-deposited CoFe/NiFe multilayers",
     "Phys. Rev. B", "69", "144113", 2004, "10.1103/PhysRevB.69.144113", "10.25950/f44e9af3",
     "130161c67eaedfa95ca7565a1062ee881ba483402ef6773d4cf7d7177a4ba9ee", NULL},
};
enum { nentries = sizeof entries / sizeof entries[0] };

const ep_catalogue_entry *ep_catalogue(size_t *count)
{
  *count = nentries;
  return entries;
}

const ep_catalogue_entry *ep_catalogue_find(const char *name)
{
  for (int i = 0; i < nentries; i++)
    if (!strcmp(entries[i].name, name)) return &entries[i];
  return NULL;
}

int ep_catalogue_file_name(const ep_catalogue_entry *entry, char *buffer, size_t size)
{
  const int length = snprintf(buffer, size, "%s.%s", entry->name, entry->format);
  for (char *c = size ? buffer : NULL; c && *c; c++)
    if (*c == '/') *c = '.';
  return length;
}

int ep_catalogue_citation(const ep_catalogue_entry *entry, char *buffer, size_t size)
{
  if (!entry->journal)
    return snprintf(buffer, size, "%s, unpublished (%d), doi:%s", entry->authors, entry->year,
                    entry->model_doi);
  return snprintf(buffer, size, "%s, %s %s, %s (%d), doi:%s", entry->authors, entry->journal,
                  entry->volume, entry->page, entry->year, entry->doi);
}
