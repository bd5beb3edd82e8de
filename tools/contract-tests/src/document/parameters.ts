import { parameterNames } from '@secuconnect/api';
import type { Json } from './document.ts';
import type { Schema } from './schema.ts';

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly schema: Schema;
  readonly required: boolean;
  readonly example: unknown;
  /** How arrays and objects are written: `form`, `deepObject`, `pipeDelimited` … */
  readonly style: string;
  /** Whether each item of an array, and each field of an object, is written on its own. */
  readonly explode: boolean;
}

export interface Parameters {
  /** In the order of the path. */
  readonly pathParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly headerParameters: readonly Parameter[];
  readonly cookieParameters: readonly Parameter[];
}

/** OpenAPI describes these headers elsewhere, and ignores parameters of these names. */
const NO_PARAMETERS = new Set(['accept', 'content-type', 'authorization']);

/** Sorts the parameters of an operation by place. A later one replaces an earlier one of the same place and name. */
export function parametersOf(id: string, path: string, all: readonly Json[]): Parameters {
  const found = [...new Map(all.map((one) => [`${one['in']} ${one['name']}`, parameterOf(one)])).values()];
  const at = (place: ParameterPlace): Parameter[] => found.filter((one) => one.in === place);
  return {
    pathParameters: parameterNames(path).map((name) => {
      const described = at('path').find((one) => one.name === name);
      if (!described) throw new Error(`${id} does not describe its path parameter ${name}.`);
      return described;
    }),
    queryParameters: at('query'),
    headerParameters: at('header').filter(({ name }) => !NO_PARAMETERS.has(name.toLowerCase())),
    cookieParameters: at('cookie'),
  };
}

/** All parameters of an operation. */
export const allParameters = (operation: Parameters): Parameter[] => [
  ...operation.pathParameters,
  ...operation.queryParameters,
  ...operation.headerParameters,
  ...operation.cookieParameters,
];

function parameterOf({ name, in: place, schema, required, example, ...format }: Json): Parameter {
  const style = format['style'] ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const explode = format['explode'] ?? style === 'form';
  return { name, in: place, schema, required: required === true, example, style, explode };
}
