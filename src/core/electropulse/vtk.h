#ifndef ELECTROPULSE_VTK_H
#define ELECTROPULSE_VTK_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Files of cells for ParaView: VTK's ImageData in XML (.vti), numbers in single precision, appended raw in this machine's
// byte order ("VTK XML Formats" in the VTK user's guide). Cells are in VTK's order, the first axis varying fastest.
typedef struct {
  int size[3];    // cells along each axis
  double low[3], cell[3];
} ep_vtk_image;

// A quantity: what it is called, with its unit, and numbers for each cell, 1 or 3.
typedef struct {
  const char *name;
  int components;
  const float *values;
} ep_vtk_array;

// Writes at most `size` bytes of the file to `buffer`; returns how many the whole file has, so that size 0 asks for it.
size_t ep_vtk_write(const ep_vtk_image *image, const ep_vtk_array *arrays, int narrays,
                    char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif
