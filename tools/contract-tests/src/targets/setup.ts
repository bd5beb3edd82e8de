import type { TestProject } from 'vitest/node';
import type { Endpoint } from '../calls/recorded-client.ts';
import { openApiDocument } from '../document/document.ts';
import { startPrism } from '@secuconnect/mock';
import { startSandbox } from '@secuconnect/sandbox/server';
import { targetFrom, type Target } from './target.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Prism, which is started once per run. */
    prism: Endpoint;
    target: Target;
  }
}

/** Starts Prism, and the sandbox if it is the target, on free ports before the first test file, and stops them after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const target = targetFrom(process.env);
  const sandbox =
    target.kind === 'sandbox' && target.baseUrl === undefined
      ? await startSandbox({ port: 0, settings: { terminalDelay: 0 } })
      : undefined;
  const upstream = target.kind === 'mock' ? undefined : (sandbox?.baseUrl ?? target.baseUrl);
  const prism = await startPrism({
    document: openApiDocument(),
    ...(upstream !== undefined && { upstream, strict: false }),
  });
  project.provide('prism', { url: prism.url, baseUrl: prism.baseUrl });
  project.provide('target', target);
  return async () => {
    await prism.close();
    await sandbox?.close();
  };
}
