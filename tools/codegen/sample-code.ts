/** Prints an example of a call as a developer would type it: unquoted keys, single quotes, one line where it fits. */
const WIDTH = 96;

/** What a call gives: items, a result, or no body. */
type Kind = 'list' | 'result' | 'nothing';

const AROUND: Readonly<Record<Kind, readonly [before: string, after: string]>> = {
  list: ['for await (const item of ', ') console.log(item.id);'],
  result: ['const result = await ', ';'],
  nothing: ['await ', ';'],
};

export function sampleCall(id: string, args: readonly unknown[], kind: Kind): string[] {
  const [before, after] = AROUND[kind];
  const call = (values: string[]): string => `${before}secuconnect.${id}(${values.join(', ')})${after}`;
  const flat = call(args.map((value) => literal(value, '')));
  if (flat.length <= WIDTH + 24 && !flat.includes('\n')) return [flat];
  return call(args.map((value) => literal(value, '', true))).split('\n');
}

function literal(value: unknown, indent: string, broken = false): string {
  if (value instanceof Code) return value.text;
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? quote(value) : String(value);
  const parts = Array.isArray(value)
    ? value.map((item) => [literal(item, ''), literal(item, `${indent}  `)] as const)
    : Object.entries(value).map(
        ([key, item]) =>
          [`${name(key)}: ${literal(item, '')}`, `${name(key)}: ${literal(item, `${indent}  `)}`] as const,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  if (parts.length === 0) return open.trim() + close.trim();
  const flat = `${open}${parts.map(([short]) => short).join(', ')}${close}`;
  if (!broken && indent.length + flat.length <= WIDTH && !flat.includes('\n')) return flat;
  return `${open.trim()}\n${parts.map(([, long]) => `${indent}  ${long},\n`).join('')}${indent}${close.trim()}`;
}

/** An expression that a sample contains verbatim, such as the variable of a file to upload. */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const name = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : quote(key));
const quote = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
