import { finding, type Rule } from '../../spec-files/spec-view.ts';

export const referencesResolve: Rule = ({ broken }) =>
  broken.map(({ from, ref }) =>
    finding(
      from,
      `The reference ${ref} leads nowhere`,
      'Mend the path or the pointer, or add what it refers to',
      '$ref',
    ),
  );
