import { resolve, type Json } from './document.ts';

export interface Example {
  readonly name: string;
  readonly value: unknown;
}

export const examplesOf = (content: Json | undefined): Example[] =>
  Object.entries((content?.['examples'] ?? {}) as Json).map(([name, example]) => ({
    name,
    value: resolve(example)['value'],
  }));
