import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "./lab";
import type { Sample } from "./sample";

/** Makes `rsa.pem` and `rsa.der`, a certificate that signs itself. Gives its DER. */
async function certificate(lab: Lab): Promise<Uint8Array> {
  return lab.once("rsa.pem", async () => {
    await lab.run(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -subj /CN=localhost 2>/dev/null" +
        " && openssl x509 -in rsa.pem -outform DER -out rsa.der",
    );
    return new Uint8Array(readFileSync(join(lab.path, "rsa.der")));
  });
}

/** The modulus (a positive INTEGER, so a zero stands first) and the signature. */
async function numbers(lab: Lab): Promise<readonly Uint8Array[]> {
  const der = await certificate(lab);
  const { n = "" } = new X509Certificate(der).publicKey.export({ format: "jwk" });
  return [Uint8Array.of(0, ...Buffer.from(n, "base64url")), der.subarray(-256)];
}

/** The contents of the strings that `asn1parse -dump` dumps: its own lines say where they stand. */
async function strings(lab: Lab): Promise<readonly Uint8Array[]> {
  const der = await certificate(lab);
  const lines = (await lab.run("openssl asn1parse -in rsa.pem -dump")).split("\n");
  return lines.flatMap((line, i) => {
    if (!/^\s+0000 - /.test(lines[i + 1] ?? "")) return [];
    const [, offset, header, length] = /^\s*(\d+):d=\d+\s+hl=(\d+) l=\s*(\d+) prim/.exec(line) ?? [];
    const start = Number(offset) + Number(header);
    return [der.subarray(start, start + Number(length))];
  });
}

const ROWS: readonly [line: string, dumps: NonNullable<Sample["dumps"]>, carry?: Sample["carry"]][] = [
  ["openssl x509 -in rsa.pem -noout -text", numbers],
  ["openssl asn1parse -in rsa.pem -dump", strings],
  ["xxd rsa.der", async (lab) => [await certificate(lab)]],
  ["hexdump -C rsa.der", async (lab) => [await certificate(lab)]],
  ["od rsa.der", async (lab) => [await certificate(lab)], "octal word"],
  ["base64 rsa.der", async (lab) => [await certificate(lab)], "base64"],
  ["xxd -p rsa.der", async (lab) => [await certificate(lab)]],
  ["xxd -i rsa.der", async (lab) => [await certificate(lab)]],
];

/** How programs print a certificate and its parts. */
export const CERTIFICATES: readonly Sample[] = ROWS.map(([line, dumps, carry = "hex"]) => ({
  name: line,
  tool: line.split(" ")[0] ?? "",
  carry,
  dumps,
  selected: dumps === numbers,
  print: async (lab) => {
    await certificate(lab);
    return lab.run(line);
  },
}));
