import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { snippetsOf } from '../docs-tools/snippets/extract-snippets.ts';
import { npmCommand } from '../command-tools/npm-command.ts';
import { run, type PackedProject } from './packed-project.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';

/** The versions of Next.js, with what a project in TypeScript needs besides. */
const TOOLS = {
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '5.9.3',
  '@types/react': '19.2.2',
  '@types/node': '24.10.1',
};

const LAYOUT = `import type { ReactNode } from 'react';
export default function Layout({ children }: { children: ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

/** Shows that a page shares a client of a module, which the build imports. */
const CLIENT = `import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
export const secuconnect = new Secuconnect(optionsFromEnv);
`;
const PAGE = `import { secuconnect } from './secuconnect';
export const dynamic = 'force-dynamic';
export default async function Page() {
  const { count } = await secuconnect.payment.transactions.list({ count: 1 });
  return <p>{'payments: ' + count}</p>;
}
`;

/** The route that the guide shows. */
function documentedRoute(): string {
  const guide = 'docs/guides/pushes.md';
  const route = snippetsOf(guide, readFileSync(inRepository(guide), 'utf8')).find(({ code }) =>
    code.startsWith('// app/pushes/route.ts\n'),
  );
  if (route === undefined) throw new Error('The guide on pushes shows no app/pushes/route.ts.');
  return route.code;
}

/** An app with the packed packages. What npm installs stays in `.cache`, so that only the first run needs a registry. */
export class NextApp {
  readonly folder: string;
  /** What the running app has printed. */
  output = '';
  #server: ChildProcess | undefined;

  constructor(version: string, packed: PackedProject) {
    this.folder = inRepository(join('.cache', `next-${version}`));
    this.#write('package.json', JSON.stringify({ private: true, dependencies: { next: version, ...TOOLS } }));
    if (!existsSync(join(this.folder, 'node_modules/next'))) {
      const { command, first } = npmCommand();
      run(command, [...first, 'install', '--no-audit', '--no-fund'], this.folder);
    }
    // npm removes what package.json does not name, so the packages come after it.
    cpSync(join(packed.folder, 'node_modules'), join(this.folder, 'node_modules'), { recursive: true });
    rmSync(join(this.folder, '.next'), { recursive: true, force: true });
    this.#write('app/layout.tsx', LAYOUT);
    this.#write('app/secuconnect.ts', CLIENT);
    this.#write('app/page.tsx', PAGE);
    this.#write('app/pushes/route.ts', documentedRoute());
  }

  /** Without any variable but those that the shell needs. */
  build(): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.#bin(), 'build'], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.#environment(),
    });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return stdout;
  }

  /** Starts the app, and returns its URL. */
  start(variables: Record<string, string>): Promise<string> {
    const server = spawn(process.execPath, [this.#bin(), 'start', '--port', '0', '--hostname', '127.0.0.1'], {
      cwd: this.folder,
      env: { ...this.#environment(), ...variables },
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      const onData = (chunk: Buffer): void => {
        this.output += chunk.toString();
        const [url] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(this.output) ?? [];
        if (url && this.output.includes('Ready')) resolve(url);
      };
      server.stdout.on('data', onData);
      server.stderr.on('data', onData);
      server.on('close', () => reject(new Error(`The app has ended.\\n${this.output}`)));
    });
  }

  stop(): void {
    this.#server?.kill();
  }

  #environment(): Record<string, string> {
    const { PATH = '', HOME = '' } = process.env;
    return { PATH, HOME, NEXT_TELEMETRY_DISABLED: '1' };
  }

  #bin(): string {
    return join(this.folder, 'node_modules/next/dist/bin/next');
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }
}
