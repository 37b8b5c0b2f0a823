/* Prints a file's bytes in the ways in which people print bytes in C. */
#include <ctype.h>
#include <stdio.h>

int main(int argc, char **argv) {
  static unsigned char data[65536];
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 1;
  int length = (int)fread(data, 1, sizeof data, file);

  printf("@@ %%02x\n");
  for (int i = 0; i < length; i++) printf("%02x", data[i]);
  printf("\n@@ %%02X with blanks\n");
  for (int i = 0; i < length; i++) printf("%02X ", data[i]);
  printf("\n@@ rows of %%02x\n");
  for (int i = 0; i < length; i++) printf("%02x%c", data[i], i % 16 == 15 ? '\n' : ' ');
  printf("\n@@ initializer\nstatic const unsigned char hello[] = {");
  for (int i = 0; i < length; i++) printf("%s0x%02x,", i % 12 ? " " : "\n  ", data[i]);
  printf("\n};\n@@ initializer in decimal\nstatic const uint8_t hello[%d] = {", length);
  for (int i = 0; i < length; i++) printf("%s%u", i ? ", " : " ", data[i]);
  printf(" };\n@@ characters\nconst char hello[] = {");
  for (int i = 0; i < length; i++) printf("%s'\\x%02x'", i ? ", " : " ", data[i]);
  printf(" };\n@@ string\nconst char hello[] =");
  for (int i = 0; i < length; i++) printf("%s\\x%02x%s", i % 16 ? "" : "\n  \"", data[i], i % 16 == 15 || i + 1 == length ? "\"" : "");
  printf(";\n@@ octal string\nconst char *hello = \"");
  for (int i = 0; i < length; i++)
    if (isprint(data[i]) && data[i] != '"' && data[i] != '\\') putchar(data[i]);
    else printf("\\%03o", data[i]);
  printf("\";\n@@ offsets\n");
  for (int i = 0; i < length; i += 16) {
    printf("%04x:", i);
    for (int k = i; k < i + 16 && k < length; k++) printf(" %02x", data[k]);
    printf("\n");
  }
  printf("@@ offsets and characters\n");
  for (int i = 0; i < length; i += 16) {
    printf("0x%04x | ", i);
    for (int k = i; k < i + 16; k++) k < length ? printf("%02x ", data[k]) : printf("   ");
    printf("| ");
    for (int k = i; k < i + 16 && k < length; k++) putchar(isprint(data[k]) ? data[k] : '.');
    printf("\n");
  }
  return 0;
}
