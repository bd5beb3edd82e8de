import { nodeOf } from '../../../shared/json.ts';
import { finding, type Rule } from '../../../spec-files/spec-view.ts';
import { oneScheme } from './value.ts';

/** `security` names a scheme of the components: without it, the mock asks for no token, and every call without one passes. */
export const securityIsDeclared: Rule = ({ files }) => {
  const root = files.root();
  const { security, components } = nodeOf(root.value);
  // Several requirements or schemes have a finding of their own.
  if (!oneScheme.accepts(security)) return [];
  const declared = nodeOf(nodeOf(components)['securitySchemes']);
  return (Array.isArray(security) ? security : []).flatMap((requirement) =>
    Object.keys(nodeOf(requirement))
      .filter((name) => !Object.hasOwn(declared, name))
      .map((name) =>
        finding(root, `The security scheme ${name} does not exist`, 'Add it to components.securitySchemes', 'security'),
      ),
  );
};
