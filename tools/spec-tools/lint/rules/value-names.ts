import { isNode, listOf } from '../../shared/json.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';

const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** Numbers say nothing in a program: a list of them in which each has a meaning of its own has a name for each. Words name themselves. */
export const valuesAreNamed: Rule = ({ visits }) =>
  visits.flatMap((visit) => {
    const list = visit.value['x-extensible-enum'] ?? visit.value['enum'];
    // A list that is not one is a finding of another rule.
    if (visit.kind !== 'schema' || (list !== undefined && !Array.isArray(list))) return [];
    const values = listOf(list).filter((value) => value !== null);
    const meanings = visit.value['x-enum-descriptions'];
    const names = visit.value['x-enum-varnames'];
    const report = (at: string, message: string, remedy: string) => [finding(visit, message, remedy, at)];
    const strange = isNode(meanings) && Object.keys(meanings).filter((key) => !values.map(String).includes(key));
    if (strange && strange.length > 0)
      return report(
        'x-enum-descriptions',
        `x-enum-descriptions describes ${strange.join(', ')}, which the list of values does not have`,
        'Add the value to x-extensible-enum, or remove its description',
      );
    if (names === undefined) {
      if (!isNode(meanings) || !values.every((value) => typeof value === 'number')) return [];
      const distinct = new Set(Object.values(meanings));
      return distinct.size < values.length
        ? []
        : report(
            'x-enum-descriptions',
            'The described numbers have no names',
            'Add x-enum-varnames, a constant for each value of x-extensible-enum, in its order',
          );
    }
    const given = listOf(names).map(String);
    if (given.length !== values.length)
      return report(
        'x-enum-varnames',
        `x-enum-varnames has ${given.length} names for ${values.length} values`,
        'Write one name for each value, in the order of the values',
      );
    const invalid = given.filter((name) => !NAME.test(name));
    if (invalid.length > 0)
      return report(
        'x-enum-varnames',
        `x-enum-varnames has the invalid names ${invalid.join(', ')}`,
        'Write identifiers in capitals: WAITING_FOR_SHIPMENT',
      );
    const twice = given.filter((name, at) => given.indexOf(name) !== at);
    return twice.length > 0
      ? report('x-enum-varnames', `x-enum-varnames has ${twice.join(', ')} twice`, 'Name each value differently')
      : [];
  });
