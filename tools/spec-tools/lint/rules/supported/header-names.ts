/** Headers that the client sets itself, or that `fetch` sets, ignores or rejects. */
const TAKEN = new Set(
  [
    'accept accept-language authorization content-type user-agent x-action',
    'accept-charset accept-encoding access-control-request-headers access-control-request-method connection',
    'access-control-request-private-network content-length cookie cookie2 date dnt expect host keep-alive origin referer',
    'set-cookie te trailer transfer-encoding upgrade via',
  ].flatMap((names) => names.split(' ')),
);

const FORBIDDEN = /^(?:proxy-|sec-)/;
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Why a program cannot send the header of a parameter, if it cannot. */
export function headerProblem(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (!isToken(name)) return `${JSON.stringify(name)} is not the name of a header`;
  return TAKEN.has(lower) || FORBIDDEN.test(lower)
    ? `The header ${name} belongs to the client or to the connection`
    : undefined;
}

export const isToken = (name: string): boolean => TOKEN.test(name);
