import { createRedactor } from '../internal/redact.ts';
import { isError } from './is-error.ts';

/** How deep nested causes are copied. */
const MAX_DEPTH = 4;

/**
 * Copies name, message, stack, codes and nested causes of a cause, redacted, and no other field: a rejection of `fetch` may hold the whole request.
 *
 * @returns A string or an `Error` without secrets; `undefined` for anything else.
 */
export const sanitizeCause = (cause: unknown, secrets: readonly string[] = []): unknown =>
  copyOf(cause, createRedactor(secrets), 0);

function copyOf(cause: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof cause === 'string') return redact(cause);
  if (!isError(cause) || depth > MAX_DEPTH) return undefined;
  const { name, message, stack, code, syscall, errors, cause: inner } = cause as Error & Record<string, unknown>;
  // A program may have set any of them to something else.
  const show = (value: unknown): string => (typeof value === 'string' ? redact(value) : '');
  const copy = Object.assign(new Error(show(message)), {
    name: show(name),
    ...(typeof code === 'string' && { code: redact(code) }),
    ...(typeof syscall === 'string' && { syscall: redact(syscall) }),
    ...(inner !== undefined && { cause: copyOf(inner, redact, depth + 1) }),
    ...(Array.isArray(errors) && { errors: errors.map((one) => copyOf(one, redact, depth + 1)) }),
  });
  copy.stack = show(stack);
  return copy;
}
