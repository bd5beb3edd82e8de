/** Loaded before the command by the tests of `mcp`: what is sent to production arrives at a server of the test. */
const { fetch } = globalThis;
globalThis.fetch = (url, init) => {
  const { protocol, hostname, pathname, search } = new URL(url);
  if (protocol !== 'https:' || hostname !== 'connect.secucard.com') throw new Error(`${url} is not production.`);
  return fetch(new URL(pathname + search, process.env.LOCAL_PRODUCTION), init);
};
