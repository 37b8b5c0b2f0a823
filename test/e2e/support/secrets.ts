import { createPrivateKey } from "node:crypto";

const WINDOW = 16;

/** The ways in which a run of bytes can stand in a text: hex in several spellings, base64 at any phase, numbers. */
function spellings(bytes: Buffer): string[] {
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  // Base64 of the bytes behind none, one or two others, without the characters that these share.
  const phases = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .slice(before === 0 ? 0 : before + 1, -4),
  );
  return [pairs.join(""), pairs.join(" "), pairs.join(":"), [...bytes].join(","), ...phases];
}

/** Every run of 16 bytes in a key's secret numbers, in every spelling, and the lines of its PEM. */
export function secretsOf(keyPem: string): string[] {
  const key = createPrivateKey(keyPem);
  const { d, p, q, dp, dq, qi } = key.export({ format: "jwk" });
  const numbers = [d, p, q, dp, dq, qi].flatMap((number) =>
    number ? [Buffer.from(number, "base64url")] : [],
  );
  const runs = numbers.flatMap((number) =>
    Array.from({ length: number.length - WINDOW + 1 }, (_, i) => number.subarray(i, i + WINDOW)),
  );
  return runs.flatMap(spellings);
}

/** The lines of a PEM block's base64. */
export function linesOf(pem: string): string[] {
  return pem.split("\n").filter((line) => line.length >= 24 && !line.startsWith("-----"));
}
