import type { Schema } from '../document/schema.ts';
import { parts, type FieldPath } from './fields.ts';

const LIST = 'x-extensible-enum';

/** The paths of values that are in none of the open lists of their schema (`x-extensible-enum`). They are valid, and new. */
export function unlistedValues(schema: Schema, value: unknown): FieldPath[] {
  const found: FieldPath[] = [];
  const walk = (schemas: readonly Schema[], inner: unknown, path: readonly string[]): void => {
    const shapes = schemas.flatMap(parts);
    if (Array.isArray(inner)) {
      const items = shapes.flatMap(({ items: one }) => one ?? []);
      for (const item of inner) walk(items, item, [...path, '[]']);
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [name, child] of Object.entries(inner))
        walk(
          shapes.flatMap(({ properties }) => properties?.[name] ?? []),
          child,
          [...path, name],
        );
    } else {
      const lists = shapes.flatMap((shape) => (shape as Record<string, unknown[] | undefined>)[LIST] ?? []);
      if (inner !== null && lists.length > 0 && !lists.includes(inner)) found.push(path.join('/'));
    }
  };
  walk([schema], value, []);
  return found;
}
