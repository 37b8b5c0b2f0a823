import { spawn, spawnSync, type ChildProcess } from "node:child_process";

/** A server process on loopback that the tests started, and must stop. */
export interface Peer {
  readonly port: number;
  /** Everything that it printed so far. */
  output(): string;
  /** Ends it; settles when it is gone. */
  stop(): Promise<void>;
}

export interface PeerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What it prints when it listens; the first group is its port unless `port` is given. */
  readonly ready: RegExp;
  readonly port?: number;
}

const START_TIMEOUT_MS = 20_000;

/** Starts a server and waits until it listens. Rejects with its output when it ends or stays silent instead. */
export async function startPeer({ command, args, cwd, ready, port }: PeerCommand): Promise<Peer> {
  // Standard input stays open: openssl s_server ends when it reads its end.
  const child = spawn(command, args, { cwd, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  const stop = (): Promise<void> => stopProcess(child);
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${command} ${why}:\n${output}`));
    const timer = setTimeout(() => fail("did not say that it listens"), START_TIMEOUT_MS);
    const read = (data: Buffer): void => {
      output += data.toString("latin1");
      const match = ready.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (error) => fail(error.message));
    child.on("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${String(code)}`);
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port: port ?? Number(found[1]), output: () => output, stop };
}

function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => {
      resolve();
    });
    child.kill("SIGKILL");
  });
}

/** Whether a program is there to be run; says so once where it is not, since tests are skipped then. */
export function hasProgram(command: string, args: readonly string[]): boolean {
  const { error } = spawnSync(command, args, { stdio: "ignore", timeout: 20_000 });
  if (!error) return true;
  console.warn(`${command} is missing: tests against it are skipped`);
  return false;
}
