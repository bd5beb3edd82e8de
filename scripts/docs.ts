/** `pnpm docs:build [--dev]`: builds the documentation as a site into `.cache/site`, and fails for a dead link. `--dev` serves it and shows changes. */
import '../tools/command-tools/errors.ts';

const { buildSite, serveSite } = await import('../website/src/build-site.ts');
await (process.argv.includes('--dev') ? serveSite() : buildSite());
