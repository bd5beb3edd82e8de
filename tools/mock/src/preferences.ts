import type { Operation } from './operations.ts';
import type { Rejection } from './rejections.ts';

/** What a request asks of the mock in its `Prefer` header: `code=404, example=unknown` or `dynamic=true, seed=7`. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
}

/** Reads the `Prefer` header. Prism 5.16.0 would respond with 500 to the unknown name of an example beside a code, and take any three digits. */
export function preferencesOf(
  header: string | string[] | undefined,
  operation: Operation,
): { readonly preferences: Preferences } | { readonly rejection: Rejection } {
  const wishes = new Map<string, string>();
  for (const [, name, quoted, plain] of String(header ?? '').matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;]*))/g))
    wishes.set(name!.toLowerCase(), quoted ?? plain ?? '');
  const code = wishes.get('code');
  const dynamic = wishes.get('dynamic');
  const example = wishes.get('example');
  const seed = wishes.get('seed');

  if (dynamic !== undefined && !/^(true|false)$/.test(dynamic)) return reject(400, '`dynamic` is true or false');
  const response = responseFor(operation, code);
  if (!response) {
    const codes = operation.responses.map((one) => one.code).join(', ');
    return reject(404, `The document has no response with the code ${code}, only ${codes}`);
  }
  const names = (response.contents ?? []).flatMap(({ examples = [] }) => examples.map(({ key }) => key));
  if (example !== undefined && !names.includes(example))
    return reject(404, `The response ${response.code} has no example ${example}, only ${names.join(', ') || 'none'}`);
  return {
    preferences: {
      ...(code !== undefined && { code: Number(code) }),
      ...(example !== undefined && { exampleKey: example }),
      ...(dynamic !== undefined && { dynamic: dynamic === 'true' }),
      ...(seed !== undefined && { seed }),
    },
  };
}

/** The response of a code; without a code the first success. The response `default` stands for errors only. */
function responseFor({ responses }: Operation, code: string | undefined): Operation['responses'][number] | undefined {
  const find = (...codes: string[]) => responses.find((one) => codes.includes(one.code.toLowerCase()));
  if (code !== undefined) return find(code, `${code[0]}xx`) ?? (/^[45]\d\d$/.test(code) ? find('default') : undefined);
  const [lowest] = responses
    .map((one) => one.code)
    .filter((one) => one.startsWith('2'))
    .sort();
  return find(lowest ?? 'default') ?? responses[0];
}

const reject = (status: number, message: string) => ({
  rejection: { status, location: ['request', 'headers', 'prefer'], code: 'PREFERENCE', message },
});
