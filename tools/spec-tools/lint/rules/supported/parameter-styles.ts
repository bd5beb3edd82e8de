import { nodeOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import type { Shapes } from './shapes.ts';

export type Location = 'path' | 'query' | 'header' | 'cookie';
type Shape = 'a scalar' | 'a string or an integer' | 'an array of scalars' | 'an object of scalars';

/** A style that the client can send, the mock understands, and the contract tests check. */
interface Style {
  style: string;
  /** The values of `explode` that the style allows. */
  explode: readonly boolean[];
  shapes: readonly Shape[];
}

const both = [true, false];

/** The styles of each location; the first is the default of OpenAPI. */
export const STYLES: Readonly<Record<Location, readonly Style[]>> = {
  path: [{ style: 'simple', explode: both, shapes: ['a string or an integer'] }],
  query: [
    { style: 'form', explode: both, shapes: ['a scalar', 'an array of scalars'] },
    { style: 'pipeDelimited', explode: [false], shapes: ['an array of scalars'] },
    { style: 'deepObject', explode: [true], shapes: ['an object of scalars'] },
  ],
  header: [{ style: 'simple', explode: both, shapes: ['a scalar', 'an array of scalars'] }],
  cookie: [{ style: 'form', explode: both, shapes: ['a scalar'] }],
};

/** The default of `explode`, which only form has as true. */
export const explodes = (style: string, explode: unknown): boolean =>
  typeof explode === 'boolean' ? explode : style === 'form';

/** Whether the type of an argument says all that a schema does: it takes the listed values from the schema itself. */
const isPlain = (shapes: Shapes, schema: SpecPlace): boolean =>
  !['allOf', 'oneOf', 'anyOf', 'const'].some((field) => field in nodeOf(shapes.of(schema).value));

export function hasShape(shapes: Shapes, schema: SpecPlace, shape: Shape): boolean {
  const isScalar = (one: SpecPlace): boolean => shapes.isScalar(one);
  if (shape === 'a scalar') return isScalar(schema);
  if (shape === 'a string or an integer') return shapes.isOf(schema, ['string', 'integer']) && isPlain(shapes, schema);
  if (shape === 'an array of scalars') return shapes.isArrayOf(schema, isScalar);
  const fields = shapes.fields(schema);
  return fields !== undefined && fields.length > 0 && fields.every(isScalar);
}
