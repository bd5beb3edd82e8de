/** The scenarios in a process: Node, Bun or Deno, with files and the server that the runtime has. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadFile, uploadFile } from '@secuconnect/client';
import { fileFromPath, fileTokenStore, saveDownload } from '@secuconnect/client/node';
import { toNodeHandler } from '@secuconnect/client/pushes';
import { report } from './report.ts';
import { clientOf, control, type Mounted, type Scenario } from './scenarios.ts';

type Handler = (request: Request) => Promise<Response>;
interface Native {
  readonly Bun?: { serve(options: { port: number; hostname: string; fetch: Handler }): { port: number; stop(): void } };
  readonly Deno?: {
    serve(
      options: { port: number; hostname: string; onListen: () => void },
      handler: Handler,
    ): { addr: { port: number }; shutdown(): Promise<void> };
  };
}
const { Bun, Deno } = globalThis as Native;

/** Mounts a handler in that server. */
async function mount(handler: Handler): Promise<Mounted> {
  const at = (port: number): string => `http://127.0.0.1:${port}/pushes`;
  if (Bun) {
    const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: handler });
    return { url: at(server.port), close: () => server.stop() };
  }
  if (Deno) {
    const server = Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: () => undefined }, handler);
    return { url: at(server.addr.port), close: () => server.shutdown() };
  }
  const server = createServer(toNodeHandler(handler));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: at((server.address() as { port: number }).port), close: () => server.close() };
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-matrix-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const own: readonly Scenario[] = [
  [
    'files by path',
    (place) =>
      inFolder(async (folder) => {
        const [source, target] = [join(folder, 'big.txt'), join(folder, 'copy.txt')];
        writeFileSync(source, 'x'.repeat(200_000));
        const secuconnect = clientOf(place);
        const { id } = await uploadFile(secuconnect, await fileFromPath(source));
        await saveDownload(await downloadFile(secuconnect, id), target);
        const { size } = statSync(target);
        if (size !== 200_000) throw new Error(`${size} bytes in place of 200000`);
      }),
  ],
  [
    'tokens in files',
    (place) =>
      inFolder(async (folder) => {
        const options = { tokenStore: fileTokenStore(join(folder, 'tokens')) };
        for (const _ of [1, 2]) await clientOf(place, options).general.contracts.list({ count: 1 });
        const requests = await control<{ target: string }[]>(place, 'GET', '/requests');
        const tokens = requests.slice(-3).filter(({ target }) => target.startsWith('/oauth'));
        if (tokens.length !== 1) throw new Error(`${tokens.length} requests for tokens`);
      }),
  ],
];

void report({ mount, own });
