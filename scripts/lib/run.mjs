// Steps that say what they do and how long it took.
import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

export const seconds = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** Runs a step and prints its name, then the time it took. What `work` throws goes on to the caller. */
export async function step(name, work) {
  console.log(`• ${name} …`);
  const started = performance.now();
  const value = await work();
  console.log(`  done in ${seconds(started)}`);
  return value;
}

/**
 * Runs a program in the project's folder and resolves to its exit code (128 if a signal ended it). Output is shown,
 * or with `quiet` only when the program fails.
 */
export function run(file, args, { cwd = root, env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.once("error", reject);
    child.once("close", (code) => {
      if (quiet && code !== 0) process.stdout.write(output);
      resolve(code ?? 128);
    });
  });
}

/** Like `run`, but an exit code other than 0 is an error. */
export async function mustRun(file, args, options) {
  const code = await run(file, args, options);
  if (code !== 0) throw new Error(`${[file, ...args].join(" ")} ended with ${code}`);
}

/** npm's own program, so that `npm` works where it is a .cmd file. */
export const npm = process.platform === "win32" ? "npm.cmd" : "npm";
