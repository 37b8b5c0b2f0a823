import type { Measured } from "./measure";

const MB = 1 << 20;
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** A Markdown table of what was measured; sizes of a form stand one below another. */
export function tableOf(results: readonly Measured[]): string {
  const head = [
    "text",
    "MB",
    "bytes",
    "dumps",
    "read ms",
    "MB/s",
    "inspect ms",
    "edit ms",
    "slice ms",
    "peer",
    "÷ peer",
  ];
  const rows = results.map((one) => [
    one.form,
    (one.characters / MB).toFixed(2),
    one.bytes.toLocaleString("en"),
    one.dumps.toLocaleString("en"),
    ms(one.read),
    (one.characters / MB / (one.read / 1000)).toFixed(1),
    ms(one.inspect),
    ms(one.edit),
    ms(one.slice),
    one.peer ? `${one.peer.name}: ${ms(one.peer.ms)} ms` : "",
    one.peer ? (one.read / one.peer.ms).toFixed(1) : "",
  ]);
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 || i === 9 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 || i === 9 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** For each form, how much longer the largest text takes a character than the smallest: about 1 when time is linear. */
export function growthOf(results: readonly Measured[]): string {
  const forms = [...new Set(results.map(({ form }) => form))];
  return forms
    .map((form) => {
      const sizes = results.filter((one) => one.form === form);
      const [first, last] = [sizes[0], sizes.at(-1)];
      const each = (one: Measured | undefined): number => (one ? one.read / one.characters : Number.NaN);
      return `- ${form}: × ${(each(last) / each(first)).toFixed(2)}`;
    })
    .join("\n");
}
