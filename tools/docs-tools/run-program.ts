import { spawn } from 'node:child_process';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import document from '@secuconnect/api/openapi.json' with { type: 'json' };

/** How long a program may take, in ms: long enough for a busy machine, and an end for one that waits for ever. */
const PATIENCE = 60_000;

export interface Ended {
  /** Exit code, or what ended it. */
  readonly code: number | string;
  /** Everything that it printed, in the order in which it came. */
  readonly said: string;
  /** What of that it complained about. */
  readonly complained: string;
}

/** The mock made from the spec. */
export const startMock = (): Promise<PrismServer> => startPrism({ document });

/** The environment variables with which a program reaches a server. */
export const settingsFor = (baseUrl: string): Record<string, string> => ({
  SECUCONNECT_BASE_URL: baseUrl,
  SECUCONNECT_CLIENT_ID: 'demo',
  SECUCONNECT_CLIENT_SECRET: 'demo',
  SECUCONNECT_CONTRACT_ID: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1',
});

/** Runs a TypeScript file with the Node of this workspace, and nothing of what it prints gets lost. */
export function runProgram(
  file: string,
  settings: Readonly<Record<string, string>>,
  { cwd, tell, patience = PATIENCE }: { cwd?: string; tell?: (text: string) => void; patience?: number } = {},
): Promise<Ended> {
  const env = { ...withoutSettings(process.env), ...settings };
  const child = spawn(process.execPath, [file], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    tell?.(chunk.toString());
  });
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    complained += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, patience);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: late ? `no end within ${patience / 1000} seconds` : (code ?? signal ?? 1), said, complained });
    });
  });
}

/** What went wrong when a program ran against the mock: it failed, it complained, or it sent what the spec does not allow. */
export async function failureAgainst(
  mock: PrismServer,
  file: string,
  options?: Parameters<typeof runProgram>[2],
): Promise<string | undefined> {
  mock.violations.length = 0;
  const { code, said, complained } = await runProgram(file, settingsFor(mock.baseUrl), options);
  const violations = mock.violations.map(
    ({ method, path, location, message }) => `${method} ${path}: ${location.join('.')} ${message}`,
  );
  if (code === 0 && complained === '' && violations.length === 0) return undefined;
  return [`ended with ${code}`, ...violations, said].join('\n');
}

/** A program under test must not reach what the environment of the developer names, nor take itself for a part of a test run. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(SECUCONNECT_|VITEST|NODE_TEST_CONTEXT)/.test(name)));
