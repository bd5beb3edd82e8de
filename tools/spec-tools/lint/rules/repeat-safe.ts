import { finding, type Rule } from '../../spec-files/spec-view.ts';

const CHANGING = new Set(['PUT', 'PATCH', 'DELETE']);

/** Every operation says whether sending it twice does no more than sending it once; true is for reads, whatever their method. */
export const repeatingIsDecided: Rule = ({ operations }) =>
  operations.flatMap((operation) => {
    const safe = operation.value['x-repeat-safe'];
    if (typeof safe !== 'boolean')
      return [
        finding(
          operation,
          'x-repeat-safe is missing, or is not true or false',
          'Write true when the operation only reads, false otherwise',
          'x-repeat-safe',
        ),
      ];
    if (!safe || !CHANGING.has(operation.method)) return [];
    return [
      finding(
        operation,
        `${operation.method} is marked as x-repeat-safe, which is for reads`,
        'Write false',
        'x-repeat-safe',
      ),
    ];
  });
