/** `pnpm spec:lint`: prints where the spec breaks its conventions, one line per finding. Fails if there is a finding. */
import '../tools/command-tools/errors.ts';
import { describeFinding, lintSpec } from '../tools/spec-tools/lint/lint-spec.ts';
import { inventory } from '../tools/spec-tools/reference/inventory.ts';
import { inRepository, SPEC_FOLDER } from '../tools/spec-tools/spec-paths.ts';

const findings = lintSpec(inRepository(SPEC_FOLDER), inventory);
for (const finding of findings) console.log(describeFinding(finding));
if (findings.length > 0) process.exitCode = 1;
