import { finding, type Rule } from '../../spec-files/spec-view.ts';

const CHANGING = new Set(['PUT', 'PATCH', 'DELETE']);

/** Every operation says whether it is safe in the sense of RFC 9110: a safe operation only reads, with any method. */
export const safetyIsDecided: Rule = ({ operations }) =>
  operations.flatMap((operation) => {
    const safe = operation.value['x-safe'];
    if (typeof safe !== 'boolean')
      return [
        finding(
          operation,
          'x-safe is missing, or is not true or false',
          'Write true when the operation only reads, false otherwise',
          'x-safe',
        ),
      ];
    if (!safe || !CHANGING.has(operation.method)) return [];
    return [finding(operation, `${operation.method} is marked as x-safe, which is for reads`, 'Write false', 'x-safe')];
  });
