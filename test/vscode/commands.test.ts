import { deepEqual, equal, ok } from "node:assert/strict";
import { commands, extensions, workspace } from "vscode";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const manifest = (): Manifest => {
  const extension = extensions.getExtension("tls-inspector.tls-inspector");
  ok(extension, "the .vsix is not installed");
  return extension.packageJSON as Manifest;
};

suite("what the manifest promises", () => {
  test("every command in it is registered", async () => {
    await extensions.getExtension("tls-inspector.tls-inspector")?.activate();
    const registered = new Set(await commands.getCommands(true));
    const promised = manifest().contributes.commands.map(({ command }) => command);
    ok(promised.length >= 6);
    deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });

  test("settings have the defaults that it names", () => {
    const settings = workspace.getConfiguration();
    for (const [name, property] of Object.entries(manifest().contributes.configuration.properties))
      deepEqual(settings.inspect(name)?.defaultValue, property.default, name);
    equal(settings.inspect("tlsInspector.timeout")?.defaultValue, 10_000);
    equal(settings.inspect("tlsInspector.settleTime")?.defaultValue, 300);
  });
});
