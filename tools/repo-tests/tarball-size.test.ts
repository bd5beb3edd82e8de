import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packAll, type Tarball } from '../release-tools/pack.ts';
import { PUBLISHED, type PublishedPackage } from '../release-tools/published-packages.ts';
import { run } from './packed-project.ts';

interface Size {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly files: number;
}

/**
 * A little above what the packages are. Much of it is source maps with the text of the sources, and what client and sandbox contain of `api`. Before both,
 * and with each declaration twice, they were (packed, unpacked): api 423 kB, 3.39 MB; client 396 kB, 1.58 MB; sandbox 355 kB, 1.24 MB.
 */
const LIMITS: Readonly<Record<PublishedPackage, Size>> = {
  api: { packedBytes: 440_000, unpackedBytes: 3_250_000, files: 12 },
  client: { packedBytes: 1_280_000, unpackedBytes: 6_200_000, files: 110 },
  sandbox: { packedBytes: 1_095_000, unpackedBytes: 5_500_000, files: 32 },
  // Each resource is a file of its own, with its map. The SDK of the Model Context Protocol, with its map, is 1.1 MB of it (230 kB packed).
  cli: { packedBytes: 1_380_000, unpackedBytes: 6_600_000, files: 168 },
};

let folder: string;
let tarballs: Tarball[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secuconnect-size-'));
  tarballs = packAll(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(PUBLISHED)('the tarball of the %s package', (name) => {
  test('stays within its limits', () => {
    const { path, bytes } = tarballs.find((one) => one.name === name)!;
    run('tar', ['-xzf', path], folder);
    const unpacked = join(folder, 'package');
    const files = globSync('**/*', { cwd: unpacked, withFileTypes: true }).filter((file) => file.isFile());
    const unpackedBytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
    rmSync(unpacked, { recursive: true });
    const limits = LIMITS[name];
    expect(bytes).toBeLessThanOrEqual(limits.packedBytes);
    expect(unpackedBytes).toBeLessThanOrEqual(limits.unpackedBytes);
    expect(files.length).toBeLessThanOrEqual(limits.files);
  });
});
