/**
 * Environment variables by name: `process.env`, or the bindings of a Worker. Any object, because those are an interface, which has no index signature.
 */
export type EnvVariables = object;

/** @returns The value, trimmed; `undefined` if it is empty. A binding of a Worker may be something else than a string, which counts as missing. */
export function readVariable(variables: EnvVariables, name: string): string | undefined {
  const value: unknown = (variables as Readonly<Record<string, unknown>>)[name];
  return (typeof value === 'string' && value.trim()) || undefined;
}

/** `process.env`; empty in runtimes without `process`. */
export const processVariables = (): Readonly<Record<string, string | undefined>> =>
  (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};
