import { operations, parameterNames } from '@secuconnect/api';

/** Where an operation is. */
export interface Place {
  readonly id: string;
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
}

interface Route extends Place {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** `POST /oauth/token`, which the spec does not list. */
const TOKEN: Place = { id: 'oauth.token', method: 'POST', path: '/oauth/token' };

/** Finds the operation that a request is for. */
export class Routes {
  readonly #routes = sorted([TOKEN, ...Object.values(operations)].map(routeOf));

  /**
   * Adds what the spec does not list.
   *
   * @throws TypeError for what it lists.
   */
  add(place: Place): void {
    const { id, method, pattern } = routeOf(place);
    const there = this.#routes.find((one) => one.method === method && one.pattern.source === pattern.source);
    if (!there) this.#routes.splice(0, Infinity, ...sorted([...this.#routes, routeOf(place)]));
    else if (there.id !== id)
      throw new TypeError(`${id} is the operation ${there.id}: use \`fake.on('${there.id}')\`.`);
  }

  has(id: string): boolean {
    return this.#routes.some((one) => one.id === id);
  }

  /** Ids of everything that it knows. */
  ids(): string[] {
    return this.#routes.map(({ id }) => id);
  }

  /** What is there, with the values of the path parameters; whatever the host and the beginning of the path are. */
  find(method: string, pathname: string): { place: Place; path: Record<string, string> } | undefined {
    for (const route of this.#routes) {
      const values = route.method === method && route.pattern.exec(pathname);
      if (!values) continue;
      const path = Object.fromEntries(route.names.map((name, at) => [name, decodeURIComponent(values[at + 1]!)]));
      return { place: route, path };
    }
    return undefined;
  }
}

function routeOf({ id, method, path }: Place): Route {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return {
    id,
    method,
    path,
    names: parameterNames(path),
    pattern: new RegExp(`${literal.replaceAll(/{\w+}/g, '([^/]+)')}$`),
  };
}

/** Long before short, literal before parameter: `/Containers/me/validateSingleIban` is not an action on a container named `me`. */
const sorted = (routes: readonly Route[]): Route[] =>
  [...routes].sort((a, b) => segments(b) - segments(a) || a.names.length - b.names.length);
const segments = ({ path }: Place): number => path.split('/').length;

/** The one of some names that is most like another: the fewest letters to add, drop or replace. */
export function closest(name: string, names: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const one of names) {
    const found = distance(name, one);
    if (!best || found < best.distance) best = { name: one, distance: found };
  }
  return best?.name;
}

function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
