/**
 * The folders of `test` that a run consists of: what makes sense for any target, what needs the mock, and what is not about single
 * operations and therefore left out when only some of them are asked for.
 */
export function testFolders({
  CONTRACT_TARGET: target = 'mock',
  CONTRACT_OPERATIONS: only,
}: NodeJS.ProcessEnv): string[] {
  if (target !== 'mock') return ['any-target'];
  return only ? ['any-target', 'mock'] : ['any-target', 'mock', 'suite'];
}
