/** The tag under which npm offers a version: `rc` for 1.0.0-rc.0, `next` for a pre-release without a name, `latest` for the rest. */
export function distTagOf(version: string): string {
  const preRelease = /^\d+\.\d+\.\d+-([^+]+)/.exec(version)?.[1];
  if (preRelease === undefined) return 'latest';
  return /^[a-z]+/i.exec(preRelease)?.[0].toLowerCase() ?? 'next';
}
