import { finding, type Rule } from '../../spec-files/spec-view.ts';

export const referencesResolve: Rule = ({ broken }) =>
  broken.map(({ from, ref }) =>
    finding(from, `The reference ${ref} has no target`, 'Fix the path or the pointer, or add the target', '$ref'),
  );
