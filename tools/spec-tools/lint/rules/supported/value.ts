import { isNode } from '../../../shared/json.ts';

/** The values of a field that the whole pipeline understands. */
export interface Value {
  accepts: (value: unknown) => boolean;
  /** What to write instead of another value. */
  remedy: string;
  /** The problem with another value, if the general sentence does not say it. */
  problem?: (value: unknown) => string;
}

export const anything: Value = { accepts: () => true, remedy: '' };

export const text: Value = { accepts: (value) => typeof value === 'string', remedy: 'Write a string' };
export const boolean: Value = { accepts: (value) => typeof value === 'boolean', remedy: 'Write true or false' };
/** Integers above 2^53 and infinite numbers become others on their way through JavaScript and JSON. */
export const isExact = (value: unknown): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

export const number: Value = { accepts: isExact, remedy: 'Write a number that JavaScript can hold' };
export const list: Value = {
  accepts: (value) => Array.isArray(value) && value.length > 0,
  remedy: 'Write a list that is not empty',
};

/** A length or a number of items. */
export const size: Value = {
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
  remedy: 'Write an integer from 0',
};

export const only = (...values: readonly unknown[]): Value => ({
  accepts: (value) => values.includes(value),
  remedy: `Write ${values.map(String).join(' or ')}`,
});

export const like = (pattern: RegExp, remedy: string): Value => ({
  accepts: (value) => typeof value === 'string' && pattern.test(value),
  remedy,
});

export const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Whether a scalar is the same value in every tool. */
export const isStable = (value: unknown): boolean => isScalar(value) && (typeof value !== 'number' || isExact(value));

/** Whether a pattern is one of JavaScript, as JSON Schema asks for. */
export function compiles(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}

export const strings: Value = {
  accepts: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') && new Set(value).size === value.length,
  remedy: 'Write a list of names, each once',
};

/** `security` of the document: one scheme for all operations, without scopes. */
export const oneScheme: Value = {
  accepts: (value) => {
    const [requirement, ...more] = Array.isArray(value) ? value : [];
    if (!isNode(requirement) || more.length > 0) return false;
    const [scopes, ...others] = Object.values(requirement);
    return Array.isArray(scopes) && scopes.length === 0 && others.length === 0;
  },
  problem: () => 'The client sends one token with every operation, and security asks for something else',
  remedy: 'Write one requirement with one scheme and no scopes: `- oauth_token: []`',
};
