import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../../functions/access/contract.ts';
import { api } from './api.ts';

const KEPT = 'visitor';

/** What this tab knew last: the navigation is there at once, and only the answer to the session's question changes it. */
const kept = (): SignedIn | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '') as SignedIn;
  } catch {
    return undefined;
  }
};

/** Somebody signs in, or out: what was known is about somebody else. */
export const forgetVisitor = (): void => keep(undefined);

const keep = (visitor: SignedIn | undefined): void => {
  try {
    if (visitor) sessionStorage.setItem(KEPT, JSON.stringify(visitor));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing asks each time.
  }
};

const Visiting = createContext<SignedIn | undefined>(undefined);
export const VisitorProvider = Visiting.Provider;

/** Who is signed in, as far as it is known yet. */
export const useVisitor = (): SignedIn | undefined => useContext(Visiting);

/** What binds the company, or moves its money, is offered to its contact alone; not known before the session is. */
export const useIsContact = (): boolean | undefined => useVisitor()?.contact;

const isOf = (area: string, visitor: SignedIn): boolean => (area === 'ops') === (visitor.role !== 'partner');

const TRIES = 3;
const BETWEEN_MS = 1_500;

/** Asks who is signed in each time an area of pages is entered; a server that does not answer is asked again. */
export const useSession = (area: string): SignedIn | undefined => {
  const [visitor, setVisitor] = useState(kept);
  useEffect(() => {
    if (area !== 'portal' && area !== 'ops') return;
    let timer = 0;
    const ask = async (left: number): Promise<void> => {
      try {
        const held = await api.get<SignedIn | { signedIn: false }>('/session');
        const found = held.signedIn ? held : undefined;
        keep(found);
        setVisitor(found);
      } catch {
        if (left > 1) timer = window.setTimeout(() => void ask(left - 1), BETWEEN_MS);
      }
    };
    setVisitor(kept());
    void ask(TRIES);
    return () => clearTimeout(timer);
  }, [area]);
  return visitor && isOf(area, visitor) ? visitor : undefined;
};

export const signOut = async (): Promise<void> => {
  forgetVisitor();
  await api.delete('/session').catch(() => undefined);
  location.assign('/sign-in');
};
