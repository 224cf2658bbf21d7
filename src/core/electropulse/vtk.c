#include "electropulse/vtk.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  char *buffer;
  size_t size, used;    // used: all that was put, whether there was room or not
} output;

static void put(output *out, const void *bytes, size_t n)
{
  if (out->used < out->size) {
    const size_t room = out->size - out->used;
    memcpy(out->buffer + out->used, bytes, n < room ? n : room);
  }
  out->used += n;
}

static void put_line(output *out, const char *format, ...)
{
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  put(out, line, strlen(line));
}

static const char *byte_order(void)
{
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first ? "LittleEndian" : "BigEndian";
}

size_t ep_vtk_write(const ep_vtk_image *image, const ep_vtk_array *arrays, int narrays,
                    char *buffer, size_t size)
{
  output out = {buffer, size, 0};
  const int *const n = image->size;
  const double *const low = image->low, *const cell = image->cell;
  const uint64_t cells = (uint64_t) n[0] * n[1] * n[2];
  put_line(&out, "<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\" version=\"1.0\" ");
  put_line(&out, "byte_order=\"%s\" header_type=\"UInt64\">\n", byte_order());
  put_line(&out, "<ImageData WholeExtent=\"0 %d 0 %d 0 %d\" ", n[0], n[1], n[2]);
  put_line(&out, "Origin=\"%.10g %.10g %.10g\" ", low[0], low[1], low[2]);
  put_line(&out, "Spacing=\"%.10g %.10g %.10g\">\n", cell[0], cell[1], cell[2]);
  put_line(&out, "<Piece Extent=\"0 %d 0 %d 0 %d\">\n<CellData>\n", n[0], n[1], n[2]);
  uint64_t offset = 0;
  for (int a = 0; a < narrays; a++) {
    put_line(&out, "<DataArray type=\"Float32\" Name=\"%s\" NumberOfComponents=\"%d\" ",
             arrays[a].name, arrays[a].components);
    put_line(&out, "format=\"appended\" offset=\"%llu\"/>\n", (unsigned long long) offset);
    offset += sizeof(uint64_t) + cells * arrays[a].components * sizeof(float);
  }
  put_line(&out, "</CellData>\n</Piece>\n</ImageData>\n<AppendedData encoding=\"raw\">\n_");
  for (int a = 0; a < narrays; a++) {
    const uint64_t bytes = cells * arrays[a].components * sizeof(float);
    put(&out, &bytes, sizeof bytes);
    put(&out, arrays[a].values, bytes);
  }
  put_line(&out, "\n</AppendedData>\n</VTKFile>\n");
  return out.used;
}
