/** How a body travels: what the client encodes and decodes. */
export type Carrier = 'JSON' | 'a multipart form' | 'a urlencoded form' | 'text' | 'bytes';

const CARRIERS: readonly (readonly [RegExp, Carrier])[] = [
  [/^application\/(?:.+\+)?json$/, 'JSON'],
  [/^multipart\/form-data$/, 'a multipart form'],
  [/^application\/x-www-form-urlencoded$/, 'a urlencoded form'],
  [/^text\//, 'text'],
];

/** Media types that the client cannot send or read, the most specific first. */
const UNSUPPORTED: readonly (readonly [pattern: RegExp, problem: string, remedy: string])[] = [
  [/;/, 'has parameters, which the client does not send', 'Write the type alone'],
  [/[A-Z]/, 'is not in lower case', 'Write it in lower case'],
  [/\*/, 'is a range, and a request names one type', 'Name one type'],
  [
    /^(?![a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$)/,
    'is not a media type',
    'Write a type such as application/json',
  ],
  [
    /\/xml$|\+xml$/,
    'is XML, which the client neither writes nor reads',
    'Use JSON, or application/octet-stream for a file',
  ],
  [/^text\/event-stream$/, 'is a stream of events, and a call has one result', 'Use a list, or pushes'],
  [
    /ndjson|jsonl|json-seq|json-lines|stream\+json/,
    'is a sequence, and the client reads one value',
    'Use application/json with an array',
  ],
  [/^multipart\/(?!form-data$)/, 'is not a form', 'Use multipart/form-data'],
  [/json(?<!^application\/(?:.+\+)?json)/, 'is not the type of JSON', 'Use application/json'],
];

export const unsupportedType = (type: string): { problem: string; remedy: string } | undefined => {
  const [, problem, remedy] = UNSUPPORTED.find(([pattern]) => pattern.test(type)) ?? [];
  return problem && remedy ? { problem: `The media type ${type} ${problem}`, remedy } : undefined;
};

export const carrierOf = (type: string): Carrier => CARRIERS.find(([pattern]) => pattern.test(type))?.[1] ?? 'bytes';
