/** Samples and formats that are not read, by name, and why. */
export const GAPS: Readonly<Record<string, string>> = {
  "perl -0777 -ne 'printf \"%vd\", $_' hello.bin":
    "decimal numbers between dots are versions and object identifiers everywhere else",
  "python3: hex('-', 2)": "words between dashes are not read",
  "python3: UUID-like groups": "words between dashes are not read",
  "python3: hex list": "numbers in quotes that drop their zeros are not read",
  "python3: binary": "binary digits are read in rows with offsets alone",
  "go: %b": "binary digits are read in rows with offsets alone",
};

/** Logs and dissections of which no whole session is made, and why. */
export const SESSION_GAPS: Readonly<Record<string, string>> = {
  "ssldump -n -r hello.pcapng -x":
    "who sent a record stands in a line far above its bytes: an alert alone is taken for the client's",
};
