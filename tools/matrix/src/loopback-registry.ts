import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import type { Tarball } from '../../release-tools/pack.ts';
import type { Consumer } from './consumer.ts';

/** Package managers ask for what is older than a day. */
const PUBLISHED_AT = '2026-01-01T00:00:00.000Z';

/** A registry on loopback that has nothing but the given tarballs, and counts what it is asked for. */
export class LoopbackRegistry {
  /** The paths of all requests. */
  readonly requests: string[] = [];
  readonly #files = new Map<string, Buffer | object>();
  readonly #server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url);
    this.requests.push(path);
    const file = this.#files.get(path);
    response.statusCode = file === undefined ? 404 : 200;
    response.end(Buffer.isBuffer(file) ? file : JSON.stringify(file ?? { error: 'Not found' }));
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** Offers tarballs, as they would be after a release. */
  async add(tarballs: readonly Tarball[], { consumer, origin }: { consumer: Consumer; origin: string }): Promise<void> {
    for (const { name, version, path, integrity } of tarballs) {
      const content = readFileSync(path);
      const file = `/${basename(path)}`;
      const manifest = JSON.parse(await consumer.run('tar', ['-xzOf', path, 'package/package.json'])) as object;
      const shasum = createHash('sha1').update(content).digest('hex');
      this.#files.set(file, content);
      this.#files.set(`/@secuconnect/${name}`, {
        name: `@secuconnect/${name}`,
        'dist-tags': { latest: version },
        versions: { [version]: { ...manifest, dist: { tarball: origin + file, integrity, shasum } } },
        time: { created: PUBLISHED_AT, modified: PUBLISHED_AT, [version]: PUBLISHED_AT },
      });
    }
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
