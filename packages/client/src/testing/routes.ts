import { operations, parameterNames } from '@secuconnect/api';

/** The method and path of an operation. */
export interface Endpoint {
  /** Id of the operation. */
  readonly id: string;
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
}

/** An endpoint with what it takes to recognise a request for it. */
interface Route extends Endpoint {
  readonly pattern: RegExp;
  readonly parameters: readonly string[];
}

/** `POST /oauth/token`, which the spec does not list. */
const TOKEN_ENDPOINT: Endpoint = { id: 'oauth.token', method: 'POST', path: '/oauth/token' };

/** Finds the operation that a request is for. */
export class Routes {
  readonly #routes = mostSpecificFirst([TOKEN_ENDPOINT, ...Object.values(operations)].map(toRoute));

  /**
   * Adds an endpoint that the spec does not list. To add it again changes nothing.
   *
   * @throws TypeError for an endpoint that the spec lists.
   */
  add(endpoint: Endpoint): void {
    const route = toRoute(endpoint);
    const existing = this.#routes.find(
      ({ method, pattern }) => method === route.method && pattern.source === route.pattern.source,
    );
    if (!existing) this.#routes.splice(0, Infinity, ...mostSpecificFirst([...this.#routes, route]));
    else if (existing.id !== route.id)
      throw new TypeError(`${route.id} is the operation ${existing.id}: use \`fake.on('${existing.id}')\`.`);
  }

  has(id: string): boolean {
    return this.#routes.some((route) => route.id === id);
  }

  ids(): string[] {
    return this.#routes.map(({ id }) => id);
  }

  /**
   * The endpoint of a request, with the values of the path parameters.
   *
   * @param pathname May begin with anything: the base URL of the client does not matter.
   */
  find(method: string, pathname: string): { endpoint: Endpoint; path: Record<string, string> } | undefined {
    for (const route of this.#routes) {
      const match = route.method === method && route.pattern.exec(pathname);
      if (!match) continue;
      const path = Object.fromEntries(
        route.parameters.map((name, index) => [name, decodeURIComponent(match[index + 1]!)]),
      );
      return { endpoint: route, path };
    }
    return undefined;
  }
}

function toRoute({ id, method, path }: Endpoint): Route {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return {
    id,
    method,
    path,
    parameters: parameterNames(path),
    pattern: new RegExp(`${literal.replaceAll(/{\w+}/g, '([^/]+)')}$`),
  };
}

/** Long before short, literal before parameter: `/Containers/me/validateSingleIban` is not an action on a container named `me`. */
const mostSpecificFirst = (routes: readonly Route[]): Route[] =>
  [...routes].sort((a, b) => segmentCount(b) - segmentCount(a) || a.parameters.length - b.parameters.length);

const segmentCount = ({ path }: Endpoint): number => path.split('/').length;
