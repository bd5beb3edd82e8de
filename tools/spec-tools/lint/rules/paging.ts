import { finding, parametersOf, type Rule } from '../../spec-files/spec-view.ts';

/** An operation has x-paging if and only if it has the parameters of a list. */
export const listsAreMarked: Rule = ({ operations, files, inventory }) =>
  operations.flatMap((operation) => {
    const query = new Set(
      parametersOf(files, operation)
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => parameter['name']),
    );
    const missing = inventory.listQueryParams.filter((name) => !query.has(name));
    const isMarked = operation.value['x-paging'] === 'list';
    if (missing.length === 0 && !isMarked)
      return [finding(operation, 'The list has no x-paging', 'Add `x-paging: list`', 'operationId')];
    if (missing.length > 0 && isMarked)
      return [
        finding(
          operation,
          `The operation has x-paging, but not the list parameters ${missing.join(', ')}`,
          'Add the parameters, or remove x-paging',
          'x-paging',
        ),
      ];
    return [];
  });
