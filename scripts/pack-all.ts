/** `pnpm pack:all [folder]`: builds, and writes a tarball of each published package, which every package manager installs. */
import '../tools/command-tools/errors.ts';
import { relative, resolve } from 'node:path';

const { packAll, TARBALLS } = await import('../tools/release-tools/pack.ts');
const tarballs = packAll(process.argv[2] ? resolve(process.argv[2]) : TARBALLS);
for (const { path, bytes } of tarballs) console.log(`${relative('', path)}  ${(bytes / 1000).toFixed(0)} kB`);
console.log(`\nIn a project of yours: npm install ${tarballs.map(({ path }) => `"${path}"`).join(' ')}`);
