import { flattenSchema, typesOf, type Resolve, type Schema } from './schema.ts';
import type { Random } from './random.ts';
import { textFor } from './text.ts';

/**
 * What a value is to have.
 * - `full`: every property, every list with an item in it, no null where something else is allowed.
 * - `minimal`: required properties only.
 * - `random`: any of them.
 * - a way, such as `basket/products/[]/tax`: required properties, and those that lie on it.
 */
export type Extent = 'full' | 'minimal' | 'random' | { readonly way: string };

export interface GeneratorOptions {
  readonly random: Random;
  readonly follow: Resolve;
}

/** How deep references may lie in each other before only what is required is filled. */
const MAX_DEPTH = 12;

/**
 * Makes values that a schema allows. Of a union it takes the branch that it has taken least often at that place, so that repeated
 * calls show every branch.
 */
export class Generator {
  readonly #random: Random;
  readonly #follow: Resolve;
  readonly #taken = new Map<string, number>();

  constructor({ random, follow }: GeneratorOptions) {
    this.#random = random;
    this.#follow = follow;
  }

  value(schema: Schema, extent: Extent, place = '', trail: readonly string[] = []): unknown {
    const { own, unions, references } = flattenSchema(schema, this.#follow);
    const inside = [...trail, ...references];
    // What contains itself is not filled twice.
    const wanted = references.some((one) => trail.includes(one)) || trail.length > MAX_DEPTH ? 'minimal' : extent;
    const chosen = unions.map((branches, at) => this.#branch(branches, wanted, `${place}|${at}`, inside));
    if (own.const !== undefined) return own.const;
    if (own.enum) return this.#random.pick(own.enum);
    const type = this.#type(own, wanted);
    if (type === undefined) {
      if (chosen.length) return this.value(chosen[0]!, wanted, place, inside);
      return wanted === 'minimal' ? null : { free: this.#random.below(100) };
    }
    if (type === 'object') {
      const parts = chosen.map((branch) => this.value(branch, wanted, place, inside));
      return Object.assign(this.#object(own, wanted, place, inside), ...parts);
    }
    if (type === 'array') return this.#list(own, wanted, place, inside);
    return this.#scalar(type, own);
  }

  #branch(branches: readonly Schema[], extent: Extent, key: string, trail: readonly string[]): Schema {
    const place = key.slice(0, key.lastIndexOf('|'));
    const able = branches.filter((branch) => canReach(branch, extent, place, this.#follow));
    const counts = (able.length ? able : branches).map((branch) => {
      const id = `${key}|${branches.indexOf(branch)}`;
      const closes = flattenSchema(branch, this.#follow).references.some((one) => trail.includes(one));
      return { branch, id, count: (this.#taken.get(id) ?? 0) + (closes ? 1000 : 0) };
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

  #object(own: Schema, extent: Extent, place: string, trail: readonly string[]): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(own.properties ?? {})) {
      const inside = place === '' ? name : `${place}/${name}`;
      // A constant is what tells the branches of a union apart, so it goes along with the field that is asked for.
      const tells = typeof extent === 'object' && schema.const !== undefined;
      const required = own.required?.includes(name) ?? false;
      if (required || tells || this.#takes(extent, inside)) made[name] = this.value(schema, extent, inside, trail);
    }
    const further = own.additionalProperties;
    if (typeof further === 'object' && this.#takes(extent, `${place}/*`)) {
      made[`further_${this.#random.below(100)}`] = this.value(further, extent, `${place}/*`, trail);
    }
    return made;
  }

  #list({ items = {}, minItems = 0, maxItems = 3 }: Schema, extent: Extent, place: string, trail: readonly string[]) {
    const inside = place === '' ? '[]' : `${place}/[]`;
    const some = extent === 'random' ? this.#random.below(3) : Number(this.#takes(extent, inside));
    const length = Math.min(Math.max(some, minItems), maxItems);
    return Array.from({ length }, () => this.value(items, extent, inside, trail));
  }

  #takes(extent: Extent, place: string): boolean {
    if (typeof extent === 'object') return extent.way === place || extent.way.startsWith(`${place}/`);
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

/** Whether the rest of a way can be gone in the branch; any branch will do when no way is asked for. */
function canReach(branch: Schema, extent: Extent, place: string, follow: Resolve): boolean {
  if (typeof extent !== 'object' || (place !== '' && !extent.way.startsWith(`${place}/`))) return true;
  return hasPath(branch, extent.way.slice(place === '' ? 0 : place.length + 1).split('/'), follow);
}

function hasPath(schema: Schema, [step, ...rest]: readonly string[], follow: Resolve): boolean {
  if (step === undefined) return true;
  const { own, unions } = flattenSchema(schema, follow);
  const next = step === '[]' ? own.items : step === '*' ? own.additionalProperties : own.properties?.[step];
  if (typeof next === 'object' && hasPath(next, rest, follow)) return true;
  return unions.some((union) => union.some((branch) => hasPath(branch, [step, ...rest], follow)));
}
