import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program and gives back what it prints; throws with everything it said when it fails. */
export function run(command: string, args: string[], cwd: string, settings: Record<string, string> = {}): string {
  const env = { ...process.env, ...settings };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error ?? ''}`);
  return stdout;
}

/** A project of a user: nothing in it but the packed packages, unpacked. */
export class PackedProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'secuconnect-pack-'));

  constructor() {
    for (const name of ['api', 'client']) {
      run('pnpm', ['pack', '--pack-destination', this.folder], join(root, 'packages', name));
      const target = join(this.folder, 'node_modules', '@secuconnect', name);
      mkdirSync(target, { recursive: true });
      run('tar', ['-xzf', this.tarball(name), '--strip-components=1', '-C', target], this.folder);
    }
    this.write('package.json', '{ "type": "module" }');
  }

  tarball(name: string): string {
    return join(
      this.folder,
      readdirSync(this.folder).find((file) => file.startsWith(`secuconnect-${name}-`))!,
    );
  }

  /** Makes a package of this workspace available. */
  link(name: string): void {
    symlinkSync(join(root, 'node_modules', name), join(this.folder, 'node_modules', name), 'junction');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  run(command: string, args: string[], settings?: Record<string, string>): string {
    return run(command, args, this.folder, settings);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
