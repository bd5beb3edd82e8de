/**
 * What the pages execute in the browser: they show what has changed, and send their forms without being loaded again. It is sent as its source
 * text, so that it may use nothing outside of itself.
 */
function live(events: string): void {
  const said = document.getElementById('said')!;
  const news = document.getElementById('news')!;
  const connection = document.getElementById('connection')!;
  const headers = { accept: 'text/html' };

  const keyOf = (node: Node): string => (node instanceof Element ? node.id || node.getAttribute('data-key') || '' : '');

  /** Makes an element what the fresh one is. Elements stay the same, and with them the focus, what was typed, and what is open. */
  const morph = (old: Element, fresh: Element): void => {
    if (old.isEqualNode(fresh)) return;
    for (const name of old.getAttributeNames())
      if (name !== 'open' && !fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes)
      if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
    const keys = new Set(Array.from(fresh.childNodes, keyOf));
    const keyed = new Map(Array.from(old.childNodes, (node) => [keyOf(node), node]));
    for (const node of keyed.values()) if (keyOf(node) && !keys.has(keyOf(node))) node.remove();
    let place = old.firstChild;
    for (const next of fresh.childNodes) {
      const key = keyOf(next);
      const candidate = key ? keyed.get(key) : place && !keyOf(place) ? place : undefined;
      const match = candidate?.nodeName === next.nodeName ? candidate : undefined;
      if (!match) {
        old.insertBefore(document.importNode(next, true), place);
        continue;
      }
      if (match === place) place = place.nextSibling;
      else old.insertBefore(match, place);
      if (match instanceof Element) morph(match, next as Element);
      else if (match.nodeValue !== next.nodeValue) match.nodeValue = next.nodeValue;
    }
    while (old.lastChild && place) {
      if (old.lastChild === place) place = null;
      old.lastChild.remove();
    }
  };

  let lastNews = '';
  let newsTimer: number | undefined;
  /** Screen readers hear the latest, and not more often than every three seconds. */
  const announce = (text: string): void => {
    if (text === lastNews) return;
    lastNews = text;
    newsTimer ??= window.setTimeout(() => {
      newsTimer = undefined;
      news.textContent = lastNews;
    }, 3000);
  };
  const newsOf = (root: Document): string => root.getElementById('live')?.getAttribute('data-news') ?? '';
  lastNews = newsOf(document);

  const show = (fresh: Document): void => {
    const focused = document.activeElement;
    for (const region of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(region.id);
      if (next) morph(region, next);
    }
    document.title = fresh.title;
    // What had the focus may be gone: the keyboard goes on from where the result stands.
    if (focused && !focused.isConnected) said.focus({ preventScroll: true });
  };

  const parse = async (response: Response): Promise<Document> =>
    new DOMParser().parseFromString(await response.text(), 'text/html');

  let isLoading = false;
  let isStale = false;
  const refresh = async (): Promise<void> => {
    isStale = true;
    if (isLoading) return;
    isLoading = true;
    try {
      while (isStale) {
        isStale = false;
        const fresh = await parse(await fetch(location.href, { headers }));
        show(fresh);
        announce(newsOf(fresh));
      }
    } catch {
      // The stream has ended too, and its return leads here again.
    }
    isLoading = false;
  };

  let source: EventSource | undefined;
  /** A hidden page gives its connection free. */
  const listen = (): void => {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    source = new EventSource(events);
    source.addEventListener('message', () => void refresh());
    source.addEventListener('open', () => {
      connection.textContent = 'live';
      void refresh();
    });
    source.addEventListener('error', () => {
      connection.textContent = 'not connected';
      if (source?.readyState === EventSource.CLOSED) window.setTimeout(listen, 5000);
    });
  };
  // Ages grow without an event.
  window.setInterval(() => source && void refresh(), 30_000);
  document.addEventListener('visibilitychange', listen);
  listen();

  const sending = new WeakSet<HTMLFormElement>();
  const send = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> => {
    const body = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>);
    const response = await fetch(form.getAttribute('action')!, { method: 'POST', body, headers });
    if (new URL(response.url).pathname !== location.pathname && response.redirected)
      return location.assign(response.url);
    const fresh = await parse(response);
    const result = fresh.getElementById('said');
    said.replaceChildren(...[...(result?.childNodes ?? [])].map((node) => document.importNode(node, true)));
    show(fresh);
    lastNews = newsOf(fresh);
    if (form.isConnected && !said.querySelector('[role="alert"]')) form.reset();
    said.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    // By attribute: a field may have the name `method` or `action`.
    if (form.getAttribute('method') !== 'post') return;
    event.preventDefault();
    if (sending.has(form)) return;
    sending.add(form);
    send(form, event.submitter)
      .catch(() => {
        const problem = document.createElement('p');
        problem.setAttribute('role', 'alert');
        problem.textContent = 'The sandbox does not answer.';
        said.replaceChildren(problem);
      })
      .finally(() => sending.delete(form));
  });
}

/** The script for pages that listen to the events at this path. */
export const liveScript = (events: string): string => `(${live.toString()})(${JSON.stringify(events)});\n`;
