import { finding, parametersOf, type Rule } from '../../spec-files/spec-view.ts';

/** What takes the parameters of a list is marked as one, and the other way round. */
export const listsPage: Rule = ({ operations, files, inventory }) =>
  operations.flatMap((operation) => {
    const query = new Set(
      parametersOf(files, operation)
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => parameter['name']),
    );
    const missing = inventory.listQueryParams.filter((name) => !query.has(name));
    const isMarked = operation.value['x-paging'] === 'list';
    if (missing.length === 0 && !isMarked)
      return [finding(operation, 'A list without x-paging', 'Add `x-paging: list`', 'operationId')];
    if (missing.length > 0 && isMarked)
      return [
        finding(
          operation,
          `x-paging stands on an operation without the list parameters ${missing.join(', ')}`,
          'Add the parameters, or remove the mark',
          'x-paging',
        ),
      ];
    return [];
  });
