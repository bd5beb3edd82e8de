import { startSandbox, type SandboxServer, type ServerOptions } from '@secuconnect/sandbox/server';
import { afterAll, beforeAll } from 'vitest';

/** A sandbox with a port for the tests of a file, and the variables that lead to it. */
export function useServer(options: ServerOptions = {}): {
  readonly sandbox: SandboxServer;
  readonly env: Record<string, string>;
} {
  let sandbox: SandboxServer | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, history: true, ...options });
  });
  afterAll(() => sandbox?.close());
  return {
    get sandbox() {
      return sandbox!;
    },
    get env() {
      return {
        SECUCONNECT_BASE_URL: sandbox!.baseUrl,
        SECUCONNECT_CLIENT_ID: 'shop',
        SECUCONNECT_CLIENT_SECRET: 'a-secret-of-tests',
      };
    },
  };
}
