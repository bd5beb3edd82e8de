import { flattenSchema, typesOf, type Resolve, type Schema } from './schema.ts';
import type { Random } from './random.ts';
import { textFor } from './text.ts';

/**
 * How much a generated value contains.
 * - `full`: every property, at least one item in every array, no null where another type is allowed.
 * - `minimal`: required properties only.
 * - `random`: a random selection.
 * - `{ path }`, such as `basket/products/[]/tax`: required properties, and those on the path.
 */
export type Extent = 'full' | 'minimal' | 'random' | { readonly path: string };

export interface GeneratorOptions {
  readonly random: Random;
  readonly follow: Resolve;
}

/** Below this depth of nested references, only required properties are generated. */
const MAX_DEPTH = 12;

/**
 * Generates values that a schema allows. From a union, it takes the branch that it has used least at that path, so that several calls
 * cover every branch.
 */
export class Generator {
  readonly #random: Random;
  readonly #follow: Resolve;
  readonly #taken = new Map<string, number>();

  constructor({ random, follow }: GeneratorOptions) {
    this.#random = random;
    this.#follow = follow;
  }

  value(schema: Schema, extent: Extent, path = '', trail: readonly string[] = []): unknown {
    const { own, unions, references } = flattenSchema(schema, this.#follow);
    const inside = [...trail, ...references];
    // A recursive schema is filled once.
    const wanted = references.some((one) => trail.includes(one)) || trail.length > MAX_DEPTH ? 'minimal' : extent;
    const chosen = unions.map((branches, at) => this.#branch(branches, wanted, `${path}|${at}`, inside));
    if (own.const !== undefined) return own.const;
    if (own.enum) return this.#random.pick(own.enum);
    const type = this.#type(own, wanted);
    if (type === undefined) {
      if (chosen.length) return this.value(chosen[0]!, wanted, path, inside);
      return wanted === 'minimal' ? null : { free: this.#random.below(100) };
    }
    if (type === 'object') {
      const parts = chosen.map((branch) => this.value(branch, wanted, path, inside));
      return Object.assign(this.#object(own, wanted, path, inside), ...parts);
    }
    if (type === 'array') return this.#array(own, wanted, path, inside);
    return this.#scalar(type, own);
  }

  #branch(branches: readonly Schema[], extent: Extent, key: string, trail: readonly string[]): Schema {
    const path = key.slice(0, key.lastIndexOf('|'));
    const candidates = branches.filter((branch) => canReach(branch, extent, path, this.#follow));
    const counts = (candidates.length ? candidates : branches).map((branch) => {
      const id = `${key}|${branches.indexOf(branch)}`;
      const recursive = flattenSchema(branch, this.#follow).references.some((one) => trail.includes(one));
      return { branch, id, count: (this.#taken.get(id) ?? 0) + (recursive ? 1000 : 0) };
    });
    const least = counts.reduce((a, b) => (b.count < a.count ? b : a));
    this.#taken.set(least.id, least.count + 1);
    return least.branch;
  }

  #type(own: Schema, extent: Extent): string | undefined {
    const types = typesOf(own);
    const real = types.filter((type) => type !== 'null');
    if (extent === 'random' && types.length > real.length && this.#random.chance(0.2)) return 'null';
    if (typeof extent === 'object' && real.includes('object')) return 'object';
    return real.length ? this.#random.pick(real) : types[0];
  }

  #object(own: Schema, extent: Extent, path: string, trail: readonly string[]): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(own.properties ?? {})) {
      const inside = path === '' ? name : `${path}/${name}`;
      // A constant discriminates the branches of a union, so it accompanies the requested field.
      const discriminates = typeof extent === 'object' && flattenSchema(schema, this.#follow).own.const !== undefined;
      const required = own.required?.includes(name) ?? false;
      if (required || discriminates || this.#includes(extent, inside))
        made[name] = this.value(schema, extent, inside, trail);
    }
    const further = own.additionalProperties;
    if (typeof further === 'object' && this.#includes(extent, `${path}/*`)) {
      made[`further_${this.#random.below(100)}`] = this.value(further, extent, `${path}/*`, trail);
    }
    return made;
  }

  #array({ items = {}, minItems = 0, maxItems = 3 }: Schema, extent: Extent, path: string, trail: readonly string[]) {
    const inside = path === '' ? '[]' : `${path}/[]`;
    const some = extent === 'random' ? this.#random.below(3) : Number(this.#includes(extent, inside));
    const length = Math.min(Math.max(some, minItems), maxItems);
    return Array.from({ length }, () => this.value(items, extent, inside, trail));
  }

  #includes(extent: Extent, path: string): boolean {
    if (typeof extent === 'object') return extent.path === path || extent.path.startsWith(`${path}/`);
    return extent === 'full' || (extent === 'random' && this.#random.chance(0.5));
  }

  #scalar(type: string, schema: Schema): unknown {
    const { minimum = -100_000, maximum = Math.max(minimum, 100_000) } = schema;
    if (type === 'string') return textFor(schema, this.#random);
    if (type === 'integer') return minimum + this.#random.below(maximum - minimum + 1);
    if (type === 'number') return minimum + this.#random.below((maximum - minimum) * 8) / 8;
    if (type === 'boolean') return this.#random.chance(0.5);
    return null;
  }
}

/** Whether the branch contains the rest of the requested path. Without a requested path, every branch does. */
function canReach(branch: Schema, extent: Extent, path: string, follow: Resolve): boolean {
  if (typeof extent !== 'object' || (path !== '' && !extent.path.startsWith(`${path}/`))) return true;
  return hasPath(branch, extent.path.slice(path === '' ? 0 : path.length + 1).split('/'), follow);
}

function hasPath(schema: Schema, [step, ...rest]: readonly string[], follow: Resolve): boolean {
  if (step === undefined) return true;
  const { own, unions } = flattenSchema(schema, follow);
  const next = step === '[]' ? own.items : step === '*' ? own.additionalProperties : own.properties?.[step];
  if (typeof next === 'object' && hasPath(next, rest, follow)) return true;
  return unions.some((union) => union.some((branch) => hasPath(branch, [step, ...rest], follow)));
}
