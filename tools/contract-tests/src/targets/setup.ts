import type { TestProject } from 'vitest/node';
import type { Endpoint } from '../calls/recorded-client.ts';
import { openApiDocument } from '../document/document.ts';
import { startPrism } from '@secuconnect/mock';
import { targetFrom, type Target } from './target.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Prism, which is started once per run. */
    prism: Endpoint;
    target: Target;
  }
}

/** Starts Prism on a free port before the first test file, and stops it after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const target = targetFrom(process.env);
  const prism = await startPrism({
    document: openApiDocument(),
    ...(target.kind !== 'mock' && { upstream: target.baseUrl, strict: false }),
  });
  project.provide('prism', { url: prism.url, baseUrl: prism.baseUrl });
  project.provide('target', target);
  return () => prism.close();
}
