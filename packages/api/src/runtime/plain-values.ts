/** Whether the fields of an object are all that it holds, unlike those of a `Map` or an instance of a class. Its realm may be another one. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What a value is, for a message, without its content: `undefined`, `NaN`, `Invalid Date`, `of type Map`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || value instanceof Date) return String(value);
  return `of type ${typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value}`;
}
