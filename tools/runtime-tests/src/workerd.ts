import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Worker for workerd. */
export interface Worker {
  /** The name of its module, in the folder of the configuration. */
  readonly module: string;
  /** @default none */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Writes a configuration of workerd, in which a module of the folder is a Worker on a free port.
 *
 * @returns Its path.
 */
export function configureWorkerd(folder: string, { module, variables = {} }: Worker): string {
  const bindings = Object.entries(variables).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  const config = join(folder, 'workerd.capnp');
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed ${JSON.stringify(module)})],
      compatibilityDate = "2026-11-01",
      bindings = [${bindings.join(', ')}],
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  return config;
}

/** The port, when `--control-fd` has printed it. */
export const workerdPort = (output: string): string | undefined => /"event":"listen".*"port":(\d+)/.exec(output)?.[1];
