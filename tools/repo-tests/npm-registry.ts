import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Packument {
  readonly name: string;
  readonly 'dist-tags': Record<string, string>;
  readonly versions: Record<string, { readonly version: string; readonly dist: { readonly integrity: string } }>;
  readonly _attachments?: Record<string, { readonly data: string }>;
}

export interface Upload {
  readonly name: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly integrity: string;
  readonly tarball: Buffer;
}

/** A registry of npm in memory: it takes uploads, and answers what it has. */
export class NpmRegistry {
  readonly uploads: Upload[] = [];
  readonly #packages = new Map<string, Packument>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<NpmRegistry> {
    const server = createServer();
    const registry = new NpmRegistry(server);
    server.on('request', async (request: IncomingMessage, response) => {
      const name = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname.slice(1));
      if (request.method === 'PUT') registry.#put(name, (await json(request)) as Packument);
      const found = registry.#packages.get(name);
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ?? { error: 'Not found' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #put(name: string, sent: Packument): void {
    const before = this.#packages.get(name);
    const { _attachments: attachments = {}, ...packument } = sent;
    this.#packages.set(name, {
      ...packument,
      versions: { ...before?.versions, ...packument.versions },
      'dist-tags': { ...before?.['dist-tags'], ...packument['dist-tags'] },
    });
    for (const { version, dist } of Object.values(packument.versions)) {
      const tarball = Buffer.from(Object.values(attachments)[0]!.data, 'base64');
      const tags = Object.keys(packument['dist-tags']);
      this.uploads.push({ name, version, tags, integrity: dist.integrity, tarball });
    }
  }
}
