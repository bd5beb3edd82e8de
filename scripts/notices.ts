/** `pnpm notices`: builds, and writes the licences of what each published package contains of others. */
import '../tools/command-tools/errors.ts';

const { writeNotices } = await import('../tools/release-tools/notices.ts');
const { PUBLISHED } = await import('../tools/release-tools/published-packages.ts');
for (const name of PUBLISHED) writeNotices(name);
