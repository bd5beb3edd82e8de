/** A JSON object of unknown shape. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const nodeOf = (value: unknown): Node => (isNode(value) ? value : {});
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const stringsOf = (value: unknown): string[] => listOf(value).map(String);

/** The value at a JSON pointer (`#/components/schemas/Contact`, with or without `#`); `undefined` if there is no such value. */
export function follow(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of stepsOf(pointer)) value = Array.isArray(value) ? value[Number(step)] : nodeOf(value)[step];
  return value;
}

export const stepsOf = (pointer: string): string[] =>
  pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value itself, or the target of its `$ref` within the document. */
export function deref(document: unknown, value: unknown): Node {
  let target = value;
  for (let hops = 0; isNode(target) && typeof target['$ref'] === 'string' && hops < 20; hops++)
    target = follow(document, target['$ref']);
  return nodeOf(target);
}
