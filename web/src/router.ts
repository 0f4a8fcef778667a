import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();

/** Goes to another page of the site without loading it anew. */
export const go = (path: string): void => {
  history.pushState(null, '', path);
  for (const listener of listeners) listener();
  window.scrollTo(0, 0);
};

const followLink = (event: MouseEvent): void => {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.origin !== location.origin || event.metaKey || event.ctrlKey || event.button !== 0)
    return;
  if (/^\/(api|inbox|letters|r)(\/|$)/.test(link.pathname) || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  go(link.pathname + link.hash);
};

/** The current path, kept up to date. */
export const usePath = (): string => {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = (): void => setPath(location.pathname);
    listeners.add(update);
    addEventListener('popstate', update);
    document.addEventListener('click', followLink);
    return () => {
      listeners.delete(update);
      removeEventListener('popstate', update);
      document.removeEventListener('click', followLink);
    };
  }, []);
  return path;
};

/** What follows the `#` of the address: a letter's link may be opened in a tab that already shows the page. */
export const useHash = (): string => {
  const [hash, setHash] = useState(location.hash.slice(1));
  useEffect(() => {
    const update = (): void => setHash(location.hash.slice(1));
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return hash;
};
