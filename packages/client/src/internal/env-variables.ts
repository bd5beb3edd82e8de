/** Environment variables by name: `process.env`, or the bindings of a Worker. */
export type EnvVariables = Readonly<Record<string, string | undefined>>;

/** `process.env`; empty in runtimes without `process`. */
export const processVariables = (): EnvVariables =>
  (globalThis as { process?: { env?: EnvVariables } }).process?.env ?? {};
