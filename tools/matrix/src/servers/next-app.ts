import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Consumer } from '../consumer.ts';
import { documentedProgram } from './documented-program.ts';
import { ServerProcess } from './server-process.ts';

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

/** An app with a page, and with the push route of the guide. */
export class NextApp {
  readonly #consumer: Consumer;
  readonly #folder: string;
  readonly #bin: string;

  /** @param name The installed package, such as `next`, or `next-15` for another version. */
  constructor(consumer: Consumer, name: string) {
    this.#consumer = consumer;
    this.#folder = consumer.project(name, {
      'app/layout.tsx': LAYOUT,
      'app/secuconnect.ts': CLIENT,
      'app/page.tsx': PAGE,
      'app/pushes/route.ts': documentedProgram('app/pushes/route.ts'),
    });
    this.#bin = join(name === 'next' ? consumer.packageFolder(name) : this.#linked(name), 'dist/bin/next');
  }

  /** Modules of Next.js import `next`, so another version needs a folder of this name. */
  #linked(name: string): string {
    const folder = join(this.#consumer.folder, 'versions', name, 'node_modules', 'next');
    if (!existsSync(folder)) {
      mkdirSync(dirname(folder), { recursive: true });
      renameSync(this.#consumer.packageFolder(name), folder);
    }
    mkdirSync(join(this.#folder, 'node_modules'));
    symlinkSync(folder, join(this.#folder, 'node_modules', 'next'), 'junction');
    return folder;
  }

  /** Without any variable but those that a program needs to start. */
  async build(): Promise<void> {
    await this.#consumer.node([this.#bin, 'build'], { cwd: this.#folder, isBare: true });
  }

  /** Starts what was built. */
  start(variables: Readonly<Record<string, string>>): ServerProcess {
    const { PATH = '', HOME = '' } = process.env;
    return new ServerProcess(process.execPath, [this.#bin, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
      cwd: this.#folder,
      env: { NODE_ENV: 'production', PATH, HOME, NEXT_TELEMETRY_DISABLED: '1', ...variables },
    });
  }
}
