import { finding, type Rule } from '../../spec-files/spec-view.ts';

export const referencesResolve: Rule = ({ broken }) =>
  broken.map(({ from, ref }) =>
    /^[a-z]+:\/\//i.test(ref)
      ? finding(
          from,
          `The reference ${ref} leads out of the spec`,
          'Copy its target into a file, and refer to that',
          '$ref',
        )
      : finding(from, `The reference ${ref} has no target`, 'Fix the path or the pointer, or add the target', '$ref'),
  );
