/** Part of `pnpm lint`: checks the spec with redocly, as `pnpm generate` does first. */
import '../tools/command-tools/errors.ts';
import { lintWithRedocly } from '../tools/codegen/bundle.ts';
import { targets } from '../tools/codegen/paths.ts';

await lintWithRedocly(targets[0].spec);
