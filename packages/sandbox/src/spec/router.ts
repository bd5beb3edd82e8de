import type { OperationSpec } from './operations.ts';

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  readonly operations: Map<string, OperationSpec>;
}

/** An operation, and the values of its path parameters. */
export interface Route {
  readonly operation: OperationSpec;
  readonly path: Readonly<Record<string, string>>;
}

const node = (): Node => ({ literals: new Map(), parameter: undefined, operations: new Map() });

/**
 * Finds the operation of a request. Literal segments have precedence over parameters, and their case does not matter, as on the platform:
 * clients in use write `RequestID`, `requestId` and `requestid`.
 */
export class Router {
  readonly #root = node();

  constructor(operations: readonly OperationSpec[]) {
    for (const operation of operations) {
      let place = this.#root;
      for (const segment of operation.path.split('/').slice(1)) {
        if (segment.startsWith('{')) place = place.parameter ??= node();
        else {
          const next = place.literals.get(segment.toLowerCase()) ?? node();
          place.literals.set(segment.toLowerCase(), next);
          place = next;
        }
      }
      place.operations.set(operation.method, operation);
    }
  }

  /**
   * @param pathname Percent-encoded, below the base URL.
   * @returns `undefined` for a path that no operation has, or one that cannot be decoded.
   */
  find(method: string, pathname: string): Route | undefined {
    const values: string[] = [];
    const segments = decode(pathname.replace(/\/$/, '').split('/').slice(1));
    const operation = segments && search(this.#root, segments, 0, method, values);
    if (!operation) return undefined;
    return { operation, path: Object.fromEntries(operation.pathNames.map((name, index) => [name, values[index]!])) };
  }
}

function search(
  place: Node,
  segments: readonly string[],
  depth: number,
  method: string,
  values: string[],
): OperationSpec | undefined {
  if (depth === segments.length) return place.operations.get(method);
  const segment = segments[depth]!;
  const literal = place.literals.get(segment.toLowerCase());
  const found = literal && search(literal, segments, depth + 1, method, values);
  if (found || !place.parameter || segment === '') return found;
  values.push(segment);
  const behind = search(place.parameter, segments, depth + 1, method, values);
  if (!behind) values.pop();
  return behind;
}

function decode(segments: readonly string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
