import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryFiles } from '../command-tools/repository-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command may need beside the files of git: built packages, and the cached openapi-generator. */
const BUILT = [
  ...['api', 'client', 'sandbox', 'cli'].map((name) => `packages/${name}/dist`),
  '.cache/openapi-generator',
];

/**
 * The repository as after a clone, an installation and a build, in another folder. The packages that it consists of are those of the copy; only
 * the store of the third-party packages is a link.
 */
export class Checkout {
  readonly folder: string;
  readonly #parent = mkdtempSync(join(tmpdir(), 'secuconnect-checkout-'));

  constructor(name: string) {
    this.folder = join(this.#parent, name);
    for (const path of [...repositoryFiles(root), ...BUILT])
      if (existsSync(join(root, path))) cpSync(join(root, path), join(this.folder, path), { recursive: true });
    for (const modules of globSync('{,*/,*/*/}node_modules', { cwd: root })) this.#link(modules);
  }

  /** The links of pnpm are relative: to the packages of the workspace, which are in the copy, and to the store. */
  #link(modules: string): void {
    const store = join(root, modules, '.pnpm');
    const filter = (path: string): boolean => path !== store;
    mkdirSync(join(this.folder, dirname(modules)), { recursive: true });
    cpSync(join(root, modules), join(this.folder, modules), { recursive: true, verbatimSymlinks: true, filter });
    if (existsSync(store)) symlinkSync(store, join(this.folder, modules, '.pnpm'), 'junction');
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true });
  }
}
