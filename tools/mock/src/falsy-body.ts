import { isBoxedPrimitive } from 'node:util/types';

/**
 * The body as Prism gets it. Where a body is required, Prism 5.16.0 takes a falsy one for a missing one: `""`, `0`, `false`, an empty text. An object around the
 * value is truthy, and as JSON it is the value. `null` stands for no body.
 */
export const bodyForPrism = (value: unknown): unknown => (value === null ? null : value || Object(value));

/** The value that {@link bodyForPrism} was given. */
export const bodyOfPrism = (body: unknown): unknown => (isBoxedPrimitive(body) ? body.valueOf() : body);
