import { redact } from '../internal/redact.ts';

/** How deep nested causes are copied. */
const MAX_DEPTH = 4;

/**
 * Copies name, message, stack, codes and nested causes of a cause, redacted, and no other field: a rejection of `fetch` may hold the whole request.
 *
 * @returns A string or an `Error` without secrets; `undefined` for anything else.
 */
export function sanitizeCause(cause: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof cause === 'string') return redact(cause, secrets);
  if (!(cause instanceof Error) || depth > MAX_DEPTH) return undefined;
  const { name, message, stack, code, syscall, errors, cause: inner } = cause as Error & Record<string, unknown>;
  const copy = Object.assign(new Error(redact(message, secrets)), {
    name,
    ...(typeof code === 'string' && { code }),
    ...(typeof syscall === 'string' && { syscall }),
    ...(inner !== undefined && { cause: sanitizeCause(inner, secrets, depth + 1) }),
    ...(Array.isArray(errors) && { errors: errors.map((one) => sanitizeCause(one, secrets, depth + 1)) }),
  });
  copy.stack = redact(String(stack), secrets);
  return copy;
}
