import { parseArgs } from "node:util";
import { connect } from "./connect";
import { extract } from "./extract";
import { inspect } from "./inspect";
import { OPTIONS, UsageError, type Values } from "./options";
import { USAGE } from "./usage";
import { VERSION } from "./version";

const COMMANDS: Readonly<Record<string, (argument: string, values: Values) => Promise<number>>> = {
  connect,
  inspect,
  extract,
};

/** Runs a command line; resolves to the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.version) {
      process.stdout.write(`${VERSION}\n`);
      return 0;
    }
    const [name, argument, ...more] = positionals;
    const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (values.help || !name) {
      process.stdout.write(USAGE);
      return values.help ? 0 : 2;
    }
    if (!command) throw new UsageError(`There is no command "${name}".`);
    if (argument === undefined || more.length > 0) throw new UsageError(`${name} takes one argument.`);
    return await command(argument, values);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`tls-inspector: ${message}\nTry: tls-inspector --help\n`);
    return 2;
  }
}
