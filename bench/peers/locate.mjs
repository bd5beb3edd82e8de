/** Returns the file that `import` of a peer loads. It stands beside the installed peers, because Node looks from the file that asks. */
export const locate = (name) => import.meta.resolve(name);
