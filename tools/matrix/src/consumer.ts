import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolFile } from '../../command-tools/tool-file.ts';
import { root } from '../../release-tools/published-packages.ts';
import type { Tarball } from '../../release-tools/pack.ts';

/** How long a program of a cell may run. */
const TIMEOUT_MS = 240_000;
const SOURCE = fileURLToPath(new URL('../consumer', import.meta.url));

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the program gets nothing from the environment but `PATH` and `HOME`. */
  readonly isBare?: boolean;
}

/** The project of a user: frameworks, bundlers and compilers as their lockfile has them, and the packed packages. */
export class Consumer {
  readonly folder = join(root, '.cache', 'matrix');
  /** What was installed. */
  tarballs: readonly Tarball[] = [];

  /** Installs what is not installed yet, and unpacks the tarballs. */
  async install(tarballs: readonly Tarball[]): Promise<void> {
    this.tarballs = tarballs;
    const lockfile = readFileSync(join(SOURCE, 'pnpm-lock.yaml'));
    const stamp = createHash('sha256').update(lockfile).digest('hex');
    const stampFile = join(this.folder, 'installed');
    if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
      rmSync(this.folder, { recursive: true, force: true });
      cpSync(SOURCE, this.folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
      const args = [toolFile('pnpm'), 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'];
      await this.run(process.execPath, args);
      // The package of this version has lost the permission.
      const deno = this.find('deno-oldest/deno');
      if (deno !== undefined) chmodSync(deno, 0o755);
      writeFileSync(stampFile, stamp);
    }
    rmSync(join(this.folder, 'projects'), { recursive: true, force: true });
    for (const { name, path } of tarballs) {
      const target = join(this.folder, 'node_modules', '@secuconnect', name);
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      await this.run('tar', ['-xzf', path, '--strip-components=1', '-C', target]);
    }
  }

  /**
   * Makes a folder for a cell, with the files by their names.
   *
   * @returns Its path.
   */
  project(name: string, files: Readonly<Record<string, string>> = {}): string {
    mkdirSync(join(this.folder, 'projects'), { recursive: true });
    const folder = mkdtempSync(join(this.folder, 'projects', `${name.replaceAll(/[^\w.-]+/g, '-')}-`));
    this.write(folder, { 'package.json': '{ "private": true, "type": "module" }', ...files });
    return folder;
  }

  write(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  }

  /** The path of a file of an installed package; `undefined` if the package is not for this system. */
  find(file: string): string | undefined {
    try {
      return createRequire(join(this.folder, 'package.json')).resolve(file);
    } catch {
      return undefined;
    }
  }

  /** The folder of an installed package. */
  packageFolder(name: string): string {
    return join(this.folder, 'node_modules', name);
  }

  /**
   * Runs a program.
   *
   * @returns Its stdout.
   * @throws Error with its output if it fails, or runs too long.
   */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { cwd = this.folder, env = {}, isBare = false } = options;
    const { PATH = '', HOME = '' } = process.env;
    const bin = join(this.folder, 'node_modules', '.bin');
    const child = spawn(command, args, {
      cwd,
      env: {
        ...(isBare ? { HOME } : process.env),
        ...QUIET,
        PATH: isBare ? PATH : [bin, PATH].join(delimiter),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [status, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killed) => resolve([code, killed]));
    });
    if (status === 0) return stdout;
    throw new Error(`${command} ${args.join(' ')}: ${signal ?? `exit code ${status}`}\n${stdout}${stderr}`);
  }

  /** Runs a JavaScript file with the Node of this process. */
  node(args: readonly string[], options?: RunOptions): Promise<string> {
    return this.run(process.execPath, args, options);
  }
}

/** No telemetry, no colours, no notices. */
const QUIET = {
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  DENO_NO_UPDATE_CHECK: '1',
  NO_UPDATE_NOTIFIER: '1',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};
