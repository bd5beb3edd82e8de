import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolFile } from '../command-tools/tool-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program and returns its stdout.
 *
 * @throws Error with the whole output if the program fails.
 */
export function run(command: string, args: string[], cwd: string, variables: Record<string, string> = {}): string {
  const env = { ...process.env, ...variables };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error ?? ''}`);
  return stdout;
}

/** An empty project of a user, with the packed packages. */
export class PackedProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'secuconnect-pack-'));

  constructor() {
    for (const name of ['api', 'client']) this.#unpack(name);
    this.write('package.json', '{ "type": "module" }');
  }

  /** Adds a packed package with dependencies, which are those of this workspace. */
  add(name: 'sandbox' | 'cli'): void {
    const target = this.#unpack(name);
    const { dependencies } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    for (const dependency of Object.keys(dependencies).filter((one) => !one.startsWith('@secuconnect/'))) {
      const link = join(this.folder, 'node_modules', dependency);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(realpathSync(join(root, 'packages', name, 'node_modules', dependency)), link, 'junction');
    }
  }

  #unpack(name: string): string {
    const pack = [toolFile('pnpm'), 'pack', '--pack-destination', this.folder];
    run(process.execPath, pack, join(root, 'packages', name));
    const target = join(this.folder, 'node_modules', '@secuconnect', name);
    mkdirSync(target, { recursive: true });
    run('tar', ['-xzf', this.tarball(name), '--strip-components=1', '-C', target], this.folder);
    return target;
  }

  tarball(name: string): string {
    return join(
      this.folder,
      readdirSync(this.folder).find((file) => file.startsWith(`secuconnect-${name}-`))!,
    );
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Runs a JavaScript file. */
  run(args: string[], variables?: Record<string, string>): string {
    return run(process.execPath, args, this.folder, variables);
  }

  /** Runs a tool of this workspace, by the name of its package. */
  runTool(name: string, args: string[], variables?: Record<string, string>): string {
    return this.run([toolFile(name), ...args], variables);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
