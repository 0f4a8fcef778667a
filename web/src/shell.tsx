import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../../functions/access/contract.ts';
import { currentOf, nameOf, openPages, opsPages, type PageGroup, portalPages } from './navigation.ts';
import { signOut } from './visitor.ts';

const PROGRAM = 'Partner program';

const Skip = () => (
  <a class="skip" href="#main">
    Skip to content
  </a>
);

const Mark = ({ href, text }: { href: string; text: string }) => (
  <a class="mark" href={href}>
    <img src="/favicon.svg" alt="" />
    <span>{text}</span>
  </a>
);

/** The tab says which page it is. */
const useTitle = (path: string, groups: readonly PageGroup[]): void => {
  const name = nameOf(path, groups);
  useEffect(() => {
    document.title = name ? `${name} · ${PROGRAM}` : PROGRAM;
  }, [name]);
};

/** Pages that are open to everybody: a narrow column under one line of links. */
export const OpenShell = ({ path, children }: { path: string; children: ComponentChildren }) => {
  useTitle(path, [{ links: openPages }]);
  return (
    <>
      <Skip />
      <header class="top">
        <div class="bar-row">
          <Mark href="/" text={PROGRAM} />
          <nav aria-label="Pages">
            {openPages.map((link) => (
              <a key={link.href} href={link.href} aria-current={currentOf(path, link)}>
                {link.text}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" class="narrow">
        {children}
      </main>
    </>
  );
};

interface Inside {
  readonly path: string;
  readonly area: 'portal' | 'ops';
  readonly visitor: SignedIn | undefined;
  readonly children: ComponentChildren;
}

/** The portal and the team's pages: a side bar, which a phone opens and closes. */
export const SideShell = ({ path, area, visitor, children }: Inside) => {
  const [open, setOpen] = useState(false);
  const groups = !visitor ? [] : area === 'ops' ? opsPages : portalPages(visitor);
  useTitle(path, groups);
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false);
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [open]);
  return (
    <div class="frame">
      <Skip />
      <header class="side">
        <div class="side-head">
          <Mark href={`/${area}`} text={visitor?.company ?? PROGRAM} />
          <button type="button" class="menu" aria-expanded={open} aria-controls="pages" onClick={() => setOpen(!open)}>
            {open ? 'Close' : 'Menu'}
          </button>
        </div>
        <div id="pages" class={open ? 'side-pages open' : 'side-pages'}>
          <nav aria-label="Pages">
            <Groups groups={groups} path={path} />
          </nav>
          {visitor ? (
            <button type="button" class="leave" onClick={() => void signOut()}>
              Sign out <span class="soft">{visitor.name}</span>
            </button>
          ) : null}
        </div>
      </header>
      <main id="main">{children}</main>
    </div>
  );
};

const Groups = ({ groups, path }: { groups: readonly PageGroup[]; path: string }) => (
  <ul>
    {groups.map(({ name, links }) => (
      <li key={name ?? ''}>
        {name ? <span class="group">{name}</span> : null}
        <ul>
          {links.map((link) => (
            <li key={link.href}>
              <a href={link.href} aria-current={currentOf(path, link)}>
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ul>
);
