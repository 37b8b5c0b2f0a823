// Prints a file's bytes in the ways in which people print bytes in JavaScript.
const { readFileSync } = require("node:fs");
const { inspect } = require("node:util");

const data = readFileSync(process.argv[2]);
const array = new Uint8Array(data);
const show = (name, ...values) => {
  console.log(`@@ ${name}`);
  console.log(...values);
};

show("Buffer", data);
show("coloured Buffer", inspect(data, { colors: true }));
show("whole Buffer", inspect({ data: data.subarray(0, 50) }));
show("Uint8Array", array);
show("whole Uint8Array", inspect(array, { maxArrayLength: null }));
show("coloured Uint8Array", inspect(array, { maxArrayLength: null, colors: true }));
show("Int8Array", inspect(new Int8Array(data), { maxArrayLength: null }));
show("ArrayBuffer", array.buffer);
show("array", inspect(Array.from(data), { maxArrayLength: null }));
show("short array", Array.from(data));
show("JSON of a Buffer", JSON.stringify(data));
show("indented JSON of a Buffer", JSON.stringify({ data }, null, 2));
show("JSON of an Uint8Array", JSON.stringify(array));
show("JSON of an array", JSON.stringify(Array.from(data)));
show("JSON of latin1", JSON.stringify(data.toString("latin1")));
show("hex", data.toString("hex"));
show("base64", data.toString("base64"));
show("base64url", data.toString("base64url"));
show("join", array.join(" "));
show("toString", array.toString());
show("hex with 0x", Array.from(data, (byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(", "));
show("short hex", Array.from(data, (byte) => byte.toString(16)).join(" "));
show("escapes", Array.from(data, (byte) => `\\u00${byte.toString(16).padStart(2, "0")}`).join(""));
