import { resolve, type Json } from './document.ts';
import { examplesOf, type Example } from './examples.ts';
import type { Schema } from './schema.ts';

export interface DocumentedResponse {
  /** `200`, `404` …, a range such as `2XX`, or `default`. */
  readonly status: string;
  /** Undefined if the response has no body. */
  readonly media: string | undefined;
  readonly schema: Schema | undefined;
  readonly examples: readonly Example[];
}

export const responsesOf = (responses: Json): DocumentedResponse[] =>
  Object.entries(responses).map(([status, response]) => {
    const [media, content] = Object.entries((resolve(response)['content'] ?? {}) as Json)[0] ?? [];
    return { status, media, schema: content?.['schema'], examples: examplesOf(content) };
  });

export const isSuccess = ({ status }: DocumentedResponse): boolean => status.startsWith('2');

/** A status that no operation documents, for the `default` response. */
export const OTHER_STATUS = 418;

/** A status that the response documents: of a range, the first one that has no response of its own. */
export function statusOf({ status }: DocumentedResponse, others: readonly DocumentedResponse[] = []): number {
  if (status === 'default') return OTHER_STATUS;
  let code = Number(status.replaceAll(/x/gi, '0'));
  while (isRange(status) && others.some((one) => one.status === String(code))) code += 1;
  return code;
}

const isRange = (status: string): boolean => /x/i.test(status);

/** The success that Prism returns by default. A single status comes before a range with the same start. */
export function firstSuccess({
  id,
  responses,
}: {
  id: string;
  responses: readonly DocumentedResponse[];
}): DocumentedResponse {
  const [first] = responses.filter(isSuccess).sort((a, b) => (a.status < b.status ? -1 : 1));
  if (!first) throw new Error(`${id} documents no success.`);
  return first;
}

/** The response that documents a status by itself or by its range. */
export function responseFor(responses: readonly DocumentedResponse[], status: number): DocumentedResponse | undefined {
  const of = (name: string) => responses.find((one) => one.status.toUpperCase() === name);
  return of(String(status)) ?? of(`${String(status)[0]}XX`);
}
